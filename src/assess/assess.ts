import type { FactBase } from '../facts/fact-base.ts';
import type { IsoDate, Profile } from '../policy/profile.ts';
import type { BoundRule, Judgement } from '../rules/rule.ts';
import type { TargetKind } from '../vocabulary/target-kind.ts';
import { whyNeverAsked, whyNotHere } from './applies.ts';
import { type Assessment, type Finding, type Weight, weights } from './assessment.ts';
import { summarise } from './findings.ts';
import {
  type AskedOfKind,
  type Found,
  type Judged,
  type Prepared,
  type PreparedRequirement,
  prepare,
} from './prepare.ts';
import { type Answers, answer } from './question.ts';
import { identityOf, remember } from './remembered.ts';
import { timelineOf } from './timeline.ts';
import type { Drafts } from './weigh.ts';

/** What is judged, on which day, by which rules. */
export interface Question {
  readonly profile: Profile;
  readonly rules: readonly BoundRule[];
  readonly facts: FactBase;
  readonly targetKind: TargetKind;
  readonly asOf: IsoDate;
  readonly drafts?: Drafts;
}

/** Holds a profile against the facts of one target: every requirement gives at least one finding. */
export function assess({ profile, rules, facts, targetKind, asOf, drafts }: Question): Assessment {
  const prepared = prepare(profile, rules, drafts === undefined ? { asOf } : { asOf, drafts });
  return assessPrepared(prepared, { kind: targetKind, facts }, new Map());
}

/** The same for a profile that was prepared once; `answers` is shared by the profiles that judge one target. */
export function assessPrepared(prepared: Prepared, target: Judged, answers: Answers): Assessment {
  const { profile, scale } = prepared;
  const { findings, summary } = foundOnce(prepared, target, answers);
  return {
    profile: { id: profile.id, title: profile.title, revision: profile.revision, sha256: profile.sha256 },
    findings,
    summary,
    timeline: timelineOf(prepared, target, findings),
    notJudged: profile.notObservable ?? NOTHING,
    notes: profileNotes(profile, scale.asOf),
  };
}

/** What is the same in all that a profile looks at has the same findings. */
function foundOnce(prepared: Prepared, target: Judged, answers: Answers): Found {
  const { kinds, remembered } = prepared;
  const identity = `${target.kind};${identityOf(target.facts, kinds)}`;
  const known = remembered.get(identity);
  if (known !== undefined) return known;
  const findings = findingsOf(prepared, target, answers);
  const made = { findings, summary: summarise(findings) };
  remember(remembered, identity, made);
  return made;
}

/** Requirements come by severity and id, so that putting each finding with those of its weight sorts them all. */
function findingsOf(prepared: Prepared, target: Judged, answers: Answers): readonly Finding[] {
  const byWeight: Readonly<Record<Weight, Finding[]>> = {
    fail: [],
    unknown: [],
    warn: [],
    waived: [],
    pass: [],
    'not-applicable': [],
  };
  for (const { each, elsewhere } of askedOf(prepared, target.kind)) {
    if (elsewhere !== undefined) byWeight[elsewhere.weight].push(elsewhere);
    else for (const found of findingsHere(each, target, answers)) byWeight[found.weight].push(found);
  }
  return weights.flatMap((weight) => byWeight[weight]);
}

/** What is not asked of a kind of target is the same finding on every one. */
function askedOf({ profile, requirements, byKind }: Prepared, kind: TargetKind): readonly AskedOfKind[] {
  const known = byKind.get(kind);
  if (known !== undefined) return known;
  const made = requirements.map((each) => {
    const not = whyNeverAsked(each.requirement, profile, kind);
    return { each, elsewhere: not === undefined ? undefined : finding(each, not) };
  });
  byKind.set(kind, made);
  return made;
}

function findingsHere(each: PreparedRequirement, { facts }: Judged, answers: Answers): readonly Finding[] {
  const not = whyNotHere(each.requirement, facts);
  if (not !== undefined) return [finding(each, not)];
  const judgements = answer(each.question, facts, answers);
  const known = each.findings.get(judgements);
  if (known !== undefined) return known;
  const found = judgements
    .map((judgement) => finding(each, judgement))
    .sort((left, right) => compare(left.subject, right.subject));
  each.findings.set(judgements, found);
  return found;
}

function finding({ requirement, weigh, fingerprint }: PreparedRequirement, judgement: Judgement): Finding {
  const { subject, outcome } = judgement;
  const { weight, shortfall, remedy, steps, notes } = weigh(judgement);
  const because = outcome === 'not-applicable' ? NOTHING : (judgement.because ?? NOTHING);
  const missing = outcome === 'unknown' ? judgement.missing : NOTHING;
  const print = fingerprint(subject);
  // Written out twice: spreading an object costs more than all the rest of a finding.
  if (shortfall === undefined) return { requirement, subject, weight, notes, because, missing, fingerprint: print };
  if (remedy === undefined)
    return { requirement, subject, weight, notes, because, missing, fingerprint: print, shortfall };
  const told = { requirement, subject, weight, notes, because, missing, fingerprint: print, shortfall, remedy };
  return steps === undefined ? told : { ...told, steps };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A regime moves: what was read long ago is said to be. */
function profileNotes({ retrieved }: Profile, asOf: IsoDate): readonly string[] {
  const days = (Date.parse(asOf) - Date.parse(retrieved)) / MILLISECONDS_A_DAY;
  return days > FRESH_DAYS
    ? [`re-check: the sources of this profile were last read on ${retrieved}, more than ${FRESH_DAYS} days before`]
    : [];
}

const NOTHING: readonly never[] = [];
const FRESH_DAYS = 180;
const MILLISECONDS_A_DAY = 86_400_000;

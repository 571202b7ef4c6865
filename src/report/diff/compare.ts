import type { Fact } from '../../facts/fact.ts';
import { factBase } from '../../facts/fact-base.ts';
import { severities } from '../../policy/profile.ts';
import type { ReportedAssessment, ReportedFinding } from '../document.ts';
import type { TargetReport } from '../format.ts';
import { compareFacts } from './compare-facts.ts';
import type { DiffSide, FindingChange, TargetDiff, Turn } from './document.ts';
import { reasonsFor } from './reasons.ts';
import { turnOf } from './turn.ts';

/** One target of a report, judged. */
export interface JudgedSide {
  readonly target: TargetReport;
  readonly assessments: readonly ReportedAssessment[];
  readonly asOf: DiffSide['asOf'];
}

/** Every way that a finding can go, gravest first: the order of what is shown. */
export const turns: readonly Turn[] = ['worse', 'lost', 'better', 'gone', 'other'];

/** Holds one target before against the same target after. */
export function compareTargets(before: JudgedSide, after: JudgedSide): TargetDiff {
  const facts = compareFacts(before.target.facts, after.target.facts);
  const olds = byKey(before.assessments);
  const news = byKey(after.assessments);
  const pairs = pairFindings(olds, news);
  const copies = [...new Set(facts.flatMap((each) => each.copies))].sort();
  const changes = pairs.flatMap((each) => changeOf(each, { before, after, facts }));
  return {
    old: sideOf(before),
    new: sideOf(after),
    findings: changes.toSorted(inOrder),
    same: pairs.length - changes.length,
    facts: facts
      .filter(({ change, copies }) => copies.length === 0 || change.members.length > 0)
      .map(({ change }) => change),
    ...(copies.length === 0 ? {} : { olderCopies: copies }),
  };
}

interface FindingPair {
  readonly old: Placed | undefined;
  readonly new: Placed | undefined;
}

/** By profile, requirement and subject; where one subject of a requirement went and one came (another kernel), those two. */
function pairFindings(olds: ReadonlyMap<string, Placed>, news: ReadonlyMap<string, Placed>): readonly FindingPair[] {
  const pairs = [...new Set([...olds.keys(), ...news.keys()])].map((key) => ({
    old: olds.get(key),
    new: news.get(key),
  }));
  const alone = Map.groupBy(pairs, ({ old, new: now }) =>
    old !== undefined && now !== undefined ? '' : askedBy(now ?? old),
  );
  return [...alone].flatMap(([asked, each]) => {
    const [first, second] = each;
    if (asked === '' || each.length !== 2 || first === undefined || second === undefined) return each;
    const both = { old: first.old ?? second.old, new: first.new ?? second.new };
    return both.old === undefined || both.new === undefined ? each : [both];
  });
}

function askedBy(placed: Placed | undefined): string {
  return placed === undefined ? '' : `${placed.profile.id}\n${placed.finding.requirement}`;
}

/** A finding with the assessment that it stands in. */
export interface Placed {
  readonly finding: ReportedFinding;
  readonly profile: ReportedAssessment['profile'];
}

function byKey(assessments: readonly ReportedAssessment[]): ReadonlyMap<string, Placed> {
  return new Map(
    assessments.flatMap(({ profile, findings }) =>
      findings.map(
        (finding) => [[profile.id, finding.requirement, finding.subject].join('\n'), { finding, profile }] as const,
      ),
    ),
  );
}

/** What the reasons for a change are looked for in. */
export interface Comparison {
  readonly before: JudgedSide;
  readonly after: JudgedSide;
  readonly facts: ReturnType<typeof compareFacts>;
}

function changeOf(pair: FindingPair, comparison: Comparison): readonly FindingChange[] {
  const [before, after] = [pair.old?.finding.weight ?? null, pair.new?.finding.weight ?? null];
  const asked = comparison.after.assessments.find(({ profile }) => profile.id === pair.old?.profile.id);
  const isStillAsked =
    asked?.findings.some(({ requirement }) => requirement === pair.old?.finding.requirement) ?? false;
  const turn = turnOf(before, after, isStillAsked);
  const shown = pair.new ?? pair.old;
  if (turn === undefined || shown === undefined) return [];
  const { requirement, subject, severity, says, remedy } = shown.finding;
  const shortfall = shown.finding.shortfall ?? pair.old?.finding.shortfall;
  return [
    {
      profile: shown.profile.id,
      requirement,
      subject,
      severity,
      turn,
      before,
      after,
      says,
      ...(shortfall === undefined ? {} : { shortfall }),
      ...(remedy === undefined ? {} : { remedy }),
      why: reasonsFor(pair, comparison),
    },
  ];
}

function inOrder(left: FindingChange, right: FindingChange): number {
  const keys = ({ turn, severity, profile, requirement, subject }: FindingChange) =>
    [turns.indexOf(turn), severities.indexOf(severity), profile, requirement, subject] as const;
  const [one, other] = [keys(left), keys(right)];
  const index = one.findIndex((key, at) => key !== other[at]);
  return index < 0 ? 0 : (one[index] ?? 0) < (other[index] ?? 0) ? -1 : 1;
}

function sideOf({ target: { name, facts }, asOf }: JudgedSide): DiffSide {
  return { name, asOf, system: systemIn(facts) };
}

function systemIn(facts: readonly Fact[]): string | null {
  const release = factBase(facts, []).all('os.release')[0]?.value;
  return release === undefined ? null : (release.prettyName ?? `${release.id} ${release.versionId ?? ''}`.trim());
}

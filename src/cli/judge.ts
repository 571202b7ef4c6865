import { assessPrepared } from '../assess/assess.ts';
import type { Assessment } from '../assess/assessment.ts';
import { type Baseline, markKnown } from '../assess/baseline.ts';
import { type CertificateJoin, certificateJoin, laterDays } from '../assess/certificates.ts';
import { type Prepared, prepare } from '../assess/prepare.ts';
import type { Questions } from '../assess/question.ts';
import { waive } from '../assess/waive.ts';
import type { WaiverUse } from '../assess/waiver-use.ts';
import type { Drafts } from '../assess/weigh.ts';
import type { Fact, Gap } from '../facts/fact.ts';
import { factBase } from '../facts/fact-base.ts';
import { readOwnRegister } from '../policy/certificate-row.ts';
import type { IsoDate } from '../policy/profile.ts';
import { type Register, readRegister } from '../policy/register.ts';
import { readWaivers, type Waiver } from '../policy/waiver.ts';
import type { TargetReport } from '../report/format.ts';
import { readAssets } from '../target/assets.ts';
import { openBaseline } from './open-baseline.ts';
import { openProfile, rulesFor } from './open-profile.ts';
import { readUserFile } from './user-file.ts';

/** All that judging needs beside the facts. */
export interface Bench {
  readonly profiles: readonly Prepared[];
  readonly register: Register;
  readonly asOf: IsoDate;
  /** The register on a day: today's look at the day that is judged, and at later ones. */
  readonly joinOn: (day: IsoDate) => CertificateJoin;
  /** Absent: none were given. */
  readonly waivers?: readonly Waiver[];
  /** Absent: everything counts. */
  readonly baseline?: Baseline;
}

/** What else the user says of how to judge. */
export interface BenchOptions {
  /** A file that extends or replaces the register. */
  readonly cmvp?: string | undefined;
  readonly drafts?: Drafts | undefined;
  /** A file of accepted shortfalls. */
  readonly waivers?: string | undefined;
  /** An earlier report: only what is new fails. */
  readonly baseline?: string | undefined;
}

/** Reads the profiles that were named, by id or by file, and the register and waivers. @throws PolicyError, UsageError */
export async function openBench(named: readonly string[], asOf: IsoDate, options: BenchOptions = {}): Promise<Bench> {
  const { cmvp, drafts } = options;
  const [profiles, register, waivers, baseline] = await Promise.all([
    Promise.all(named.map(openProfile)),
    openRegister(cmvp),
    openWaivers(options.waivers),
    options.baseline === undefined ? undefined : openBaseline(options.baseline),
  ]);
  const rules = await rulesFor(profiles);
  const scale = drafts === undefined ? { asOf } : { asOf, drafts };
  const questions: Questions = new Map();
  const joins = new Map<IsoDate, CertificateJoin>();
  return {
    profiles: profiles.map((profile) => prepare(profile, rules, scale, questions)),
    register,
    asOf,
    ...(waivers === undefined ? {} : { waivers }),
    ...(baseline === undefined ? {} : { baseline }),
    joinOn: (day) => {
      const join = joins.get(day) ?? certificateJoin(register, day, asOf);
      joins.set(day, join);
      return join;
    },
  };
}

/** The register that comes with the program, and a file of the user's own. @throws PolicyError, UsageError */
export async function openRegister(cmvp?: string): Promise<Register> {
  const own = cmvp === undefined ? undefined : await readOwnRegister(await readUserFile(cmvp), cmvp);
  return readRegister(await readAssets('policies/cmvp'), own);
}

async function openWaivers(file?: string): Promise<readonly Waiver[] | undefined> {
  return file === undefined ? undefined : readWaivers(await readUserFile(file), file);
}

/** Judges what was found on one target; the facts come back with certificates joined. */
export function judge(
  found: Pick<TargetReport, 'kind' | 'name' | 'facts' | 'gaps'>,
  { profiles, asOf, joinOn, waivers, baseline }: Bench,
): {
  readonly facts: readonly Fact[];
  readonly assessments: readonly Assessment[];
  readonly waivers?: readonly WaiverUse[];
} {
  const facts = joinOn(asOf)(found.facts);
  const gaps = gapsOf(found);
  const later = laterDays(facts, asOf).map((on) => ({
    on,
    facts: factBase(joinOn(on)(found.facts), gaps),
    answers: new Map(),
  }));
  const target = { kind: found.kind, facts: factBase(facts, gaps), later };
  const answers = new Map();
  const judged = profiles.map((profile) => assessPrepared(profile, target, answers));
  const assessments = baseline === undefined ? judged : markKnown(judged, found.name, baseline);
  if (waivers === undefined) return { facts, assessments };
  const waived = waive(assessments, waivers, { name: found.name, asOf });
  return { facts, assessments: waived.assessments, waivers: waived.uses };
}

/** What a host boots next does not tell how it runs: where nobody asked its kernel, that is open. */
function gapsOf({ kind, facts, gaps }: Pick<TargetReport, 'kind' | 'facts' | 'gaps'>): readonly Gap[] {
  const isAsked = [...facts, ...gaps].some((each) => each.kind === 'kernel.fips-mode');
  if (kind !== 'host' || isAsked) return gaps;
  return [...gaps, { kind: 'kernel.fips-mode', subject: 'kernel', why: 'the running kernel was not asked' }];
}

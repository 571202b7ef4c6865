import { assessPrepared } from '../assess/assess.ts';
import type { Assessment } from '../assess/assessment.ts';
import { type CertificateJoin, certificateJoin, laterDays } from '../assess/certificates.ts';
import { type Prepared, prepare } from '../assess/prepare.ts';
import type { Drafts } from '../assess/weigh.ts';
import type { Fact, Gap } from '../facts/fact.ts';
import { factBase } from '../facts/fact-base.ts';
import { readOwnRegister } from '../policy/certificate-row.ts';
import type { IsoDate } from '../policy/profile.ts';
import { type Register, readRegister } from '../policy/register.ts';
import { readAssets } from '../target/assets.ts';
import type { TargetKind } from '../vocabulary/target-kind.ts';
import { openProfile, rulesFor } from './open-profile.ts';
import { readUserFile } from './user-file.ts';

/** All that judging needs beside the facts. */
export interface Bench {
  readonly profiles: readonly Prepared[];
  readonly register: Register;
  readonly asOf: IsoDate;
  /** The register on a day: today's look at the day that is judged, and at later ones. */
  readonly joinOn: (day: IsoDate) => CertificateJoin;
}

/** What else the user says of how to judge. */
export interface BenchOptions {
  /** A file that extends or replaces the register. */
  readonly cmvp?: string | undefined;
  readonly drafts?: Drafts | undefined;
}

/** Reads the profiles that were named, by id or by file, and the register. @throws PolicyError, UsageError */
export async function openBench(named: readonly string[], asOf: IsoDate, options: BenchOptions = {}): Promise<Bench> {
  const { cmvp, drafts } = options;
  const [profiles, register] = await Promise.all([Promise.all(named.map(openProfile)), openRegister(cmvp)]);
  const rules = await rulesFor(profiles);
  const scale = drafts === undefined ? { asOf } : { asOf, drafts };
  const joins = new Map<IsoDate, CertificateJoin>();
  return {
    profiles: profiles.map((profile) => prepare(profile, rules, scale)),
    register,
    asOf,
    joinOn: (day) => {
      const join = joins.get(day) ?? certificateJoin(register, day, asOf);
      joins.set(day, join);
      return join;
    },
  };
}

/** The register that comes with the program, and a file of the user's own. @throws PolicyError, UsageError */
async function openRegister(cmvp?: string): Promise<Register> {
  const own = cmvp === undefined ? undefined : await readOwnRegister(await readUserFile(cmvp), cmvp);
  return readRegister(await readAssets('policies/cmvp'), own);
}

/** Judges what was found on one target; the facts come back with certificates joined. */
export function judge(
  found: { readonly kind: TargetKind; readonly facts: readonly Fact[]; readonly gaps: readonly Gap[] },
  { profiles, asOf, joinOn }: Bench,
): { readonly facts: readonly Fact[]; readonly assessments: readonly Assessment[] } {
  const facts = joinOn(asOf)(found.facts);
  const later = laterDays(facts, asOf).map((on) => ({ on, facts: factBase(joinOn(on)(found.facts), found.gaps) }));
  const target = { kind: found.kind, facts: factBase(facts, found.gaps), later };
  const answers = new Map();
  return { facts, assessments: profiles.map((profile) => assessPrepared(profile, target, answers)) };
}

import { assessPrepared } from '../../src/assess/assess.ts';
import type { Assessment } from '../../src/assess/assessment.ts';
import { certificateJoin, laterDays } from '../../src/assess/certificates.ts';
import { prepare } from '../../src/assess/prepare.ts';
import type { Drafts } from '../../src/assess/weigh.ts';
import type { Fact, Gap } from '../../src/facts/fact.ts';
import { factBase } from '../../src/facts/fact-base.ts';
import { chooseCategory } from '../../src/policy/extend-profile.ts';
import type { Profile } from '../../src/policy/profile.ts';
import { type Register, readRegister } from '../../src/policy/register.ts';
import { rules } from '../../src/rules/index.ts';
import { readAssets } from '../../src/target/assets.ts';
import type { TargetKind } from '../../src/vocabulary/target-kind.ts';
import { day } from './requirement.ts';
import { given } from './rule-facts.ts';
import { shipped } from './shipped-profiles.ts';

/** What is judged in one scenario. */
export interface Scenario {
  readonly on: string;
  readonly facts: readonly Fact[];
  readonly gaps?: readonly Gap[];
  readonly kind?: TargetKind;
  readonly drafts?: Drafts;
}

/** The register that comes with the program. */
export async function shippedRegister(): Promise<Register> {
  return readRegister(await readAssets('policies/cmvp'));
}

/** A profile that comes with the program, by id, or id and category: `fedramp-2026:class-d`. */
export async function regime(named: string): Promise<Profile> {
  const [id = '', category] = named.split(':');
  const profile = await shipped(id);
  const chosen = category === undefined ? profile : chooseCategory(profile, category);
  if (chosen === undefined) throw new Error(`${named}: no such category`);
  return chosen;
}

/** Judges as a scan does, certificates joined from the register. */
export function judgedBy(profile: Profile, register: Register, scenario: Scenario): Assessment {
  const { on, facts, gaps = [], kind = 'dir', drafts = 'warn' } = scenario;
  const asOf = day(on);
  const joined = certificateJoin(register, asOf)(facts);
  const later = laterDays(joined, asOf).map((each) => ({
    on: each,
    facts: factBase(certificateJoin(register, each, asOf)(facts), gaps),
    answers: new Map(),
  }));
  return assessPrepared(
    prepare(profile, rules, { asOf, drafts }),
    { kind, facts: factBase(joined, gaps), later },
    new Map(),
  );
}

/** `fail`, or `fail, pass` where there are several findings: the weights of one requirement. */
export async function weightOf(named: string, requirement: string, scenario: Scenario): Promise<string> {
  const { findings } = judgedBy(await regime(named), await shippedRegister(), scenario);
  return findings
    .filter((finding) => finding.requirement.id === requirement)
    .map(({ weight }) => weight)
    .join(', ');
}

/** A system whose TLS offers these groups, and these signature schemes where they are named. */
export function tlsWith(
  groups: readonly string[],
  signatureSchemes: readonly string[] = ['ecdsa_secp256r1_sha256'],
): Fact {
  return given('tls.configured', { groups, signatureSchemes });
}

/** A FIPS module of this name and build, without its certificate: the register joins it. */
export function module(name: string, build: string): Fact {
  return given('fips.module', { name, version: build, build, certificate: null });
}

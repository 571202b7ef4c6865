import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/assessment.ts';
import { withCertificates } from '../assess/certificates.ts';
import type { Fact, Gap } from '../facts/fact.ts';
import { factBase } from '../facts/fact-base.ts';
import type { IsoDate, Profile } from '../policy/profile.ts';
import { readProfile } from '../policy/read-profile.ts';
import { type Register, readRegister } from '../policy/register.ts';
import { checkProfile } from '../rules/common/check-profile.ts';
import { rules } from '../rules/index.ts';
import { type Asset, readAssets, readProfileAsset } from '../target/assets.ts';
import type { TargetKind } from '../vocabulary/target-kind.ts';
import { UsageError } from './usage-error.ts';
import { readUserFile } from './user-file.ts';

/** All that judging needs beside the facts. */
export interface Bench {
  readonly profiles: readonly Profile[];
  readonly register: Register;
  readonly asOf: IsoDate;
}

/** Reads the profiles that were named, by id or by file, and the register. @throws PolicyError, UsageError */
export async function openBench(named: readonly string[], asOf: IsoDate): Promise<Bench> {
  const [profiles, register] = await Promise.all([
    Promise.all(named.map(openProfile)),
    readAssets('policies/cmvp').then(readRegister),
  ]);
  return { profiles, register, asOf };
}

/** Judges what was found on one target; the facts come back with certificates joined. */
export function judge(
  found: { readonly kind: TargetKind; readonly facts: readonly Fact[]; readonly gaps: readonly Gap[] },
  { profiles, register, asOf }: Bench,
): { readonly facts: readonly Fact[]; readonly assessments: readonly Assessment[] } {
  const facts = withCertificates(found.facts, register, asOf);
  const base = factBase(facts, found.gaps);
  const assessments = profiles.map((profile) => assess({ profile, rules, facts: base, targetKind: found.kind, asOf }));
  return { facts, assessments };
}

/** Reads a profile by its id, or from a file, and binds every requirement to its rule. @throws UsageError, PolicyError */
export async function openProfile(named: string): Promise<Profile> {
  const asset = (await readProfileAsset(named)) ?? (await userProfile(named));
  const profile = await readProfile(asset.text, asset.name);
  checkProfile(profile, rules, asset.name);
  return profile;
}

async function userProfile(named: string): Promise<Asset> {
  if (/[./]/.test(named)) return { name: named, text: await readUserFile(named) };
  const known = (await readAssets('policies')).map(({ name }) => name.replace(/\.yaml$/, '')).join(', ');
  throw new UsageError(`--profile ${named}: no such profile\nThe profiles are ${known}; or name a YAML file.`);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from '../../src/policy/profile.ts';
import { readProfile } from '../../src/policy/read-profile.ts';

const POLICIES = join(import.meta.dirname, '../../policies');

/** The ids of all profiles that come with the program, in byte order. */
export const shippedIds: readonly string[] = readdirSync(POLICIES)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace(/\.yaml$/, ''))
  .sort();

/** One profile that comes with the program. */
export async function shipped(id: string): Promise<Profile> {
  return readProfile(readFileSync(join(POLICIES, `${id}.yaml`), 'utf8'), `${id}.yaml`);
}

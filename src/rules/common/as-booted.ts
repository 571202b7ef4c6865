import type { Subject } from '../../facts/fact.ts';
import type { BootFlag } from './boot-flag.ts';

/**
 * The settings that hold on the target as it boots: those for the kernel's FIPS mode stand in for the usual ones where the flag
 * is on and are left out where it is off; where the flag is not known, both stand.
 */
export function asBooted<S extends { readonly subject: Subject }>(
  flag: BootFlag['flag'],
  all: readonly S[],
): readonly S[] {
  const inFipsMode = all.filter(({ subject }) => subject.endsWith(IN_FIPS_MODE));
  const replaced = new Set(inFipsMode.map(({ subject }) => subject.slice(0, -IN_FIPS_MODE.length)));
  return all.filter(({ subject }) => {
    const isForFips = subject.endsWith(IN_FIPS_MODE);
    return flag === 'off' ? !isForFips : flag !== 'on' || isForFips || !replaced.has(subject);
  });
}

/** How the subject of a setting ends that holds in the kernel's FIPS mode. */
export const IN_FIPS_MODE = ' under kernel FIPS mode';

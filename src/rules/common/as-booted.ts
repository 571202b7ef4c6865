import type { Gap, Subject } from '../../facts/fact.ts';
import type { Judgement } from '../rule.ts';
import type { BootFlag } from './boot-flag.ts';
import { notApplicable } from './judgement.ts';

/** What is known of settings of one kind: facts, and what could not be told. */
export interface Settings<S> {
  readonly facts: readonly S[];
  readonly gaps: readonly Gap[];
}

/**
 * The settings that hold on the target as it boots: those for the kernel's FIPS mode, known or not, stand in for the usual ones
 * where the flag is on and are left out where it is off; where the flag is not known, both stand.
 */
export function asBooted<S extends { readonly subject: Subject }>(
  flag: BootFlag['flag'],
  { facts, gaps }: Settings<S>,
): readonly S[] {
  const inFipsMode = [...facts, ...gaps].filter(({ subject }) => subject.endsWith(IN_FIPS_MODE));
  const replaced = new Set(inFipsMode.map(({ subject }) => subject.slice(0, -IN_FIPS_MODE.length)));
  return facts.filter(({ subject }) => {
    const isForFips = subject.endsWith(IN_FIPS_MODE);
    return flag === 'off' ? !isForFips : flag !== 'on' || isForFips || !replaced.has(subject);
  });
}

/** What could not be told of the kernel's FIPS mode is no question where the flag is off. */
export function notBooted(flag: BootFlag['flag'], gaps: readonly Gap[]): readonly Judgement[] {
  const subjects = new Set(gaps.map(({ subject }) => subject).filter((subject) => subject.endsWith(IN_FIPS_MODE)));
  return flag === 'off' ? [...subjects].map((subject) => notApplicable(subject, 'the kernel is not in FIPS mode')) : [];
}

/** How the subject of a setting ends that holds in the kernel's FIPS mode. */
export const IN_FIPS_MODE = ' under kernel FIPS mode';

import type { FactKind, Gap, Subject } from '../../facts/fact.ts';
import type { Judgement } from '../rule.ts';
import type { BootFlag } from './boot-flag.ts';
import { notApplicable, unknown } from './judgement.ts';

/** What is known of settings of one kind: facts, and what could not be told. */
export interface Settings<S> {
  readonly facts: readonly S[];
  readonly gaps: readonly Gap[];
}

/** Settings as facts have them: a usual one says whether something else holds in the kernel's FIPS mode. */
export interface Setting {
  readonly subject: Subject;
  readonly value: { readonly otherInFipsMode?: true };
}

/**
 * The settings that hold on the target as it boots: those for the kernel's FIPS mode, known or not, stand in for the usual ones
 * where the flag is on and are left out where it is off; where the flag is not known, both stand.
 */
export function asBooted<S extends Setting>(flag: BootFlag['flag'], { facts, gaps }: Settings<S>): readonly S[] {
  const inFipsMode = [...facts, ...gaps].filter(({ subject }) => subject.endsWith(IN_FIPS_MODE));
  const replaced = new Set(inFipsMode.map(({ subject }) => subject.slice(0, -IN_FIPS_MODE.length)));
  return facts.filter(({ subject, value }) => {
    const isForFips = subject.endsWith(IN_FIPS_MODE);
    const stays = !replaced.has(subject) && value.otherInFipsMode !== true;
    return flag === 'off' ? !isForFips : flag !== 'on' || isForFips || stays;
  });
}

/** What could not be told of the kernel's FIPS mode is no question where the flag is off. */
export function notBooted(flag: BootFlag['flag'], gaps: readonly Gap[]): readonly Judgement[] {
  const subjects = new Set(gaps.map(({ subject }) => subject).filter((subject) => subject.endsWith(IN_FIPS_MODE)));
  return flag === 'off' ? [...subjects].map((subject) => notApplicable(subject, 'the kernel is not in FIPS mode')) : [];
}

/** Where a usual setting says that another holds in FIPS mode, and neither that nor a gap in its place is there. */
export function missingTwins(
  flag: BootFlag['flag'],
  { facts, gaps }: Settings<Setting>,
  kind: FactKind,
): readonly Judgement[] {
  if (flag === 'off') return [];
  const known = new Set([...facts, ...gaps].map(({ subject }) => subject));
  return facts
    .filter(({ subject, value }) => value.otherInFipsMode === true && !known.has(`${subject}${IN_FIPS_MODE}`))
    .map(({ subject }) =>
      unknown(`${subject}${IN_FIPS_MODE}`, 'other settings hold in FIPS mode, and they are not told', { kind }),
    );
}

/** How the subject of a setting ends that holds in the kernel's FIPS mode. */
export const IN_FIPS_MODE = ' under kernel FIPS mode';

import type { Answered } from '../../facts/tls-endpoint-values.ts';
import type { Probe } from './prober.ts';
import type { Survey } from './survey.ts';

/** Whether refusals count as "no": only if the control probe that worked at the beginning works alike at the end. */
export interface Confidence {
  readonly refusalsCount: boolean;
  /** Why they do not: `no longer works`. */
  readonly whyNot: string;
  /** An answer in that light: a "yes" stands, a "no" does not. */
  of(answer: Answered): Answered;
}

/** Whether two answers to the same offer are the same: a share only decides whether the group is asked for or taken at once. */
export function isAlike({ outcome: before }: Probe, { outcome: after }: Probe): boolean {
  if ('hello' in before && 'hello' in after)
    return (
      before.hello.version === after.hello.version &&
      before.hello.group === after.hello.group &&
      before.hello.cipherSuite === after.hello.cipherSuite
    );
  return before.kind === 'alert' && after.kind === 'alert' && before.alert.name === after.alert.name;
}

/** Compares the control probes at either end. */
export function confidenceIn({ control, controlAfter }: Pick<Survey, 'control' | 'controlAfter'>): Confidence {
  const counts = isAlike(control, controlAfter);
  const isStillAnswered = 'hello' in controlAfter.outcome;
  return {
    refusalsCount: counts,
    whyNot: isStillAnswered
      ? 'is answered otherwise at the end (several servers behind one address?)'
      : 'no longer works',
    of: (answer) => (answer === 'no' && !counts ? 'unknown' : answer),
  };
}

import type { Answered } from '../../facts/tls-endpoint-values.ts';
import type { Survey } from './survey.ts';

/** Whether refusals count as "no": only if the control probe that worked at the beginning works alike at the end. */
export interface Confidence {
  readonly refusalsCount: boolean;
  /** Why they do not: `no longer works`. */
  readonly whyNot: string;
  /** An answer in that light: a "yes" stands, a "no" does not. */
  of(answer: Answered): Answered;
}

/** Compares the control probes at either end. */
export function confidenceIn({ control, controlAfter }: Pick<Survey, 'control' | 'controlAfter'>): Confidence {
  const [before, after] = [control.outcome, controlAfter.outcome];
  const isAlike =
    'hello' in before && 'hello' in after
      ? before.kind === after.kind &&
        before.hello.version === after.hello.version &&
        before.hello.group === after.hello.group &&
        before.hello.cipherSuite === after.hello.cipherSuite
      : before.kind === 'alert' && after.kind === 'alert' && before.alert.name === after.alert.name;
  const isStillAnswered = 'hello' in after;
  return {
    refusalsCount: isAlike,
    whyNot: isStillAnswered
      ? 'is answered otherwise at the end (several servers behind one address?)'
      : 'no longer works',
    of: (answer) => (answer === 'no' && !isAlike ? 'unknown' : answer),
  };
}

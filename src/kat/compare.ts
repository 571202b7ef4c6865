import type { Expected } from '../codec/known-answer.ts';
import type { Answer } from './engine.ts';

/** What an answer comes to. `by`: it agrees with the standard by a value, or only by refusing. */
export type Outcome =
  | { readonly is: 'passed'; readonly by: 'value' | 'refusal' }
  | { readonly is: 'failed'; readonly why: string }
  | { readonly is: 'skipped'; readonly why: string };

/** Holds an answer against the standard's. */
export function compare(expected: Expected, answer: Answer): Outcome {
  if (answer.is === 'not-asked') return { is: 'skipped', why: answer.why };
  if (answer.is === 'broken') return failed(answer.why);
  switch (expected.is) {
    case 'values':
      return answer.is === 'values' ? compareValues(expected.values, answer.values) : failed(saidInstead(answer));
    case 'refusal':
      return answer.is === 'refused' ? REFUSED : failed('it computed what must be refused');
    case 'verdict':
      if (answer.is === 'values') return failed('values where a verdict was wanted');
      return compareVerdict(expected.accepted, answer);
  }
}

function compareVerdict(accepted: boolean, answer: Extract<Answer, { is: 'verdict' | 'refused' }>): Outcome {
  if (accepted) return answer.is === 'verdict' && answer.accepted ? BY_VALUE : failed(saidInstead(answer));
  return answer.is === 'verdict' && answer.accepted ? failed('it accepted what must be refused') : REFUSED;
}

function compareValues(wanted: Values, has: Values): Outcome {
  for (const [name, value] of Object.entries(wanted)) {
    const other = has[name];
    if (other === undefined) return failed(`no ${name}`);
    if (!Buffer.from(value).equals(other)) return failed(`${name}: wants ${short(value)}, has ${short(other)}`);
  }
  return BY_VALUE;
}

function saidInstead(answer: Extract<Answer, { is: 'verdict' | 'refused' }>): string {
  return answer.is === 'refused' ? `it refused what is right: ${answer.why}` : 'it refused what is right';
}

function failed(why: string): Outcome {
  return { is: 'failed', why };
}

/** The ends of a value, enough to find it again. */
function short(value: Uint8Array): string {
  const hex = Buffer.from(value).toString('hex');
  return hex.length <= 24 ? hex || 'nothing' : `${hex.slice(0, 16)}…${hex.slice(-4)} (${value.length} bytes)`;
}

type Values = Readonly<Record<string, Uint8Array>>;

const BY_VALUE: Outcome = { is: 'passed', by: 'value' };
const REFUSED: Outcome = { is: 'passed', by: 'refusal' };

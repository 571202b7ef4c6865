import {
  type AlgorithmClass,
  POLICY_ALGORITHMS,
  POLICY_ENUMS,
  POLICY_INTEGERS,
} from '../../vocabulary/crypto-policy-algorithms.ts';
import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';
import { matchesGlob } from './glob.ts';
import { type PolicyLine, readPolicyLines } from './policy-lines.ts';
import { ANY_SCOPE, readScopeSelector, type ScopeSelector } from './scope-selector.ts';

/** One step of evaluating a policy. */
export type Directive =
  | { readonly does: 'reset'; readonly of: AlgorithmClass; readonly scope: ScopeSelector }
  | {
      readonly does: 'append' | 'prepend' | 'omit';
      readonly of: AlgorithmClass;
      readonly algorithm: string;
      readonly scope: ScopeSelector;
    }
  | { readonly does: 'set-integer'; readonly of: string; readonly to: number; readonly scope: ScopeSelector }
  | { readonly does: 'set-enum'; readonly of: string; readonly to: string; readonly scope: ScopeSelector };

/**
 * Reads a policy (.pol) or subpolicy (.pmod) into its steps. The first error refuses the whole file, as the tool does; an
 * algorithm that only a newer version can know is kept as it stands, with an oddity.
 */
export function readPolicySource(text: string): Parsed<readonly Directive[]> {
  const directives: Directive[] = [];
  const oddities: Oddity[] = [];
  for (const line of readPolicyLines(text)) {
    const steps = readLine(line, (what) => oddities.push({ what, at: { line: line.line } }));
    if (typeof steps === 'string') return refused(steps, { line: line.line });
    directives.push(...steps);
    if (directives.length > MOST_DIRECTIVES)
      return refused(`more than ${MOST_DIRECTIVES} directives`, { line: line.line });
  }
  return accepted(directives, oddities);
}

function readLine({ text }: PolicyLine, strange: (what: string) => void): readonly Directive[] | string {
  const sides = text.split('=');
  if (sides.length !== 2) return `a line wants exactly one '=', has ${sides.length - 1}`;
  const left = (sides[0] ?? '').trim();
  const value = (sides[1] ?? '').trim();
  if (left === '') return "nothing stands before '='";
  const at = left.indexOf('@');
  const name = at < 0 ? left : left.slice(0, at);
  const scope = at < 0 ? ANY_SCOPE : readScopeSelector(left.slice(at + 1));
  if (typeof scope === 'string') return scope;
  const algorithms = isAlgorithmClass(name) ? name : undefined;
  if (algorithms !== undefined) return readList({ of: algorithms, scope }, value, strange);
  const words = Object.hasOwn(POLICY_ENUMS, name) ? POLICY_ENUMS[name] : undefined;
  if (words !== undefined)
    return words.includes(value)
      ? [{ does: 'set-enum', of: name, to: value, scope }]
      : `${name} wants one of ${words.join(' ')}, has ${value}`;
  if (!/^\d{1,9}$/.test(value)) return `${name} is no property, or wants a number`;
  // A number of a newer version cannot change any algorithm list.
  if (!Object.hasOwn(POLICY_INTEGERS, name)) strange(`unknown property ${name}`);
  return [{ does: 'set-integer', of: name, to: Number(value), scope }];
}

function readList(
  target: { readonly of: AlgorithmClass; readonly scope: ScopeSelector },
  value: string,
  strange: (what: string) => void,
): readonly Directive[] | string {
  if (/^\d+$/.test(value)) return `${target.of} is a list, has a number`;
  const tokens = value === '' ? [] : value.split(' ');
  const changes = tokens.filter(isChange);
  if (changes.length > 0 && changes.length < tokens.length)
    return 'a line either sets a list or changes it with + and -; this one does both';
  const steps: Directive[] = changes.length === 0 ? [{ does: 'reset', ...target }] : [];
  for (const token of tokens) {
    const { does, pattern } = readToken(token);
    const found = unglob(pattern, target.of);
    if (found === undefined) return `${pattern} matches no ${target.of}`;
    if (found.length === 1 && !POLICY_ALGORITHMS[target.of].includes(found[0] ?? ''))
      strange(`unknown ${target.of} ${pattern}`);
    // What a glob finds is put in from its last to its first, so that the first ends up in front; the tool does so for X+ too.
    const ordered = does === 'omit' || !isChange(token) ? found : found.toReversed();
    steps.push(...ordered.map((algorithm) => ({ does, algorithm, ...target })));
  }
  return steps;
}

function isChange(token: string): boolean {
  return token.startsWith('+') || token.startsWith('-') || token.endsWith('+');
}

function readToken(token: string): { readonly does: 'append' | 'prepend' | 'omit'; readonly pattern: string } {
  if (token.startsWith('+')) return { does: 'prepend', pattern: token.slice(1) };
  if (token.endsWith('+')) return { does: 'append', pattern: token.slice(0, -1) };
  return token.startsWith('-') ? { does: 'omit', pattern: token.slice(1) } : { does: 'append', pattern: token };
}

function unglob(pattern: string, of: AlgorithmClass): readonly string[] | undefined {
  // The older spelling of the same group.
  const current = pattern === 'X25519-MLKEM768' ? 'MLKEM768-X25519' : pattern;
  if (/[*?[]/.test(current)) {
    const found = POLICY_ALGORITHMS[of].filter((name) => matchesGlob(current, name));
    return found.length > 0 ? found : undefined;
  }
  return POLICY_ALGORITHMS[of].includes(current) || /^[A-Z0-9][A-Z0-9.-]*$/.test(current) ? [current] : undefined;
}

function isAlgorithmClass(name: string): name is AlgorithmClass {
  return Object.hasOwn(POLICY_ALGORITHMS, name);
}

const MOST_DIRECTIVES = 5000;

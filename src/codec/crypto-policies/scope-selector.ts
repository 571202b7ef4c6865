import { POLICY_SCOPES } from '../../vocabulary/crypto-policy-scopes.ts';
import { matchesGlob } from './glob.ts';

/** What stands after `@`: for which back-ends a directive counts. */
export interface ScopeSelector {
  readonly negated: boolean;
  readonly globs: readonly string[];
}

/** Counts for every back-end, even for one without scopes. */
export const ANY_SCOPE: ScopeSelector = { negated: false, globs: [] };

/**
 * Reads `tls`, `{tls,ssh}`, `!tls`, `!{ssh,tls}`, with globs, in any case.
 * @returns the problem, as a string, for a character, bracket or glob that is not allowed
 */
export function readScopeSelector(text: string): ScopeSelector | string {
  const pattern = text.toLowerCase();
  if (pattern === '*') return ANY_SCOPE;
  const negated = pattern.startsWith('!');
  const body = negated ? pattern.slice(1) : pattern;
  if (!/^[a-z0-9{},*_-]*$/.test(body)) return `scope selector has a character that is not allowed: ${text}`;
  const braced = /^\{([^{}]*)\}$/.exec(body);
  if (braced === null && /[{},]/.test(body)) return `scope selector has misplaced brackets or commas: ${text}`;
  const globs = braced?.[1] === undefined ? [body] : braced[1].split(',');
  const lost = globs.find((glob) => !POLICY_SCOPES.some((scope) => matchesGlob(glob, scope)));
  return lost === undefined ? { negated, globs } : `scope selector matches no known scope: ${lost}`;
}

/** Positive: any of the back-end's scopes matches; negated: none does. */
export function selects({ negated, globs }: ScopeSelector, scopes: readonly string[]): boolean {
  if (globs.length === 0) return true;
  return globs.some((glob) => scopes.some((scope) => matchesGlob(glob, scope))) !== negated;
}

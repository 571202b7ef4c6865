import { canonicalJson } from '../../facts/canonical.ts';
import type { TargetReport } from '../format.ts';

interface Side {
  readonly target: TargetReport;
}

/** Which target is which, and which stand in one report alone. */
export interface Pairs<S extends Side> {
  readonly both: readonly { readonly old: S; readonly new: S }[];
  readonly onlyOld: readonly S[];
  readonly onlyNew: readonly S[];
}

/**
 * Pairs the targets of two reports: first by the names that the user joined, then by identity, then, where one target is left on
 * each side, those two: that is how two images are held against each other.
 */
export function pairTargets<S extends Side>(
  olds: readonly S[],
  news: readonly S[],
  named: readonly (readonly [old: string, new: string])[],
): Pairs<S> {
  const left = { olds: [...olds], news: [...news] };
  const both: { readonly old: S; readonly new: S }[] = [];
  const join = (fits: (one: S, other: S) => boolean): void => {
    for (const one of [...left.olds]) {
      const other = left.news.find((each) => fits(one, each));
      if (other === undefined) continue;
      left.olds.splice(left.olds.indexOf(one), 1);
      left.news.splice(left.news.indexOf(other), 1);
      both.push({ old: one, new: other });
    }
  };
  join((one, other) => named.some(([before, after]) => one.target.name === before && other.target.name === after));
  join((one, other) => canonicalJson(one.target.identity) === canonicalJson(other.target.identity));
  if (left.olds.length === 1 && left.news.length === 1) join(() => true);
  return { both, onlyOld: left.olds, onlyNew: left.news };
}

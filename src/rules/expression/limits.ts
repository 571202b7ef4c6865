import type { Parameter } from '../common/parameters.ts';

/** How deep `all`, `exists`, `map` and `filter` stand in one another, in the tree of a CEL expression. */
export function comprehensionDepth(tree: unknown): number {
  if (typeof tree !== 'object' || tree === null) return 0;
  const isOne = 'case' in tree && tree.case === 'comprehensionExpr';
  const below = Object.values(tree).reduce<number>((deepest, each) => Math.max(deepest, comprehensionDepth(each)), 0);
  return below + (isOne ? 1 : 0);
}

/** How deep brackets stand in one another, whatever they mean: the parser descends once for each. */
export function deepestBracket(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of source) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The most elements of any list or map in a value: what one `all` can cost. At least 1. */
export function largestList(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  const members = Object.values(value);
  return members.reduce<number>((most, each) => Math.max(most, largestList(each)), Math.max(1, members.length));
}

/** A text that is not empty. */
export function readText(wanted: string): Parameter<string> {
  return { wanted, read: (given) => (typeof given === 'string' && given.trim() !== '' ? given : undefined) };
}

/** The same, with what stands where it is left out. */
export function readTextOr(wanted: string, otherwise: string): Parameter<string> {
  return { ...readText(wanted), otherwise };
}

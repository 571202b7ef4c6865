import type { TargetPath } from '../facts/locator.ts';

/**
 * Tells the paths that patterns of `opens` stand for, quickly, since it is asked of every file: `*` inside a segment, a trailing
 * `/**` for a subtree. With /usr merged, /lib and /usr/lib are one place.
 */
export function openedPaths(patterns: readonly string[]): (path: TargetPath) => boolean {
  const root = emptyBranch();
  for (const pattern of patterns) plant(root, segmentsOf(pattern));
  const isOpened = (path: string): boolean => reaches(root, segmentsOf(path), 0);
  return (path) => isOpened(path) || isOpened(MERGED.test(path) ? path.slice('/usr'.length) : `/usr${path}`);
}

interface Branch {
  readonly exact: Map<string, Branch>;
  readonly starred: [name: RegExp, branch: Branch][];
  ends: boolean;
  hasAllBelow: boolean;
}

function emptyBranch(): Branch {
  return { exact: new Map(), starred: [], ends: false, hasAllBelow: false };
}

function plant(branch: Branch, [segment, ...rest]: readonly string[]): void {
  if (segment === undefined) branch.ends = true;
  else if (segment === '**') branch.hasAllBelow = true;
  else plant(childOf(branch, segment), rest);
}

function childOf(branch: Branch, segment: string): Branch {
  const known = branch.exact.get(segment);
  if (known !== undefined) return known;
  const child = emptyBranch();
  if (segment.includes('*'))
    branch.starred.push([
      new RegExp(`^${segment.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replaceAll('*', '.*')}$`, 's'),
      child,
    ]);
  else branch.exact.set(segment, child);
  return child;
}

function reaches(branch: Branch, segments: readonly string[], at: number): boolean {
  const segment = segments[at];
  if (segment === undefined) return branch.ends;
  if (branch.hasAllBelow) return true;
  const child = branch.exact.get(segment);
  if (child !== undefined && reaches(child, segments, at + 1)) return true;
  return branch.starred.some(([name, below]) => name.test(segment) && reaches(below, segments, at + 1));
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').slice(1);
}

const MERGED = /^\/usr\/(lib|lib32|lib64|libx32|bin|sbin)\//;

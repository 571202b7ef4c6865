import type { TargetReport } from './format.ts';

/**
 * A key for each target of a run, in order: kind, name and identity, and a number where two are the same. It is what ids are made
 * of, so that the same target has the same ids in the next run.
 */
export function targetKeys(targets: readonly TargetReport[]): readonly string[] {
  const seen = new Map<string, number>();
  return targets.map(({ kind, name, identity }) => {
    const who = identity.by === 'endpoint' ? `${identity.host}:${identity.port}` : identity.value;
    const key = [kind, name, identity.by, who].join('\n');
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}\n${count}`;
  });
}

import type { Weight } from '../assess/assessment.ts';
import type { Baseline } from '../assess/baseline.ts';
import { storedTargets } from './stored-files.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads the findings of an earlier report. Targets are matched by name; a report of a single target stands for whatever is
 * scanned now, since an image has another name with every build. @throws UsageError
 */
export async function openBaseline(file: string): Promise<Baseline> {
  const targets = new Map<string, ReadonlyMap<string, Weight>>();
  for await (const { target, assessments } of storedTargets(file)) {
    if (assessments === undefined)
      throw new UsageError(
        `--baseline ${file}: holds facts, not findings\nName what pqready scan --output json wrote.`,
      );
    const weights = assessments.flatMap(({ profile, findings }) =>
      findings.map(({ fingerprint, weight }) => [`${profile.id} ${fingerprint}`, weight] as const),
    );
    targets.set(target.name, new Map(weights));
  }
  const [only] = targets.size === 1 ? targets.values() : [];
  return (target, profile, fingerprint) => (only ?? targets.get(target))?.get(`${profile} ${fingerprint}`);
}

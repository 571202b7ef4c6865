import { judging } from '../../src/cli/judging.ts';
import { scanTarget } from '../../src/cli/scan.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { type ImageForm, openImages } from '../../src/target/image/open-image.ts';
import { day } from '../support/requirement.ts';

/** Scans and judges an image at a path as `pqready scan PATH` does, in this process, under the name of the system in it. */
export async function judgedImage(
  name: string,
  { path, form }: { readonly path: string; readonly form: ImageForm | undefined },
): Promise<TargetReport> {
  const [target] = await openImages({ path, form, platforms: [undefined] });
  if (target === undefined) throw new Error(`${path}: no image`);
  const judges = judging(['fips-140-3', 'pq-transition'], day('2026-11-22'));
  const progress = { say: () => {}, end: () => {} };
  const limits = { timeoutMs: 20_000, signal: AbortSignal.timeout(30_000), progress, labels: {} };
  try {
    return await scanTarget(target, judges, { ...limits, name });
  } finally {
    await target.close();
  }
}

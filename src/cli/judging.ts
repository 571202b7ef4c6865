import type { IsoDate } from '../policy/profile.ts';
import type { TargetReport } from '../report/format.ts';
import { readProfileAsset } from '../target/assets.ts';
import type { Bench, BenchOptions } from './judge.ts';

/** Judges the reports of a run. Rules, profiles and register are loaded once, when they are first asked for. */
export interface Judging {
  /** What it judges by. @throws PolicyError, UsageError */
  bench(): Promise<Bench>;
  /** The report with what it comes to. */
  judged(report: TargetReport): Promise<TargetReport>;
}

/** By the profiles that were named, by id or by file. */
export function judging(named: readonly string[], asOf: IsoDate, options: BenchOptions = {}): Judging {
  let loaded: ReturnType<typeof load> | undefined;
  const load = async () => {
    // In pieces, between which open connections get on.
    await import('../rules/index.ts');
    await nextTurn();
    const { judge, openBench } = await import('./judge.ts');
    await nextTurn();
    return { judge, bench: await openBench(named, asOf, options) };
  };
  const once = () => {
    loaded ??= load();
    return loaded;
  };
  return {
    bench: async () => (await once()).bench,
    async judged(report) {
      const { judge, bench } = await once();
      return { ...report, ...judge(report, bench) };
    },
  };
}

/** Whether all that is judged by comes with the program, where tests have read it: what the user wrote may hold mistakes. */
export async function isShippedWhole(
  named: readonly string[],
  { cmvp, waivers, baseline }: BenchOptions,
): Promise<boolean> {
  if (cmvp !== undefined || waivers !== undefined || baseline !== undefined) return false;
  const assets = await Promise.all(named.map(readProfileAsset));
  return assets.every((asset) => asset !== undefined);
}

/** Lets what the network has brought be dealt with. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

import { collectAll } from '../collect/collect-all.ts';
import { collectors, fileCollectors } from '../collect/index.ts';
import type { TargetReport } from '../report/format.ts';
import type { Target } from '../target/views.ts';
import type { Judging } from './judging.ts';
import type { Progress } from './progress.ts';

/** How to look at a target, and what the user says of it. */
export interface LookOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly labels: Readonly<Record<string, string>>;
  readonly name?: string;
  /** Whether all files are walked; undefined: those of a tree or an image, not those of a host. */
  readonly inventory?: boolean;
}

/** Looks at one target and judges it; without what judges only the facts are written (`collect`). */
export async function scanTarget(
  target: Target,
  judging: Judging | undefined,
  options: LookOptions,
): Promise<TargetReport> {
  const name = options.name ?? target.name;
  const walks = options.inventory ?? target.kind !== 'host';
  const found = await collectAll(
    target,
    { collectors, fileCollectors, walks },
    {
      withinMs: options.timeoutMs,
      signal: options.signal,
      onDone: (collector, done, of) => {
        options.progress.say(`${name}: ${done} of ${of} collectors (${collector})`);
        options.progress.hop?.(`${name}: collected ${collector} (${done} of ${of})`);
      },
    },
  );
  const { kind, identity } = target;
  const report = { kind, name, identity, labels: options.labels, ...found };
  if (judging === undefined) return report;
  options.progress.hop?.(`${name}: judge ${found.facts.length} facts, ${found.gaps.length} gaps`);
  return judging.judged(report);
}

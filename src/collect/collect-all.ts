import type { Coverage } from '../facts/coverage.ts';
import type { Fact, Gap } from '../facts/fact.ts';
import type { Target, Views } from '../target/views.ts';
import type { BoundCollector } from './collector.ts';
import { withoutSecrets } from './never-read.ts';

/** All that was found on one target. Facts are sorted by kind, subject and id; gaps by subject and reason. */
export interface Collected {
  readonly facts: readonly Fact[];
  readonly gaps: readonly Gap[];
  readonly coverage: readonly Coverage[];
}

/** Limits of one collection. */
export interface CollectLimits {
  readonly withinMs: number;
  readonly signal: AbortSignal;
  /** Told when a collector ends, for progress. */
  readonly onDone?: (collector: string, done: number, of: number) => void;
}

/** Runs every collector that the target's views can serve. One that fails or runs out of time leaves a gap for each kind it yields. */
export async function collectAll(
  target: Target,
  collectors: readonly BoundCollector[],
  limits: CollectLimits,
): Promise<Collected> {
  const views =
    target.views.files === undefined ? target.views : { ...target.views, files: withoutSecrets(target.views.files) };
  let done = 0;
  const outcomes = await Promise.all(
    collectors.map(async (collector) => {
      const outcome = await runOne(collector, views, limits);
      done += 1;
      limits.onDone?.(collector.id, done, collectors.length);
      return outcome;
    }),
  );
  return {
    facts: joined(outcomes.flatMap((outcome) => outcome.facts)).sort((left, right) =>
      compare(factKey(left), factKey(right)),
    ),
    gaps: outcomes.flatMap((outcome) => outcome.gaps).sort((left, right) => compare(gapKey(left), gapKey(right))),
    coverage: outcomes.map((outcome) => outcome.coverage),
  };
}

interface Outcome {
  readonly facts: readonly Fact[];
  readonly gaps: readonly Gap[];
  readonly coverage: Coverage;
}

async function runOne(collector: BoundCollector, views: Partial<Views>, limits: CollectLimits): Promise<Outcome> {
  const missing = collector.needs.filter((view) => views[view] === undefined);
  if (missing.length > 0) {
    const why = `this kind of target does not serve: ${missing.join(', ')}`;
    return { facts: [], gaps: [], coverage: { collector: collector.id, state: 'not-served', why } };
  }
  try {
    const harvest = await within(limits, (signal) => collector.collect(views, signal));
    return { ...harvest, coverage: { collector: collector.id, state: 'ran' } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const gaps = collector.yields.map((kind) => ({
      kind,
      subject: `collector ${collector.id}`,
      why: `the collector failed: ${why}`,
    }));
    return { facts: [], gaps, coverage: { collector: collector.id, state: 'failed', why } };
  }
}

/** Ends with the work, or with the limit whether the work heeds its signal or not. The timer keeps the process alive until then. */
async function within<T>(limits: CollectLimits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error(`no answer within ${limits.withinMs} ms`)), limits.withinMs);
  const stop = () => limit.abort(new Error('the scan was stopped'));
  limits.signal.addEventListener('abort', stop);
  if (limits.signal.aborted) stop();
  try {
    return await Promise.race([rejectedBy(limit.signal), work(limit.signal)]);
  } finally {
    clearTimeout(timer);
    limits.signal.removeEventListener('abort', stop);
  }
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = () => reject(signal.reason);
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}

/** One fact for one statement: what two collectors say alike stands once, with the evidence of both. */
function joined(facts: readonly Fact[]): Fact[] {
  const byId = new Map<string, Fact>();
  for (const each of facts) {
    const known = byId.get(each.id);
    // The same id is the same kind, subject and value: only the evidence differs.
    byId.set(each.id, known === undefined ? each : { ...known, evidence: [...known.evidence, ...each.evidence] });
  }
  return [...byId.values()];
}

function factKey(each: Fact): string {
  return `${each.kind}\0${each.subject}\0${each.id}`;
}

function gapKey(each: Gap): string {
  return `${each.kind ?? ''}\0${each.subject}\0${each.why}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

import type { Coverage } from '../facts/coverage.ts';
import type { Fact, Gap } from '../facts/fact.ts';
import type { Target, Views } from '../target/views.ts';
import type { BoundCollector, ListedCollector } from './collector.ts';
import type { ListedFileCollector } from './file-collector.ts';
import { withoutSecrets } from './never-read.ts';
import { failedOutcome, type Outcome, wordsOf } from './outcome.ts';
import { loadServed } from './served.ts';
import { walkFiles } from './walk-files.ts';
import { withLayers } from './with-layers.ts';
import { type TimeLimit, within } from './within.ts';

/** All that was found on one target. Facts are sorted by kind, subject and id; gaps by subject and reason. */
export interface Collected {
  readonly facts: readonly Fact[];
  readonly gaps: readonly Gap[];
  readonly coverage: readonly Coverage[];
}

/** Who is to look. */
export interface CollectPlan {
  readonly collectors: readonly ListedCollector[];
  readonly fileCollectors: readonly ListedFileCollector[];
  /** False: a live host whose inventory was not asked for. */
  readonly walks: boolean;
}

/** Limits of one collection. */
export interface CollectLimits extends TimeLimit {
  /** Told when a collector ends, for progress. */
  readonly onDone?: (collector: string, done: number, of: number) => void;
}

/**
 * Loads and runs every collector that the target's views can serve, the one walk over the files before those that follow a
 * trail, since an image keeps for them what passes by. One that fails or runs out of time leaves a gap for each kind it yields.
 */
export async function collectAll(target: Target, plan: CollectPlan, limits: CollectLimits): Promise<Collected> {
  const views =
    target.views.files === undefined ? target.views : { ...target.views, files: withoutSecrets(target.views.files) };
  const of = plan.fileCollectors.length + plan.collectors.length;
  let done = 0;
  const tell = (outcome: Outcome): Outcome => {
    done += 1;
    limits.onDone?.(outcome.coverage.collector, done, of);
    return outcome;
  };
  const { collectors, passedOver } = await loadServed(plan.collectors, views);
  const before = passedOver.map(tell);
  const walked = await walkFiles(views.files, { ...plan, collectors }, limits);
  const followed = await Promise.all(collectors.map(async (collector) => tell(await runOne(collector, views, limits))));
  const outcomes = [...before, ...followed, ...walked.map(tell)].sort((left, right) =>
    compare(left.coverage.collector, right.coverage.collector),
  );
  const found = {
    facts: joined(outcomes.flatMap((outcome) => outcome.facts)).sort((left, right) =>
      compare(factKey(left), factKey(right)),
    ),
    gaps: outcomes.flatMap((outcome) => outcome.gaps).sort((left, right) => compare(gapKey(left), gapKey(right))),
    coverage: outcomes.map((outcome) => outcome.coverage),
  };
  return withLayers(found, views.files);
}

async function runOne(collector: BoundCollector, views: Partial<Views>, limits: CollectLimits): Promise<Outcome> {
  try {
    const harvest = await within(limits, (signal) => collector.collect(views, signal));
    return { ...harvest, coverage: { collector: collector.id, state: 'ran' } };
  } catch (error) {
    return failedOutcome(collector, wordsOf(error));
  }
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

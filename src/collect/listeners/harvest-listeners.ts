import { type FactKind, type Harvest, joinHarvests } from '../../facts/fact.ts';
import type { ListenersView } from '../../target/listeners.ts';
import type { FoundListener } from './found-listener.ts';
import { harvestListener } from './harvest-listener.ts';
import type { Spoken } from './identify.ts';
import { runningProgram } from './running-program.ts';

/** What all listeners together come to. */
export interface ListenersHarvest extends Harvest {
  /** What each speaks. */
  readonly spoken: readonly Spoken['speaks'][];
}

/** How to look at them. */
export interface HarvestListenersOptions {
  readonly view: ListenersView;
  readonly unseenProcesses: number;
  /** The kinds that a TLS endpoint yields. */
  readonly yields: readonly FactKind[];
  readonly signal: AbortSignal;
}

/** All at once: the gate of the run bounds how many connections there are. */
export async function harvestListeners(
  found: readonly FoundListener[],
  { view, unseenProcesses, yields, signal }: HarvestListenersOptions,
): Promise<ListenersHarvest> {
  const deadline = performance.now() + IN_ALL_MS;
  const harvests = await Promise.all(
    found.map(async (each) => {
      const running = (again: FoundListener) => runningProgram(again, unseenProcesses);
      return harvestListener(each, { listeners: view, running, yields, signal, deadline });
    }),
  );
  return { ...joinHarvests(harvests), spoken: harvests.map(({ spoken }) => spoken) };
}

/** Less than what a collector has by default: what was found by then must come home. */
const IN_ALL_MS = 25_000;

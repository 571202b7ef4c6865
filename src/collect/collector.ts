import type { FactKind, Harvest } from '../facts/fact.ts';
import type { Views } from '../target/views.ts';

/**
 * Follows a trail through a target and brings facts and gaps home. It names the views that it cannot do without (`needs`),
 * those that it uses where they are offered (`welcomes`), and the file paths that it may open (`opens`: `*` inside a
 * segment, a trailing `/**` for a whole subtree that holds no keys).
 */
export interface Collector<N extends keyof Views = keyof Views, W extends keyof Views = keyof Views> {
  readonly id: string;
  readonly needs: readonly N[];
  readonly welcomes: readonly W[];
  readonly yields: readonly FactKind[];
  readonly opens: readonly string[];
  collect(views: Pick<Views, N> & Partial<Pick<Views, W>>, signal: AbortSignal): Promise<Harvest>;
}

/** A collector whose own view types are forgotten: the runner pairs the names in `needs` and `welcomes`. */
export interface BoundCollector {
  readonly id: string;
  readonly needs: readonly (keyof Views)[];
  readonly welcomes: readonly (keyof Views)[];
  readonly yields: readonly FactKind[];
  readonly opens: readonly string[];
  collect(views: Partial<Views>, signal: AbortSignal): Promise<Harvest>;
}

/** A collector in the registry: all that a target without its views needs to know of it. It is loaded for the others alone. */
export interface ListedCollector {
  readonly id: string;
  readonly needs: readonly (keyof Views)[];
  load(): Promise<BoundCollector>;
}

/** Lists a collector for the registry; that it needs what it says itself, the compiler and a test see to. */
export function listed<const N extends keyof Views, W extends keyof Views>(
  id: string,
  needs: readonly N[],
  load: () => Promise<Collector<NoInfer<N>, W>>,
): ListedCollector {
  return { id, needs, load: async () => bind(await load()) };
}

function bind<N extends keyof Views, W extends keyof Views>(collector: Collector<N, W>): BoundCollector {
  // The runner calls collect only with every view in `needs` present: that is what the cast says.
  return {
    ...collector,
    collect: (views, signal) => collector.collect(views as Pick<Views, N> & Partial<Pick<Views, W>>, signal),
  };
}

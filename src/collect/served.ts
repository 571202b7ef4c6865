import type { Views } from '../target/views.ts';
import type { BoundCollector, ListedCollector } from './collector.ts';
import { notServed, type Outcome } from './outcome.ts';

/** The collectors that a target's views can serve, and what there is to say of the others. */
export interface Served {
  readonly collectors: readonly BoundCollector[];
  readonly passedOver: readonly Outcome[];
}

/** Loads those alone that can run: an endpoint has no use for what reads files, nor a tree for what talks to servers. */
export async function loadServed(listed: readonly ListedCollector[], views: Partial<Views>): Promise<Served> {
  const loading: Promise<BoundCollector>[] = [];
  const passedOver: Outcome[] = [];
  for (const each of listed) {
    const missing = each.needs.filter((view) => views[view] === undefined);
    if (missing.length === 0) loading.push(each.load());
    else passedOver.push(notServed(each, `this kind of target does not serve: ${missing.join(', ')}`));
  }
  return { collectors: await Promise.all(loading), passedOver };
}

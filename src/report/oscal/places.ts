import { describeLocator, type Locator } from '../../facts/locator.ts';
import { quote } from '../../facts/quote.ts';
import { oscalUuid, property } from './elements.ts';
import type { Scene } from './scene.ts';
import { markup, markupLine } from './words.ts';

/** Every place that evidence points to, as resources of the back matter: inside the document, so that each reference resolves. */
export class Places {
  readonly #resources = new Map<string, object>();

  /** The reference to a place of a target. */
  hrefOf({ target, key }: Scene, at: Locator): string {
    const place = placeOf(at);
    const layer = at.in === 'file' ? at.layer : undefined;
    const uuid = oscalUuid('place', key, at.in, place, layer ?? '');
    if (!this.#resources.has(uuid)) {
      this.#resources.set(uuid, {
        uuid,
        title: markupLine(place),
        description: markup(`Evidence of ${target.kind} ${quote(target.name)}: ${quote(place)}`),
        props: [
          property('place', at.in),
          property('target', target.name),
          ...(layer === undefined ? [] : [property('layer', layer)]),
        ],
      });
    }
    return `#${uuid}`;
  }

  /** The resources, in the order in which they were first pointed to. */
  resources(): readonly object[] {
    return [...this.#resources.values()];
  }
}

/** A place without its line: the same file is the same resource. */
function placeOf(at: Locator): string {
  return at.in === 'file' ? at.path : describeLocator(at);
}

import type { TargetPath } from '../../facts/locator.ts';
import { Gathering, ownRoom } from './gathering.ts';
import { type Layer, readLayer } from './layer.ts';
import type { Node } from './node.ts';
import { SecondLook, type Sought } from './second-look.ts';

/** Contents that were not kept when they passed by: whoever asks while others do shares one more pass over the layer. */
export class ContentAgain {
  readonly #layers: readonly Layer[];
  #waiting: Request[] = [];
  #pass: Promise<void> | undefined;

  /** @param layers the newest first */
  constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /** The content of a file; undefined where its layer does not have it any more. */
  async contentOf(node: Node, path: TargetPath): Promise<Uint8Array | undefined> {
    const kept = node.rare?.content;
    if (kept !== undefined) return kept;
    if (node.size === 0) return new Uint8Array();
    const request: Request = { node, path: node.rare?.contentOf ?? path, content: undefined };
    this.#waiting.push(request);
    while (this.#waiting.includes(request)) {
      this.#pass ??= this.#serve();
      await this.#pass;
    }
    return request.content;
  }

  async #serve(): Promise<void> {
    // All that is asked for in the same moment is served together.
    await new Promise((resume) => setImmediate(resume));
    const served = this.#waiting;
    try {
      for (const [rank, requests] of Map.groupBy(served, ({ node }) => node.rank)) {
        const layer = this.#layers[rank];
        if (layer === undefined) continue;
        const sought = requests.map((request) => [request.path, soughtFor(request)] as const);
        await readLayer(layer, new SecondLook(byPath(sought)), NEVER);
      }
    } finally {
      this.#waiting = this.#waiting.filter((request) => !served.includes(request));
      this.#pass = undefined;
    }
  }
}

interface Request {
  readonly node: Node;
  readonly path: string;
  content: Uint8Array | undefined;
}

function soughtFor(request: Request): Sought {
  return {
    found: ({ size }) => (size === request.node.size ? new Gathering(size, ownRoom) : undefined),
    content(file) {
      request.content = file.read(0, file.size);
    },
  };
}

function byPath(sought: readonly (readonly [string, Sought])[]): ReadonlyMap<string, readonly Sought[]> {
  const grouped = Map.groupBy(sought, ([path]) => path);
  return new Map([...grouped].map(([path, each]) => [path, each.map(([, one]) => one)]));
}

const NEVER = new AbortController().signal;

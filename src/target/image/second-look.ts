import type { TarEntry } from '../../codec/tar/tar-entry.ts';
import type { TarVisitor } from '../../codec/tar/tar-reader.ts';
import type { OpenFile } from '../file-visitor.ts';
import { segmentsOfEntry } from './entry-path.ts';
import type { Gathering } from './gathering.ts';

/** What is looked for in a layer that has already passed by. */
export interface Sought {
  /** @returns how to gather its content; undefined: it is not wanted after all */
  found(entry: TarEntry): Gathering | undefined;
  /** The content, once it is whole; valid during the call only. */
  content(file: OpenFile): void;
}

/** Looks into a layer for single files. */
export class SecondLook implements TarVisitor {
  readonly #sought: ReadonlyMap<string, readonly Sought[]>;
  #current: readonly { readonly sought: Sought; readonly gathering: Gathering }[] = [];

  /** @param sought by the path that the layer has for it */
  constructor(sought: ReadonlyMap<string, readonly Sought[]>) {
    this.#sought = sought;
  }

  entry(entry: TarEntry): boolean {
    if (entry.type !== 'file') return false;
    const sought = this.#sought.get(`/${segmentsOfEntry(entry.name).join('/')}`) ?? [];
    this.#current = sought.flatMap((each) => {
      const gathering = each.found(entry);
      return gathering === undefined ? [] : [{ sought: each, gathering }];
    });
    return this.#current.length > 0;
  }

  data(piece: Uint8Array): boolean {
    this.#current = this.#current.filter(({ gathering }) => gathering.take(piece));
    return this.#current.length > 0;
  }

  end(): void {
    for (const { sought, gathering } of this.#current) {
      const content = gathering.finish();
      if (content !== undefined) sought.content(content);
    }
    this.#current = [];
  }
}

import type { TarHeader } from './header.ts';
import type { PaxRecords } from './pax-records.ts';

/** One entry of an archive. Names are bytes, carried as Latin-1: one character a byte. */
export interface TarEntry {
  readonly name: string;
  readonly type: 'file' | 'dir' | 'link' | 'hard-link' | 'other';
  /** What the file measures when it is unpacked. */
  readonly size: number;
  readonly mode: number;
  /** What a link says. */
  readonly link: string;
  /** Where its data begin in the archive. */
  readonly offset: number;
  /** The data in the archive are only the pieces of the file that are not empty. */
  readonly isSparse: boolean;
}

/** An entry before its place is known. */
export type Placeless = Omit<TarEntry, 'offset'>;

/** What headers have said of the entry behind them. */
export interface Pending {
  readonly name?: string;
  readonly link?: string;
  readonly pax?: PaxRecords;
}

/** Puts an entry together from its header and what has been said of it before. */
export function entryOf(header: TarHeader, { name, link, pax }: Pending): Placeless {
  const called = pax?.path ?? name ?? header.name;
  const sparseSize = pax?.sparseSize ?? header.sparse?.size;
  // Version 7 has no flag for directories: their names end with a slash.
  const isDirectory = header.flag === '5' || (header.flag === '0' && called.endsWith('/'));
  const type = isDirectory ? 'dir' : (TYPES[header.flag] ?? 'other');
  return {
    name: called,
    type,
    size: type === 'file' ? (sparseSize ?? pax?.size ?? header.size) : 0,
    mode: header.mode,
    link: pax?.linkpath ?? link ?? header.link,
    isSparse: sparseSize !== undefined,
  };
}

const TYPES: Readonly<Record<string, TarEntry['type']>> = {
  '0': 'file',
  '7': 'file',
  '1': 'hard-link',
  '2': 'link',
  S: 'file',
};

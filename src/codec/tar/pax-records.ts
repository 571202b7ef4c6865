import { accepted, type Parsed, refused } from '../parsed.ts';

/** What an extended header changes in the entry behind it. Text is bytes, carried as Latin-1. */
export interface PaxRecords {
  readonly path?: string;
  readonly linkpath?: string;
  /** Bytes of data in the archive. */
  readonly size?: number;
  /** The file is sparse: what it measures when it is unpacked. */
  readonly sparseSize?: number;
}

/**
 * Reads the records of a pax extended header: `LENGTH KEYWORD=VALUE\n` each, where the length counts itself. A NUL in a name is
 * refused, since no file can have it. Source: POSIX.1-2017 pax, "pax Extended Header"; GNU tar manual, "PAX Format, Version 1.0".
 */
export function readPaxRecords(bytes: Uint8Array): Parsed<PaxRecords> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const blank = text.indexOf(' ', at);
    const digits = blank === -1 || blank - at > 9 ? '' : text.slice(at, blank);
    const end = /^[1-9][0-9]*$/.test(digits) ? at + Number(digits) : 0;
    const equals = text.indexOf('=', blank);
    if (equals === -1 || end <= equals || end > text.length || text[end - 1] !== '\n')
      return refused('extended header: a record is malformed', { offset: at });
    found.set(text.slice(blank + 1, equals), text.slice(equals + 1, end - 1));
    at = end;
  }
  return recordsOf(found);
}

function recordsOf(found: ReadonlyMap<string, string>): Parsed<PaxRecords> {
  const path = found.get('GNU.sparse.name') ?? found.get('path');
  const linkpath = found.get('linkpath');
  const size = numberOf(found.get('size'));
  const isSparse = [...found.keys()].some((key) => key.startsWith('GNU.sparse.'));
  const sparseSize = numberOf(found.get('GNU.sparse.realsize') ?? found.get('GNU.sparse.size') ?? '0');
  if (size === 'bad' || sparseSize === 'bad') return refused('extended header: a size is no number', { offset: 0 });
  if (path?.includes('\0') || linkpath?.includes('\0'))
    return refused('extended header: a name has a NUL in it', { offset: 0 });
  return accepted({
    ...(path === undefined ? {} : { path }),
    ...(linkpath === undefined ? {} : { linkpath }),
    ...(size === undefined ? {} : { size }),
    ...(isSparse && sparseSize !== undefined ? { sparseSize } : {}),
  });
}

function numberOf(text: string | undefined): number | 'bad' | undefined {
  if (text === undefined) return undefined;
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : 'bad';
}

import type { Tree, TreeEntry } from './tree.ts';

/** One entry of an archive, as raw as its header. Text is written as UTF-8. */
export interface TarPart {
  readonly name: string;
  readonly flag?: string;
  readonly mode?: number;
  readonly link?: string;
  readonly data?: Uint8Array;
  /** What the header says instead of the length of the data. */
  readonly size?: number;
}

/** Writes an archive in the ustar format with pax headers for long names; the same parts give the same bytes. */
export function tar(parts: readonly TarPart[], end = true): Buffer {
  return Buffer.concat([...parts.flatMap(written), ...(end ? [Buffer.alloc(2 * BLOCK)] : [])]);
}

/** The entries of a root tree, directories first, in the order of their paths. */
export function partsOf(tree: Tree): readonly TarPart[] {
  const paths = Object.keys(tree).map((path) => path.replace(/^\/+/, ''));
  const parents = paths.flatMap((path) => {
    const names = path.split('/').slice(0, -1);
    return names.map((_, index) => names.slice(0, index + 1).join('/'));
  });
  const entries = new Map<string, TreeEntry>(parents.map((path) => [path, { dir: true }]));
  for (const [path, entry] of Object.entries(tree)) entries.set(path.replace(/^\/+/, ''), entry);
  return [...entries].sort(([left], [right]) => (left < right ? -1 : 1)).map(([path, entry]) => partOf(path, entry));
}

/** A header block alone. */
export function header({ name, flag = '0', mode = 0o644, link = '', data, size }: TarPart): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'utf8');
  block.write(octal(mode, 7), 100);
  block.write(`${octal(0, 7)}\0${octal(0, 7)}`, 108);
  const length = size ?? data?.length ?? 0;
  if (length < 8 ** 11) block.write(octal(length, 11), 124);
  else {
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(length), 128);
  }
  block.write(octal(0, 11), 136);
  block.write(' '.repeat(8), 148);
  block.write(flag, 156);
  block.write(link, 157, 100, 'utf8');
  block.write('ustar\0', 257, 'latin1');
  block.write('00', 263);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return block;
}

/** A pax extended header with these records. */
export function pax(records: Readonly<Record<string, string>>, flag = 'x'): TarPart {
  return { name: 'PaxHeaders/entry', flag, data: Buffer.from(Object.entries(records).map(record).join('')) };
}

function written(part: TarPart): readonly Buffer[] {
  const long = Object.fromEntries([
    ...(Buffer.byteLength(part.name) > 100 ? [['path', part.name]] : []),
    ...(Buffer.byteLength(part.link ?? '') > 100 ? [['linkpath', part.link ?? '']] : []),
  ]);
  const before = Object.keys(long).length === 0 ? [] : written(pax(long));
  const data = part.data ?? new Uint8Array();
  return [...before, header(part), Buffer.from(data), Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)];
}

function partOf(path: string, entry: TreeEntry): TarPart {
  if (typeof entry === 'string') return { name: path, data: Buffer.from(entry) };
  if (entry instanceof Uint8Array) return { name: path, data: entry };
  if ('link' in entry) return { name: path, flag: '2', mode: 0o777, link: entry.link };
  if ('dir' in entry) return { name: `${path}/`, flag: '5', mode: entry.mode ?? 0o755 };
  const data = typeof entry.content === 'string' ? Buffer.from(entry.content) : entry.content;
  return { name: path, mode: entry.mode, data };
}

function record([key, value]: readonly [string, string]): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (length !== rest + String(length).length) length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

const BLOCK = 512;

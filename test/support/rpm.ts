import { type SignatureKind, signaturePacket } from './openpgp.ts';

/** A package as rpm's database has it; absent members are absent tags. */
export interface RpmPackage {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  readonly epoch?: number;
  readonly arch: string;
  readonly vendor?: string;
  readonly sourceRpm?: string;
  readonly buildHost?: string;
  /** Seconds since 1970. */
  readonly buildTime?: number;
  readonly files?: readonly RpmFile[];
  /** `mldsa` and `rsa+mldsa` stand in tag OPENPGP, as format 6 has it; the others in RSAHEADER or DSAHEADER. */
  readonly signature?: SignatureKind | 'rsa+mldsa';
}

/** A file of a package; flags 1 = configuration, 64 = ghost; state 0 = installed, 2 = not installed. */
export interface RpmFile {
  readonly path: string;
  readonly sha256: string;
  readonly flags?: number;
  readonly state?: number;
}

/** An rpmdb.sqlite with these packages: the table and the index that rpm makes, in one file without a write-ahead log. */
export async function buildRpmdb(packages: readonly RpmPackage[]): Promise<Uint8Array> {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(':memory:');
  database.exec(RPM_SCHEMA);
  const insert = database.prepare('INSERT INTO Packages(blob) VALUES (?)');
  const index = database.prepare('INSERT INTO Name(key, hnum, idx) VALUES (?, ?, 0)');
  for (const each of packages) index.run(each.name, insert.run(rpmHeader(each)).lastInsertRowid);
  const bytes = Uint8Array.from(database.serialize());
  database.close();
  return bytes;
}

/** The statements with which rpm makes its tables. Source: lib/backend/sqlite.cc. */
export const RPM_SCHEMA =
  "CREATE TABLE IF NOT EXISTS 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL);" +
  "CREATE TABLE IF NOT EXISTS 'Name' (key 'TEXT' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL);" +
  "CREATE INDEX IF NOT EXISTS 'Name_key_idx' ON 'Name'(key ASC);";

/** A header blob as the database stores it: region tag 63 with its trailer, the tags in order, then the "dribbles" unsorted. */
export function rpmHeader(from: RpmPackage): Uint8Array {
  const region = [...identityTags(from), ...fileTags(from.files ?? [])];
  const states = Uint8Array.from(from.files ?? [], (file) => file.state ?? 0);
  const dribbles = [...signatureTags(from.signature), ...(states.length === 0 ? [] : [characters(1029, states)])];
  return layOut(region, dribbles);
}

interface Tag {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly data: Uint8Array;
}

function identityTags(from: RpmPackage): readonly Tag[] {
  return [
    strings(1000, 6, [from.name]),
    strings(1001, 6, [from.version]),
    strings(1002, 6, [from.release]),
    ...(from.epoch === undefined ? [] : [int32s(1003, [from.epoch])]),
    ...(from.buildTime === undefined ? [] : [int32s(1006, [from.buildTime])]),
    ...(from.buildHost === undefined ? [] : [strings(1007, 6, [from.buildHost])]),
    ...(from.vendor === undefined ? [] : [strings(1011, 6, [from.vendor])]),
    strings(1022, 6, [from.arch]),
    ...(from.sourceRpm === undefined ? [] : [strings(1044, 6, [from.sourceRpm])]),
  ];
}

function fileTags(files: NonNullable<RpmPackage['files']>): readonly Tag[] {
  if (files.length === 0) return [];
  const directories = [...new Set(files.map((file) => directoryOf(file.path)))];
  return [
    strings(
      1035,
      8,
      files.map((file) => file.sha256),
    ),
    int32s(
      1037,
      files.map((file) => file.flags ?? 0),
    ),
    int32s(
      1116,
      files.map((file) => directories.indexOf(directoryOf(file.path))),
    ),
    strings(
      1117,
      8,
      files.map((file) => file.path.slice(directoryOf(file.path).length)),
    ),
    strings(1118, 8, directories),
    int32s(5011, [8]),
  ];
}

function signatureTags(kind: RpmPackage['signature']): readonly Tag[] {
  if (kind === undefined) return [];
  if (kind === 'rsa' || kind === 'rsa-v3' || kind === 'rsa-v5') return [binary(268, signaturePacket(kind))];
  if (kind === 'dsa' || kind === 'ecdsa' || kind === 'eddsa') return [binary(267, signaturePacket(kind))];
  const kinds = kind === 'rsa+mldsa' ? (['rsa', 'mldsa'] as const) : [kind];
  return [
    strings(
      278,
      8,
      kinds.map((each) => Buffer.from(signaturePacket(each)).toString('base64')),
    ),
  ];
}

function layOut(region: readonly Tag[], dribbles: readonly Tag[]): Uint8Array {
  const entries: Buffer[] = [];
  const data: Buffer[] = [];
  let offset = 0;
  const put = ({ tag, type, count, data: bytes }: Tag) => {
    const padding = type === 4 ? (4 - (offset % 4)) % 4 : 0;
    data.push(Buffer.alloc(padding), Buffer.from(bytes));
    offset += padding;
    entries.push(entry(tag, type, offset, count));
    offset += bytes.length;
  };
  for (const tag of region.toSorted((left, right) => left.tag - right.tag)) put(tag);
  const trailer = entry(63, 7, -16 * (region.length + 1), 16);
  const regionEntry = entry(63, 7, offset, 16);
  data.push(trailer);
  offset += trailer.length;
  for (const tag of dribbles) put(tag);
  const intro = Buffer.alloc(8);
  intro.writeUInt32BE(entries.length + 1, 0);
  intro.writeUInt32BE(offset, 4);
  return Uint8Array.from(Buffer.concat([intro, regionEntry, ...entries, ...data]));
}

function entry(tag: number, type: number, offset: number, count: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(tag, 0);
  bytes.writeUInt32BE(type, 4);
  bytes.writeInt32BE(offset, 8);
  bytes.writeUInt32BE(count, 12);
  return bytes;
}

function strings(tag: number, type: 6 | 8, values: readonly string[]): Tag {
  return { tag, type, count: values.length, data: Buffer.from(values.map((value) => `${value}\0`).join('')) };
}

function int32s(tag: number, values: readonly number[]): Tag {
  const data = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) data.writeUInt32BE(value, 4 * at);
  return { tag, type: 4, count: values.length, data };
}

function characters(tag: number, data: Uint8Array): Tag {
  return { tag, type: 1, count: data.length, data };
}

function binary(tag: number, data: Uint8Array): Tag {
  return { tag, type: 7, count: data.length, data };
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** How a Berkeley DB hash database is laid out. */
export interface BdbLayout {
  readonly bigEndian?: boolean;
  readonly pageSize?: number;
}

/**
 * A `Packages` of rpm before 4.16 with these header blobs: a page of metadata, one hash page that begins with the counter under
 * key 0, then the chains of overflow pages. Blobs that fit into the hash page are still put into chains, as large ones are.
 */
export function buildBdb(
  blobs: readonly Uint8Array[],
  { bigEndian = false, pageSize = 4096 }: BdbLayout = {},
): Uint8Array {
  const number = { bigEndian, pageSize };
  const chains: Buffer[] = [];
  const items: Buffer[] = [item(number, 0), Buffer.from([1, ...u32(number, blobs.length)])];
  for (const [index, blob] of blobs.entries()) {
    const first = 2 + chains.length;
    chains.push(...chain(number, blob, first));
    items.push(item(number, index + 1), Buffer.from([3, 0, 0, 0, ...u32(number, first), ...u32(number, blob.length)]));
  }
  const meta = Buffer.alloc(pageSize);
  put(number, meta, 12, 0x00061561);
  put(number, meta, 16, 9);
  put(number, meta, 20, pageSize);
  meta[25] = 8;
  put(number, meta, 32, 1 + chains.length);
  return Uint8Array.from(Buffer.concat([meta, hashPage(number, items), ...chains]));
}

type Numbers = Required<BdbLayout>;

function hashPage(number: Numbers, items: readonly Buffer[]): Buffer {
  const page = Buffer.alloc(number.pageSize);
  put(number, page, 8, 1);
  short(number, page, 20, items.length);
  page[25] = 13;
  let end = page.length;
  for (const [index, each] of items.entries()) {
    end -= each.length;
    page.set(each, end);
    short(number, page, 26 + 2 * index, end);
  }
  short(number, page, 22, end);
  return page;
}

function chain(number: Numbers, blob: Uint8Array, first: number): readonly Buffer[] {
  const room = number.pageSize - 26;
  const count = Math.max(1, Math.ceil(blob.length / room));
  return Array.from({ length: count }, (_, index) => {
    const page = Buffer.alloc(number.pageSize);
    const part = blob.subarray(index * room, (index + 1) * room);
    put(number, page, 8, first + index);
    put(number, page, 16, index + 1 < count ? first + index + 1 : 0);
    short(number, page, 22, part.length);
    page[25] = 7;
    page.set(part, 26);
    return page;
  });
}

function item(number: Numbers, key: number): Buffer {
  return Buffer.from([1, ...u32(number, key)]);
}

function u32({ bigEndian }: Numbers, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  if (bigEndian) bytes.writeUInt32BE(value);
  else bytes.writeUInt32LE(value);
  return bytes;
}

function put(number: Numbers, page: Buffer, at: number, value: number): void {
  page.set(u32(number, value), at);
}

function short({ bigEndian }: Numbers, page: Buffer, at: number, value: number): void {
  if (bigEndian) page.writeUInt16BE(value, at);
  else page.writeUInt16LE(value, at);
}

import { adler32 } from '../../src/codec/packages/adler32.ts';

/** An ndb database with these header blobs, as rpm writes one: a page of slots, then the blobs one after another. */
export function buildNdb(blobs: readonly Uint8Array[]): Uint8Array {
  const slots = Buffer.alloc(SLOT_PAGES * 4096);
  slots.write('RpmP', 0, 'latin1');
  slots.writeUInt32LE(1, 8);
  slots.writeUInt32LE(SLOT_PAGES, 12);
  slots.writeUInt32LE(blobs.length + 1, 16);
  for (let at = 32; at < slots.length; at += 16) slots.write('Slot', at, 'latin1');
  const bodies: Buffer[] = [];
  let offset = slots.length;
  for (const [index, blob] of blobs.entries()) {
    const body = blobOf(blob, index + 1);
    const slot = 32 + 16 * index;
    slots.writeUInt32LE(index + 1, slot + 4);
    slots.writeUInt32LE(offset / 16, slot + 8);
    slots.writeUInt32LE(body.length / 16, slot + 12);
    bodies.push(body);
    offset += body.length;
  }
  return Uint8Array.from(Buffer.concat([slots, ...bodies]));
}

function blobOf(blob: Uint8Array, index: number): Buffer {
  const body = Buffer.alloc(Math.ceil((16 + blob.length + 12) / 16) * 16);
  body.write('BlbS', 0, 'latin1');
  body.writeUInt32LE(index, 4);
  body.writeUInt32LE(1, 8);
  body.writeUInt32LE(blob.length, 12);
  body.set(blob, 16);
  const tail = body.length - 12;
  body.writeUInt32LE(adler32(body.subarray(0, tail)), tail);
  body.writeUInt32LE(blob.length, tail + 4);
  body.write('BlbE', tail + 8, 'latin1');
  return body;
}

const SLOT_PAGES = 1;

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBdb } from '../../../src/codec/packages/rpm-bdb.ts';
import { buildBdb } from '../../support/bdb.ts';
import { runs } from '../../support/fuzzing.ts';
import { mutated, xorshift } from '../../support/mutate.ts';

describe('a Berkeley DB hash database', () => {
  it('gives back every blob, in either byte order and with any size of page', () => {
    const layouts = fc.record({ bigEndian: fc.boolean(), pageSize: fc.constantFrom(512, 4096, 65536) });
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 10 }), layouts, (blobs, layout) => {
        expect(shown(buildBdb(blobs, layout))).toEqual({ blobs, rows: blobs.length, said: [] });
      }),
      runs(60),
    );
  });

  it('gives a value that stands in the hash page itself', () => {
    const database = Buffer.from(buildBdb([bytes(8)]));
    // The entry of twelve bytes turns into one of type 1, whose other eleven are the value.
    const at = database.readUInt16LE(4096 + 26 + 6);
    database[4096 + at] = 1;
    expect(shown(database).blobs.map((blob) => blob.length)).toEqual([11]);
  });

  it.each([
    ['comes back to itself', 2, 'its chain comes to page 2 again'],
    ['leads into another chain', 5, 'its chain comes to page 5 again'],
    ['leads past the end', 1_000_000, 'its chain leads to page 1000000 of 8'],
    ['leads to a page of another kind', 1, 'its chain leads to page 1 of type 13'],
    ['ends too early', 0, 'its chain has 4070 of 6000 bytes'],
  ])('says of a chain that %s where it breaks, and shows the others', (_, next, says) => {
    const database = Buffer.from(buildBdb([bytes(6000), bytes(6000), bytes(6000)]));
    database.writeUInt32LE(next, 2 * 4096 + 16);
    const { said, rows } = shown(database);
    expect(rows).toBe(3);
    expect(said).toEqual([expect.stringContaining(says)]);
  });

  it('cut at any page says so, and shows only what was put in', () => {
    const blobs = [bytes(6000), bytes(10), bytes(9000)];
    const whole = buildBdb(blobs);
    for (let length = 0; length < whole.length; length += 511) {
      const read = shown(whole.subarray(0, length));
      expect(read.said, `cut at ${length}`).not.toEqual([]);
      expect(blobs).toEqual(expect.arrayContaining(read.blobs));
    }
  });

  it('that is encrypted, a B-tree or something else is refused', () => {
    const encrypted = buildBdb([]);
    encrypted[24] = 1;
    const tree = buildBdb([]);
    tree[25] = 9;
    const pages = Buffer.from(buildBdb([]));
    pages.writeUInt32LE(1000, 20);
    expect([encrypted, tree, pages, bytes(5000), bytes(3)].map((each) => shown(each).said)).toEqual([
      ['Berkeley DB: it is encrypted (0)'],
      ['Berkeley DB: its first page is of type 9 (0)'],
      ['Berkeley DB: pages of 1000 bytes (0)'],
      ['wants a Berkeley DB hash database (0)'],
      ['Berkeley DB: wants 36 bytes of its first page, has 3 (0)'],
    ]);
  });

  it('never makes the reader throw, however it is spoiled', () => {
    const whole = buildBdb([bytes(100), bytes(900)], { pageSize: 512 });
    const random = xorshift(6);
    for (let count = 0; count < 5000; count += 1) shown(mutated(whole, random));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => void shown(noise)));
  });
});

function shown(database: Uint8Array) {
  const blobs: Uint8Array[] = [];
  const read = readBdb(database, (blob) => blobs.push(Uint8Array.from(blob)));
  const said = read.ok ? read.oddities : [{ what: read.problem, at: read.at }];
  return {
    blobs,
    rows: read.ok ? read.value : 0,
    said: said.map(({ what, at }) => `${what} (${'offset' in at ? at.offset : at.line})`),
  };
}

function bytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 7) % 251);
}

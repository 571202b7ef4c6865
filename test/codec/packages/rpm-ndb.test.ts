import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNdb } from '../../../src/codec/packages/rpm-ndb.ts';
import { runs } from '../../support/fuzzing.ts';
import { mutated, xorshift } from '../../support/mutate.ts';
import { buildNdb } from '../../support/ndb.ts';

describe('an ndb database', () => {
  it('gives back every blob that was put in, whatever its length', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 9000 }), { maxLength: 12 }), (blobs) => {
        expect(shown(buildNdb(blobs))).toEqual({ blobs, rows: blobs.length, said: [] });
      }),
      runs(40),
    );
  });

  it('cut at any byte never shows a blob that was not put in, and says that it is cut', () => {
    const blobs = [bytes(100), bytes(7000), bytes(3)];
    const whole = buildNdb(blobs);
    for (let length = 0; length < whole.length; length += 97) {
      const read = shown(whole.subarray(0, length));
      expect(read.said, `cut at ${length}`).not.toEqual([]);
      expect(blobs).toEqual(expect.arrayContaining(read.blobs));
    }
  });

  it('with one changed byte in a blob says which package is damaged, and shows the others', () => {
    const whole = buildNdb([bytes(100), bytes(200)]);
    whole[4096 + 50] = 0xff;
    expect(shown(whole)).toEqual({
      blobs: [bytes(200)],
      rows: 2,
      said: ['package 1: the checksum of its blob is wrong (32)'],
    });
  });

  it('with a slot that points at another package or at nothing says so', () => {
    const whole = Buffer.from(buildNdb([bytes(100), bytes(100), bytes(100)]));
    whole.writeUInt32LE(4096 / 16, 32 + 16 + 8);
    whole.writeUInt32LE(0x7fffffff, 32 + 32 + 8);
    expect(shown(whole)).toEqual({
      blobs: [bytes(100)],
      rows: 3,
      said: [
        'package 2: no blob of it at byte 4096 (48)',
        `package 3: wants bytes ${0x7fffffff * 16} to ${0x7fffffff * 16 + 128}, the file has ${whole.length} (64)`,
      ],
    });
  });

  it('with a package named by two slots counts it once', () => {
    const whole = Buffer.from(buildNdb([bytes(100)]));
    whole.copyWithin(48, 32, 48);
    expect(shown(whole)).toMatchObject({ rows: 1, said: ['slot: package 1 has one already (48)'] });
  });

  it('with an absurd number of slots, or of another version, is refused', () => {
    const many = Buffer.from(buildNdb([]));
    many.writeUInt32LE(0xffffffff, 12);
    const newer = Buffer.from(buildNdb([]));
    newer.writeUInt32LE(1, 4);
    expect([shown(many).said, shown(newer).said, shown(bytes(40)).said]).toEqual([
      ['ndb database: 4294967295 pages of slots (12)'],
      ['ndb database: version 1 is not known (4)'],
      ['wants an ndb database (RpmP) (0)'],
    ]);
  });

  it('never makes the reader throw, however it is spoiled', () => {
    const whole = buildNdb([bytes(100), bytes(300)]);
    const random = xorshift(5);
    for (let count = 0; count < 3000; count += 1) shown(mutated(whole, random));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => void shown(noise)));
  });
});

function shown(database: Uint8Array) {
  const blobs: Uint8Array[] = [];
  const read = readNdb(database, (blob) => blobs.push(Uint8Array.from(blob)));
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

import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standAlone } from '../../../src/codec/packages/sqlite-pages.ts';
import { readWal } from '../../../src/codec/packages/sqlite-wal.ts';
import { buildRpmdb, type RpmPackage } from '../../support/rpm.ts';
import { databaseWithLog } from '../../support/wal.ts';

const named = (name: string): RpmPackage => ({ name, version: '1', release: '1', arch: 'noarch' });

describe('a database with a write-ahead log', () => {
  it('stands alone with what the log has committed', async () => {
    const { database, log } = await databaseWithLog([named('a')], [named('b'), { ...named('c'), files: files(300) }]);
    const whole = standAlone(database, log);
    expect(whole.ok && count(whole.value)).toBe(3);
    const without = standAlone(database, undefined);
    expect(without.ok && count(without.value)).toBe(1);
  });

  it('is a superset of its past at every cut of the log', async () => {
    const { database, log } = await databaseWithLog([named('a')], [named('b'), named('c')]);
    const counts: unknown[] = [];
    for (let length = 0; length <= log.length; length += 1031) {
      const whole = standAlone(database, log.subarray(0, length));
      counts.push(whole.ok && count(whole.value));
    }
    expect(counts).toEqual(counts.toSorted());
    expect(new Set(counts)).toEqual(new Set([1, 2]));
  });

  it('leaves both inputs as they were', async () => {
    const { database, log } = await databaseWithLog([named('a')], [named('b')]);
    const before = [Buffer.from(database).toString('hex'), Buffer.from(log).toString('hex')];
    standAlone(database, log);
    standAlone(database, undefined);
    expect([Buffer.from(database).toString('hex'), Buffer.from(log).toString('hex')]).toEqual(before);
  });

  it('counts nothing behind a frame that is damaged, and says so', async () => {
    const { database, log } = await databaseWithLog([], [named('a'), named('b')]);
    const spoiled = Uint8Array.from(log);
    spoiled[log.length - 1] = (log[log.length - 1] ?? 0) ^ 1;
    const whole = standAlone(database, spoiled);
    expect(whole.ok && count(whole.value)).toBe(1);
    expect(whole.ok && whole.oddities.map((each) => each.what)).toEqual([
      'write-ahead log: wrong checksum, so the rest of it does not count',
    ]);
  });

  it('takes no log for one that is none', async () => {
    const database = await buildRpmdb([named('a')]);
    const whole = standAlone(database, Uint8Array.of(1, 2, 3));
    expect(whole.ok && count(whole.value)).toBe(1);
    expect(whole.ok && whole.oddities).toEqual([{ what: 'write-ahead log: its header is not one', at: { offset: 0 } }]);
  });
});

describe('a database that was cut short', () => {
  it('can still be opened, and says how much is left', async () => {
    const database = await buildRpmdb([named('a'), { ...named('b'), files: files(500) }]);
    const whole = standAlone(database.subarray(0, 4096 * 3), undefined);
    expect(whole.ok && whole.oddities).toEqual([
      { what: `cut short: has 3 of ${database.length / 4096} pages`, at: { offset: 4096 * 3 } },
    ]);
    expect(whole.ok && count(whole.value)).toBe(2);
  });

  it('is refused where not even its header is left', async () => {
    const database = await buildRpmdb([named('a')]);
    for (let length = 0; length < 100; length += 1)
      expect(standAlone(database.subarray(0, length), undefined).ok).toBe(false);
  });
});

it('never throws on any bytes', async () => {
  const { database, log } = await databaseWithLog([named('a')], [named('b')]);
  const changed = (good: Uint8Array, reach: number) =>
    fc.array(fc.tuple(fc.nat(reach), fc.nat(255)), { maxLength: 8 }).map((list) => {
      const bytes = Uint8Array.from(good);
      for (const [at, byte] of list) bytes[at] = byte;
      return bytes;
    });
  fc.assert(
    fc.property(changed(database, 99), changed(log, 60), fc.uint8Array({ maxLength: 200 }), (some, tail, noise) => {
      standAlone(some, tail);
      standAlone(noise, noise);
      readWal(noise);
    }),
  );
});

function count(bytes: Uint8Array): number {
  const database = new DatabaseSync(':memory:');
  database.deserialize(bytes);
  const row = database.prepare('SELECT count(*) AS n FROM Packages').get();
  database.close();
  return Number(row?.['n']);
}

function files(many: number) {
  return Array.from({ length: many }, (_, at) => ({ path: `/usr/share/many/${at}`, sha256: 'ab'.repeat(32) }));
}

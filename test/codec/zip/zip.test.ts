import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sourceOf } from '../../../src/codec/byte-source.ts';
import { readZipDirectory } from '../../../src/codec/zip/directory.ts';
import { openZipEntry } from '../../../src/codec/zip/entry.ts';
import { buildZip } from '../../support/zip.ts';

const FILES = [
  { name: 'META-INF/MANIFEST.MF', content: 'Manifest-Version: 1.0\r\n' },
  { name: 'lib/inner.jar', content: 'stored as it is', stored: true },
];

it.each([0, 7, 70_000])('lists and reads an archive with %d bytes in front of it', (front) => {
  const archive = sourceOf(buildZip(FILES, new Uint8Array(front)));
  const directory = readZipDirectory(archive);
  expect(directory.ok && directory.value.map(({ name, method, size }) => ({ name, method, size }))).toEqual([
    { name: 'META-INF/MANIFEST.MF', method: 8, size: 23 },
    { name: 'lib/inner.jar', method: 0, size: 15 },
  ]);
  const texts = directory.ok ? directory.value.map((entry) => textOf(openZipEntry(archive, entry, 1000))) : [];
  expect(texts).toEqual(['Manifest-Version: 1.0\r\n', 'stored as it is']);
});

it('unpacks no more than it is allowed to', () => {
  const archive = sourceOf(buildZip([{ name: 'bomb', content: new Uint8Array(10_000_000) }]));
  const directory = readZipDirectory(archive);
  const [entry] = directory.ok ? directory.value : [];
  expect(entry && openZipEntry(archive, entry, 1_000_000)).toMatchObject({
    ok: false,
    problem: 'bomb: larger than 1000000 bytes',
  });
  // What lies about its size is stopped as well.
  expect(entry && openZipEntry(archive, { ...entry, size: 10 }, 1_000_000)).toMatchObject({ ok: false });
});

it('refuses what is no archive, and every proper prefix of one', () => {
  const whole = buildZip(FILES);
  for (let length = 0; length < whole.length; length += 1)
    expect(readZipDirectory(sourceOf(whole.subarray(0, length))).ok, `${length} bytes`).toBe(false);
});

it('never throws on a damaged archive', () => {
  const whole = buildZip(FILES);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }), (edits) => {
      const copy = Uint8Array.from(whole);
      for (const [at, byte] of edits) copy[at] = byte;
      const archive = sourceOf(copy);
      const directory = readZipDirectory(archive);
      for (const entry of directory.ok ? directory.value.slice(0, 100) : []) openZipEntry(archive, entry, 10_000);
    }),
  );
});

function textOf(opened: ReturnType<typeof openZipEntry>) {
  return opened.ok ? Buffer.from(opened.value.read(0, opened.value.size)).toString() : opened.problem;
}

import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Fact } from '../../src/facts/fact.ts';
import { rhel9Certified } from '../trees/rhel-9.ts';
import { expectElsewhereUnchanged, scanSpoiled } from './scan-spoiled.ts';

const MODULE = '/usr/lib64/ossl-modules/fips.so';
const LIBRARY = '/usr/lib64/libcrypto.so.3.2.2';

it('calls a module with one flipped byte altered', async () => {
  const scan = await scanSpoiled(await rhel9Certified(), (root) =>
    patch(join(root, MODULE), (file) => file.fill(0x91, 300, 301)),
  );
  expect(integrity(scan.facts)).toEqual(['altered']);
  expectElsewhereUnchanged(scan, MODULES);
});

it('does not believe 65,535 sections', async () => {
  const scan = await scanSpoiled(await rhel9Certified(), (root) =>
    patch(join(root, MODULE), (file) => Buffer.from(file.buffer).writeUInt16LE(0xffff, 60)),
  );
  expect(integrity(scan.facts)).not.toContain('intact');
  expect(scan.newGaps).toEqual([expect.stringContaining(`crypto.implementation: ${MODULE}: `)]);
  expectElsewhereUnchanged(scan, MODULES);
});

it('does not believe a section table at 2^60', async () => {
  const scan = await scanSpoiled(await rhel9Certified(), (root) =>
    patch(join(root, MODULE), (file) => Buffer.from(file.buffer).writeBigUInt64LE(1n << 60n, 40)),
  );
  expect(integrity(scan.facts)).not.toContain('intact');
  expect(scan.newGaps).toEqual([expect.stringContaining(`crypto.implementation: ${MODULE}: `)]);
  expectElsewhereUnchanged(scan, MODULES);
});

it('does not take an empty fips.so for a module', async () => {
  const scan = await scanSpoiled(await rhel9Certified(), (root) => truncate(join(root, MODULE), 0));
  expect(integrity(scan.facts)).not.toContain('intact');
  expect(scan.newGaps).toEqual([]);
  expectElsewhereUnchanged(scan, MODULES);
});

it('does not believe a libcrypto with absurd sections, and says that it does not know what OpenSSL would do', async () => {
  const scan = await scanSpoiled(await rhel9Certified(), (root) =>
    patch(join(root, LIBRARY), (file) => {
      Buffer.from(file.buffer).writeUInt16LE(0xffff, 60);
      Buffer.from(file.buffer).writeBigUInt64LE((1n << 63n) - 1n, 40);
    }),
  );
  expect(scan.newGaps).toEqual([expect.stringContaining(`crypto.implementation: ${LIBRARY}: `)]);
});

it('refuses a libcrypto of 2 GB without reading it', async () => {
  const scan = await scanSpoiled(await rhel9Certified(), (root) => truncate(join(root, LIBRARY), 2 * 1024 ** 3));
  expect(scan.newGaps).toContain(`crypto.implementation: ${LIBRARY}: larger than the limit for this kind of file`);
});

const MODULES = [
  'package.files',
  'fips.module',
  'fips.module-parameters',
  'openssl.provider',
  'tls.configured',
  'openssl.properties',
] as const;

function integrity(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((each) => (each.kind === 'fips.module' ? [each.value.integrity] : []));
}

async function patch(path: string, change: (file: Uint8Array) => unknown): Promise<void> {
  // A copy whose buffer begins at the file's first byte, so that offsets in it are the file's.
  const file = Uint8Array.from(await readFile(path));
  change(file);
  await writeFile(path, file);
}

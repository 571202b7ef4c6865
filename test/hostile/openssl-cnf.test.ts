import { randomBytes } from 'node:crypto';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Fact } from '../../src/facts/fact.ts';
import { debian13 } from '../trees/debian-13.ts';
import { debianCnf } from '../trees/parts/openssl-cnf.ts';
import { OPENSSL_KINDS } from './openssl-kinds.ts';
import { expectElsewhereUnchanged, newGapsOf, scanSpoiled } from './scan-spoiled.ts';

const CNF = '/etc/ssl/openssl.cnf';

it('leaves an openssl.cnf of 100 MB unread and says so', async () => {
  const scan = await scanSpoiled(await debian13(), (root) => truncate(join(root, CNF), 100 * 1024 * 1024));
  expect(newGapsOf(scan, 'openssl.configuration')).toContain(`${CNF}: larger than the limit for this kind of file`);
  expect(newGapsOf(scan, 'tls.configured')).toContain(`${CNF}: larger than the limit for this kind of file`);
  expect(selected(scan.facts)).toEqual([{ flagOff: 'unknown', flagOn: 'unknown' }]);
  expectElsewhereUnchanged(scan, OPENSSL_KINDS);
});

it('takes random bytes for what OpenSSL takes them for: a file that is dropped whole', async () => {
  const scan = await scanSpoiled(await debian13(), (root) => writeFile(join(root, CNF), randomBytes(65_536)));
  expect(outcomes(scan.facts)).toEqual(['ignored']);
  expectElsewhereUnchanged(scan, OPENSSL_KINDS);
});

it('stops at a file that includes itself', async () => {
  const scan = await scanSpoiled(await debian13(), (root) =>
    writeFile(join(root, CNF), `${debianCnf()}\n.include ${CNF}\n`),
  );
  expect(newGapsOf(scan, 'openssl.configuration')).toContain('more than 64 files deep, a loop');
  expect(newGapsOf(scan, 'tls.configured')).toContain('more than 64 files deep, a loop');
  expectElsewhereUnchanged(scan, OPENSSL_KINDS);
});

it('stops at two files that include each other', async () => {
  const scan = await scanSpoiled(await debian13(), async (root) => {
    await writeFile(join(root, CNF), `.include /etc/ssl/b.cnf\n${debianCnf()}`);
    await writeFile(join(root, '/etc/ssl/b.cnf'), `.include ${CNF}\n`);
  });
  expect(newGapsOf(scan, 'openssl.configuration')).toContain('more than 64 files deep, a loop');
  expect(newGapsOf(scan, 'tls.configured')).toContain('more than 64 files deep, a loop');
  expectElsewhereUnchanged(scan, OPENSSL_KINDS);
});

it('drops the whole file at a variable that is not defined, as OpenSSL does, and names it', async () => {
  const text = debianCnf().replace('[openssl_init]', 'x = $nowhere::y\n[openssl_init]');
  const scan = await scanSpoiled(await debian13(), (root) => writeFile(join(root, CNF), text));
  expect(outcomes(scan.facts)).toEqual(['ignored']);
  expect(scan.newGaps).toEqual([]);
  expectElsewhereUnchanged(scan, OPENSSL_KINDS);
});

it('reads a file with broken UTF-8 by its bytes', async () => {
  const text = Buffer.concat([Buffer.from([0x23, 0xff, 0xfe, 0xc0, 0x80, 0x0a]), Buffer.from(debianCnf())]);
  const scan = await scanSpoiled(await debian13(), (root) => writeFile(join(root, CNF), text));
  expect(scan.newGaps).toEqual([]);
  expect(outcomes(scan.facts)).toEqual(['applied']);
});

function outcomes(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((each) =>
    each.kind === 'openssl.configuration' && each.subject === 'OpenSSL configuration' ? [each.value.outcome] : [],
  );
}

function selected(facts: readonly Fact[]): readonly unknown[] {
  return facts.flatMap((each) => (each.kind === 'fips.module' ? [each.value.selected] : []));
}

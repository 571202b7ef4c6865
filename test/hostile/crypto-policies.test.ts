import { rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Fact } from '../../src/facts/fact.ts';
import { rhel9Certified } from '../trees/rhel-9.ts';
import { expectElsewhereUnchanged, scanSpoiled } from './scan-spoiled.ts';

const BACK_END = '/etc/crypto-policies/back-ends/opensslcnf.config';
const POLICY = [
  'crypto-policy.state',
  'crypto-policy.back-end',
  'openssl.configuration',
  'openssl.directive-without-effect',
  'openssl.properties',
  'tls.configured',
] as const;

it('gives up on a back-end whose links lead in a circle', async () => {
  const scan = await scanSpoiled(await rhel9Certified(), async (root) => {
    await rm(join(root, BACK_END));
    await symlink('opensslcnf.config', join(root, BACK_END));
  });
  expect(scan.newGaps).toContain(
    `crypto-policy.back-end: ${BACK_END}: symbolic links form a loop or a chain of more than 40`,
  );
  expect(states(scan.facts)).not.toMatchObject([{ consistent: true }]);
  // openssl.cnf includes it, so what OpenSSL comes to is not known either.
  expectElsewhereUnchanged(scan, [...POLICY, 'fips.module', 'openssl.provider']);
});

it('leaves a policy name of 100 MB unread and says so', async () => {
  const scan = await scanSpoiled(await rhel9Certified(), (root) =>
    truncate(join(root, '/etc/crypto-policies/config'), 100 * 1024 * 1024),
  );
  expect(scan.newGaps).toContain(
    'crypto-policy.state: /etc/crypto-policies/config: larger than the limit for this kind of file',
  );
  expect(states(scan.facts)).toEqual([]);
  expectElsewhereUnchanged(scan, POLICY);
});

it('takes a policy name of random bytes for no policy that exists', async () => {
  const scan = await scanSpoiled(await rhel9Certified(), (root) =>
    writeFile(join(root, '/etc/crypto-policies/config'), Buffer.from('\xff\xfe../../../etc/passwd:\x00\n', 'latin1')),
  );
  expect(states(scan.facts)).toMatchObject([{ consistent: false }]);
  expect(JSON.stringify(states(scan.facts))).not.toMatch(/\\u0000/);
  expect(scan.newGaps).toEqual([]);
  expectElsewhereUnchanged(scan, POLICY);
});

function states(facts: readonly Fact[]): readonly unknown[] {
  return facts.flatMap((each) => (each.kind === 'crypto-policy.state' ? [each.value] : []));
}

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { debian13 } from '../trees/debian-13.ts';
import { expectElsewhereUnchanged, scanSpoiled } from './scan-spoiled.ts';

it('says that a file changed while it was read, rather than judging half of it', async () => {
  let writing = true;
  const scan = await scanSpoiled(await debian13(), async (root) => {
    const write = (): void => {
      appendFileSync(join(root, '/etc/ssl/openssl.cnf'), '# still writing\n');
      if (writing) setImmediate(write);
    };
    write();
  }).finally(() => {
    writing = false;
  });
  expect(scan.newGaps).toEqual([]);
  expectElsewhereUnchanged(scan, CONFIGURATION);
});

const CONFIGURATION = [
  'openssl.configuration',
  'openssl.provider',
  'openssl.properties',
  'openssl.directive-without-effect',
  'tls.configured',
  'fips.module',
  'fips.module-parameters',
] as const;

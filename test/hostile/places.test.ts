import { chmodSync } from 'node:fs';
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { debian13 } from '../trees/debian-13.ts';
import { rhel9Certified } from '../trees/rhel-9.ts';
import { OPENSSL_KINDS } from './openssl-kinds.ts';
import { expectElsewhereUnchanged, newGapsOf, scanSpoiled } from './scan-spoiled.ts';

const SECRET = 'root:$6$saltsalt$hVnUzXQvJ0yPzq1cT7fQ1bX9n3Qy:20000:0:99999:7:::\n';

it('gives up on links that lead in a circle', async () => {
  const scan = await scanSpoiled(await debian13(), async (root) => {
    await rm(join(root, '/usr/lib/ssl/openssl.cnf'));
    await symlink('b.cnf', join(root, '/usr/lib/ssl/openssl.cnf'));
    await symlink('openssl.cnf', join(root, '/usr/lib/ssl/b.cnf'));
  });
  expect(newGapsOf(scan, 'openssl.configuration')).toContain(
    '/usr/lib/ssl/openssl.cnf: symbolic links form a loop or a chain of more than 40',
  );
  expect(newGapsOf(scan, 'tls.configured')).toContain(
    '/usr/lib/ssl/openssl.cnf: symbolic links form a loop or a chain of more than 40',
  );
  expectElsewhereUnchanged(scan, OPENSSL_KINDS);
});

it('never reads a shadow file to which openssl.cnf leads', async () => {
  const scan = await scanSpoiled(await debian13(), async (root) => {
    await writeFile(join(root, '/etc/shadow'), SECRET);
    await rm(join(root, '/usr/lib/ssl/openssl.cnf'));
    await symlink('/etc/shadow', join(root, '/usr/lib/ssl/openssl.cnf'));
  });
  expect(newGapsOf(scan, 'openssl.configuration')).toContain(
    '/etc/shadow: never read: a place for private keys or secrets',
  );
  expect(newGapsOf(scan, 'tls.configured')).toContain('/etc/shadow: never read: a place for private keys or secrets');
  expect(JSON.stringify(scan.facts)).not.toContain('saltsalt');
  expectElsewhereUnchanged(scan, OPENSSL_KINDS);
});

it('keeps a link that climbs out inside the tree, where nothing lies', async () => {
  const scan = await scanSpoiled(await debian13(), async (root) => {
    await rm(join(root, '/etc/ssl/openssl.cnf'));
    await symlink('../../../../../../../../../../etc/shadow', join(root, '/etc/ssl/openssl.cnf'));
  });
  expect(newGapsOf(scan, 'openssl.configuration')).toContain(
    '/etc/shadow: never read: a place for private keys or secrets',
  );
  expect(newGapsOf(scan, 'tls.configured')).toContain('/etc/shadow: never read: a place for private keys or secrets');
  expectElsewhereUnchanged(scan, OPENSSL_KINDS);
});

it('does not open a FIFO, which would wait for ever', async () => {
  const scan = await scanSpoiled(await debian13(), async (root) => {
    await rm(join(root, '/etc/ssl/openssl.cnf'));
    await execa('mkfifo', [join(root, '/etc/ssl/openssl.cnf')]);
  });
  expect(newGapsOf(scan, 'openssl.configuration')).toContain('/etc/ssl/openssl.cnf: not a ');
  expect(newGapsOf(scan, 'tls.configured')).toContain('/etc/ssl/openssl.cnf: not a ');
  expectElsewhereUnchanged(scan, OPENSSL_KINDS);
});

it('reads an os-release with broken UTF-8', async () => {
  const scan = await scanSpoiled(await debian13(), (root) =>
    writeFile(
      join(root, '/usr/lib/os-release'),
      Buffer.from('ID=debian\nPRETTY_NAME="\xff\xfe\xc0"\nVERSION_ID="13"\n', 'latin1'),
    ),
  );
  expect(scan.facts.filter(({ kind }) => kind === 'os.release').map(({ value }) => value)).toEqual([
    { id: 'debian', versionId: '13', variantId: null, idLike: [], prettyName: '\ufffd\ufffd\ufffd' },
  ]);
  expect(scan.newGaps).toEqual([]);
  expectElsewhereUnchanged(scan, ['os.release']);
});

// Root reads everything, so there is nothing to see.
it.skipIf(process.getuid?.() === 0)('takes a directory that it may not enter for hidden, not for empty', async () => {
  const entries = '/boot/loader/entries';
  const scan = await scanSpoiled(
    await rhel9Certified(),
    (root) => chmod(join(root, entries), 0o000),
    (root) => chmodSync(join(root, entries), 0o755),
  );
  expect(newGapsOf(scan, 'kernel.boot')).toContain(`${entries}: permission denied`);
  expectElsewhereUnchanged(scan, ['kernel.boot']);
});

it('finds a directory where a file should be', async () => {
  const scan = await scanSpoiled(await debian13(), async (root) => {
    await rm(join(root, '/etc/ssl/openssl.cnf'));
    await mkdir(join(root, '/etc/ssl/openssl.cnf'));
  });
  expect(newGapsOf(scan, 'openssl.configuration')).toContain('not a regular file');
  expect(newGapsOf(scan, 'tls.configured')).toContain('not a regular file');
  expectElsewhereUnchanged(scan, OPENSSL_KINDS);
});

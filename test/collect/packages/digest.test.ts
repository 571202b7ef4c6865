import { describe, expect, it } from 'vitest';
import { installedPackages, packageDigest } from '../../../src/collect/packages/installed.ts';
import { targetPath } from '../../../src/facts/locator.ts';
import { rootTree } from '../../../src/target/root-tree.ts';
import type { FileView } from '../../../src/target/views.ts';
import { buildRpmdb } from '../../support/rpm.ts';
import { buildTree, type Tree } from '../../support/tree.ts';

const FIPS = targetPath('/usr/lib64/ossl-modules/fips.so');
const SHA256 = 'ab'.repeat(32);
const provider = (arch: string, sha256: string) => ({
  name: 'openssl-fips-provider-so',
  version: '3.0.7',
  release: '8.el9',
  arch,
  files: [{ path: FIPS, sha256 }],
});

describe('the digest that a package has for a module', () => {
  it('comes from the rpm database', async () => {
    const files = await view({ '/var/lib/rpm/rpmdb.sqlite': await buildRpmdb([provider('x86_64', SHA256)]) });
    expect(await packageDigest(files, FIPS)).toEqual({
      algorithm: 'sha256',
      digest: SHA256,
      package: 'openssl-fips-provider-so 3.0.7-8.el9',
    });
    expect(await packageDigest(files, targetPath('/usr/lib64/ossl-modules/legacy.so'))).toBeUndefined();
  });

  it('is unknown where packages disagree', async () => {
    const both = [provider('x86_64', SHA256), provider('i686', 'cd'.repeat(32))];
    const files = await view({ '/var/lib/rpm/rpmdb.sqlite': await buildRpmdb(both) });
    expect(await packageDigest(files, FIPS)).toBeUndefined();
  });

  it.each([
    ['openssl-provider-fips', 'no'],
    ['openssl-provider-fips:amd64', 'same'],
  ])("comes from dpkg's sums: %s", async (name, multiArch) => {
    const status = `Package: openssl-provider-fips\nStatus: install ok installed\nArchitecture: amd64\nMulti-Arch: ${multiArch}\nVersion: 3.5.7\n\n`;
    const files = await view({
      '/var/lib/dpkg/status': status,
      [`/var/lib/dpkg/info/${name}.md5sums`]: `${'ef'.repeat(16)}  lib/ossl-modules/fips.so\n`,
    });
    expect(await packageDigest(files, targetPath('/usr/lib/ossl-modules/fips.so'))).toEqual({
      algorithm: 'md5',
      digest: 'ef'.repeat(16),
      package: 'openssl-provider-fips 3.5.7',
    });
  });

  it("comes from apk's database", async () => {
    const digest = 'cd'.repeat(20);
    const entry = `P:openssl-provider-fips-3.4.0\nV:3.4.0-r5\nF:usr/lib/ossl-modules\nR:fips.so\nZ:Q1${Buffer.from(digest, 'hex').toString('base64')}\n\n`;
    const files = await view({ '/usr/lib/apk/db/installed': entry });
    expect(await packageDigest(files, targetPath('/usr/lib/ossl-modules/fips.so'))).toEqual({
      algorithm: 'sha1',
      digest,
      package: 'openssl-provider-fips-3.4.0 3.4.0-r5',
    });
  });

  it('is unknown without a database', async () => {
    expect(await packageDigest(await view({}), FIPS)).toBeUndefined();
  });
});

it('reads each database once, however many ask', async () => {
  const opened: string[] = [];
  const files = await view({ '/var/lib/rpm/rpmdb.sqlite': await buildRpmdb([provider('x86_64', SHA256)]) });
  const counting: FileView = {
    ...files,
    read(path, limit) {
      opened.push(path);
      return files.read(path, limit);
    },
  };
  await Promise.all([installedPackages(counting), packageDigest(counting, FIPS), packageDigest(counting, FIPS)]);
  expect(opened.filter((path) => path === '/var/lib/rpm/rpmdb.sqlite').length).toBe(1);
});

async function view(tree: Tree): Promise<FileView> {
  return rootTree(await buildTree(tree));
}

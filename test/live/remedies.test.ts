import { execFile } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { remediation } from '../../src/report/remediation.ts';
import { written } from '../support/report.ts';
import { asItComes, type Change } from './debian-trees.ts';
import {
  booting,
  type Copied,
  checksOff,
  digestOf,
  leftover,
  ownCopy,
  scanned,
  shortOf,
  ssh,
  tls,
} from './remedy-trees.ts';
import { serverTree } from './servers/server-tree.ts';
import { fipsModuleOf, liveTree } from './tree.ts';

const run = promisify(execFile);

/** More than one round: two findings ask for what does not go together, and the script leaves the second for a second scan. */
type Source = Copied & { readonly rounds: 1 | 2 };

const FROM_LIVE: Source = { from: liveTree, own: [], rounds: 2 };
const WITH_SERVERS: Source = { from: serverTree, own: [], rounds: 1 };

describe.each<readonly [string, Change, readonly string[], Source]>([
  [
    'the tree as it comes',
    asItComes,
    ['module.selected.as-booted', 'module.selected.flag-on', 'openssl.approved-only', 'tls.strength-112'],
    FROM_LIVE,
  ],
  ['groups without ML-KEM', tls('Groups = X25519:P-256'), ['tls.key-establishment'], FROM_LIVE],
  [
    'a classical group before ML-KEM',
    tls('Groups = X25519:X25519MLKEM768'),
    ['tls.key-establishment.preferred'],
    FROM_LIVE,
  ],
  [
    'TLS 1.0, at a security level that lets it',
    tls('MinProtocol = TLSv1\nCipherString = ALL:@SECLEVEL=0'),
    ['tls.version.minimum', 'tls.security-level'],
    FROM_LIVE,
  ],
  ['no TLS 1.3', tls('MaxProtocol = TLSv1.2'), ['tls.version.tls-1-3'], FROM_LIVE],
  ['a module whose checks are off', checksOff, ['module.parameters.required'], FROM_LIVE],
  ['a module with a leftover of its installation', leftover, ['module.install-status-absent'], FROM_LIVE],
  ['a boot loader that starts the kernel without fips=1', booting, ['kernel.boot'], FROM_LIVE],
  ['a module of which one bit has turned', turned, ['module.intact'], { ...FROM_LIVE, own: ['var'] }],
  [
    'an OpenSSH without post-quantum key exchange',
    ssh('KexAlgorithms curve25519-sha256,ecdh-sha2-nistp384'),
    ['ssh.key-exchange'],
    { ...WITH_SERVERS, rounds: 2 },
  ],
  [
    'an OpenSSH with a classical key exchange first',
    ssh('KexAlgorithms curve25519-sha256,mlkem768x25519-sha256'),
    ['ssh.key-exchange.preferred'],
    WITH_SERVERS,
  ],
  [
    'an OpenSSH with retired algorithms',
    ssh('Ciphers 3des-cbc,aes256-ctr\nMACs hmac-md5,hmac-sha1,hmac-sha2-256'),
    ['ssh.retired', 'ssh.sha-1'],
    { ...WITH_SERVERS, rounds: 2 },
  ],
])('on %s', (_, change, wrong, copied) => {
  it('takes each remedy in a copy of the tree, and finds nothing of it at the next scan; a second time it changes nothing', async () => {
    const { rounds } = copied;
    const tree = await ownCopy(change, copied);
    const before = await scanned(tree);
    expect(shortOf(before).filter((each) => wrong.includes(each))).toEqual([...wrong].sort());
    await writeFile(join(tree, 'tmp/remediation.sh'), written(remediation, [before]));
    const dry = await run('chroot', [tree, 'sh', '/tmp/remediation.sh'], { env: PATHS });
    expect(dry.stdout).toMatch(/nothing was changed: --apply does it\n$/);
    expect(shortOf(await scanned(tree))).toEqual(shortOf(before));
    await apply(tree);
    const once = await digestOf(tree);
    await apply(tree);
    expect(await digestOf(tree)).toBe(once);
    for (let round = 2; round <= rounds; round += 1) {
      await writeFile(join(tree, 'tmp/remediation.sh'), written(remediation, [await scanned(tree)]));
      await apply(tree);
    }
    const short = shortOf(await scanned(tree));
    expect(short.filter((each) => wrong.includes(each))).toEqual([]);
    expect(short).not.toContain('openssl.configuration-applied');
    // What is left must still be able to talk: nobody listens there, and to find that out it has to make a context.
    const client = await run('chroot', [tree, 'openssl', 's_client', '-connect', '127.0.0.1:1'], { env: PATHS }).catch(
      (error) => error,
    );
    expect(client.stderr).toMatch(/Connection refused/);
    expect(client.stderr).not.toMatch(/SSL_CTX_new/);
    const openssl = await run('chroot', [tree, 'openssl', 'list', '-providers'], { env: PATHS });
    expect(openssl.stderr).toBe('');
  });
});

/** Runs the script that lies in the tree, which must get through to its end. */
async function apply(tree: string): Promise<void> {
  const applied = await run('chroot', [tree, 'sh', '/tmp/remediation.sh', '--apply'], { env: PATHS }).catch(
    (error) => error,
  );
  expect([applied.stderr.match(/^(stopped|not done).*/gm), applied.stdout.split('\n').at(-2)]).toEqual([
    null,
    'done: restart what was configured, and scan again',
  ]);
}

/** One bit of the module that the package brought turns; in a file of the copy's own. */
async function turned(tree: string): Promise<void> {
  const module = fipsModuleOf(tree);
  const bytes = await readFile(module);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(`${module}.new`, bytes);
  await rename(`${module}.new`, module);
}

const PATHS = { PATH: '/usr/sbin:/usr/bin', LC_ALL: 'C' };

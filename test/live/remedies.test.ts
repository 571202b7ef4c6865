import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBench } from '../../src/cli/judge.ts';
import { scanTarget } from '../../src/cli/scan.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { remediation } from '../../src/report/remediation.ts';
import { openDir } from '../../src/target/dir.ts';
import { written } from '../support/report.ts';
import { day } from '../support/requirement.ts';
import { writeTree } from '../support/tree.ts';
import { grubCfg } from '../trees/parts/boot.ts';
import { activated, asItComes, type Change, copyOf, discard } from './debian-trees.ts';
import { serverTree } from './servers/server-tree.ts';
import { fipsModuleOf, liveTree } from './tree.ts';

const run = promisify(execFile);

/** The tree that is copied, and what a remedy writes into beside /etc and /usr/lib/ssl. */
interface Copied {
  readonly from: () => string;
  readonly own: readonly string[];
  /** More than 1: two findings ask for what does not go together, and the script leaves the second for a second scan. */
  readonly rounds: 1 | 2;
}

const FROM_LIVE: Copied = { from: liveTree, own: [], rounds: 2 };
const WITH_SERVERS: Copied = { from: serverTree, own: [], rounds: 1 };

describe.each<readonly [string, Change, readonly string[], Copied]>([
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
  it('takes each remedy in a copy of the tree, and finds nothing of it at the next scan', async () => {
    const { rounds } = copied;
    const tree = await ownCopy(change, copied);
    const before = await scanned(tree);
    expect(shortOf(before).filter((each) => wrong.includes(each))).toEqual([...wrong].sort());
    await writeFile(join(tree, 'tmp/remediation.sh'), written(remediation, [before]));
    const dry = await run('chroot', [tree, 'sh', '/tmp/remediation.sh'], { env: PATHS });
    expect(dry.stdout).toMatch(/nothing was changed: --apply does it\n$/);
    expect(shortOf(await scanned(tree))).toEqual(shortOf(before));
    await apply(tree);
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

/** What the two default profiles find wrong. */
function shortOf({ assessments = [] }: TargetReport): readonly string[] {
  const found = assessments.flatMap(({ findings }) =>
    findings.filter(({ weight }) => weight === 'fail' || weight === 'warn'),
  );
  return [...new Set(found.map(({ requirement }) => requirement.id))].sort();
}

async function scanned(tree: string): Promise<TargetReport> {
  const target = await openDir(tree);
  if (target === undefined) throw new Error(`${tree}: no tree`);
  const bench = await openBench(['fips-140-3', 'pq-transition'], day('2026-11-22'));
  const progress = { say: () => {}, end: () => {} };
  return scanTarget(target, bench, { timeoutMs: 60_000, signal: AbortSignal.timeout(120_000), progress, labels: {} });
}

/** A copy whose /etc and /usr/lib/ssl are files of its own: a script writes into them, and the rest is shared with the original. */
async function ownCopy(change: Change, { from, own }: Copied): Promise<string> {
  const tree = await copyOf(from(), async (copy) => {
    for (const directory of ['etc', 'usr/lib/ssl', ...own]) {
      await rename(join(copy, directory), join(copy, `${directory}.shared`));
      await cp(join(copy, `${directory}.shared`), join(copy, directory), { recursive: true, verbatimSymlinks: true });
      await rm(join(copy, `${directory}.shared`), { recursive: true });
    }
    await change(copy);
  });
  onTestFinished(() => discard(tree));
  return tree;
}

/** The sections that OpenSSL's TLS settings stand in, with these lines. */
function tls(lines: string): Change {
  return (tree) =>
    edit(
      join(tree, 'etc/ssl/openssl.cnf'),
      (text) =>
        `${text.replace('[openssl_init]\n', '[openssl_init]\nssl_conf = ssl_sect\n')}
[ssl_sect]
system_default = system_default_sect
[system_default_sect]
${lines}
`,
    );
}

/** Lines in both files of OpenSSH, before what stands there and after the drop-ins, of which the first value counts. */
function ssh(lines: string): Change {
  return async (tree) => {
    for (const file of ['ssh_config', 'sshd_config'])
      await edit(join(tree, 'etc/ssh', file), (text) => {
        const include = /^Include .*\n/m.exec(text)?.[0] ?? '';
        return `${include}${lines}\n${text.replace(include, '')}`;
      });
  };
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

async function checksOff(tree: string): Promise<void> {
  await activated(tree);
  await edit(join(tree, 'etc/ssl/fipsmodule.cnf'), (text) =>
    text.replaceAll(/^((?:security|tls1-prf-ems|no-short-mac)[\w-]*) = 1/gm, '$1 = 0'),
  );
}

async function leftover(tree: string): Promise<void> {
  await activated(tree);
  await edit(join(tree, 'etc/ssl/fipsmodule.cnf'), (text) => `${text}install-status = INSTALL_SELF_TEST_KATS_RUN\n`);
}

/** What a kernel and grub-pc bring: the settings, the menu, and a program that makes the one of the other as grub-mkconfig does. */
async function booting(tree: string): Promise<void> {
  const menu = (commandLine: string) =>
    Object.entries(grubCfg('/boot/grub/grub.cfg', 'Debian', '6.12.57', commandLine));
  const [[path, text] = ['', '']] = menu('quiet');
  await writeTree(tree, {
    '/etc/default/grub': 'GRUB_CMDLINE_LINUX=""\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\n',
    [path]: text,
    '/usr/sbin/update-grub': { content: UPDATE_GRUB, mode: 0o755 },
  });
}

/** The settings of grub-mkconfig: the file, then those of its directory; then the line of the kernel anew. */
const UPDATE_GRUB = `#!/bin/sh
set -e
. /etc/default/grub
for each in /etc/default/grub.d/*.cfg; do [ ! -e "$each" ] || . "$each"; done
sed -i "s|^\\(\\tlinux\\t.* ro \\).*|\\1$GRUB_CMDLINE_LINUX $GRUB_CMDLINE_LINUX_DEFAULT|" /boot/grub/grub.cfg
`;

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(path, 'utf8');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, change(text));
}

const PATHS = { PATH: '/usr/sbin:/usr/bin', LC_ALL: 'C' };

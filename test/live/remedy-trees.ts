import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { judging } from '../../src/cli/judging.ts';
import { scanTarget } from '../../src/cli/scan.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { openDir } from '../../src/target/dir.ts';
import { day } from '../support/requirement.ts';
import { writeTree } from '../support/tree.ts';
import { grubCfg } from '../trees/parts/boot.ts';
import { activated, type Change, copyOf, discard } from './debian-trees.ts';

const run = promisify(execFile);

/** The tree that is copied, and what a remedy writes into beside /etc and /usr/lib/ssl. */
export interface Copied {
  readonly from: () => string;
  readonly own: readonly string[];
}

/** What the two default profiles find wrong. */
export function shortOf({ assessments = [] }: TargetReport): readonly string[] {
  const found = assessments.flatMap(({ findings }) =>
    findings.filter(({ weight }) => weight === 'fail' || weight === 'warn'),
  );
  return [...new Set(found.map(({ requirement }) => requirement.id))].sort();
}

export async function scanned(tree: string): Promise<TargetReport> {
  const target = await openDir(tree);
  if (target === undefined) throw new Error(`${tree}: no tree`);
  const judges = judging(['fips-140-3', 'pq-transition'], day('2026-11-22'));
  const progress = { say: () => {}, end: () => {} };
  return scanTarget(target, judges, { timeoutMs: 60_000, signal: AbortSignal.timeout(120_000), progress, labels: {} });
}

/** A copy whose /etc and /usr/lib/ssl are files of its own: a script writes into them, and the rest is shared with the original. */
export async function ownCopy(change: Change, { from, own }: Copied): Promise<string> {
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
export function tls(lines: string): Change {
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
export function ssh(lines: string): Change {
  return async (tree) => {
    for (const file of ['ssh_config', 'sshd_config'])
      await edit(join(tree, 'etc/ssh', file), (text) => {
        const include = /^Include .*\n/m.exec(text)?.[0] ?? '';
        return `${include}${lines}\n${text.replace(include, '')}`;
      });
  };
}

/** A module whose checks are off. */
export async function checksOff(tree: string): Promise<void> {
  await activated(tree);
  await edit(join(tree, 'etc/ssl/fipsmodule.cnf'), (text) =>
    text.replaceAll(/^((?:security|tls1-prf-ems|no-short-mac)[\w-]*) = 1/gm, '$1 = 0'),
  );
}

/** A module with a leftover of its installation. */
export async function leftover(tree: string): Promise<void> {
  await activated(tree);
  await edit(join(tree, 'etc/ssl/fipsmodule.cnf'), (text) => `${text}install-status = INSTALL_SELF_TEST_KATS_RUN\n`);
}

/** What a kernel and grub-pc bring: the settings, the menu, and a program that makes the one of the other as grub-mkconfig does. */
export async function booting(tree: string): Promise<void> {
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

/** One value of all names, modes and contents that remedies decide over. */
export async function digestOf(tree: string): Promise<string> {
  const look =
    'find etc boot -printf "%p %m %l\\n" | sort; find etc boot -type f -print0 | sort -z | xargs -0 sha256sum';
  const { stdout } = await run('sh', ['-c', `(${look}) | sha256sum`], { cwd: tree });
  return stdout;
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(path, 'utf8');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, change(text));
}

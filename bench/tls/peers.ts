import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Debian 13 with the scanners to measure against and a server to measure on. */
export interface Peers {
  readonly tree: string;
  /** `sslscan 2.1.5-1`, as dpkg says. */
  readonly versions: readonly string[];
}

/** Makes the tree with debootstrap, or takes the one that is there; answers with why not where it cannot be had. */
export function peersTree(): Peers | string {
  const live = process.env['PQREADY_LIVE_DIR'] ?? '/var/tmp/pqready-live';
  const tree = join(live, 'tls-peers');
  const complete = `${tree}.complete`;
  if (!existsSync(complete)) {
    if (process.getuid?.() !== 0) return 'making a Debian tree and entering it wants root';
    mkdirSync(live, { recursive: true });
    rmSync(tree, { recursive: true, force: true });
    const made = spawnSync('debootstrap', ['--variant=minbase', `--include=${PACKAGES.join(',')}`, 'trixie', tree], {
      encoding: 'utf8',
      timeout: 900_000,
    });
    if (made.status !== 0) return `debootstrap: ${made.error?.message ?? made.stdout.split('\n').slice(-3).join(' ')}`;
    writeFileSync(complete, '');
  }
  const told = inTree(tree, ['dpkg-query', '-W', ...MEASURED]);
  return { tree, versions: told.stdout.trim().replaceAll('\t', ' ').split('\n') };
}

/** Runs a program of the tree, with /proc and /dev of its own that end with it. */
export function inTree(tree: string, argv: readonly string[], timeout = 60_000) {
  const script = 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" "$@"';
  return spawnSync('unshare', ['-m', 'sh', '-c', script, tree, ...argv], {
    encoding: 'utf8',
    timeout,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', TERM: 'dumb' },
  });
}

const MEASURED = ['sslscan', 'nmap', 'testssl.sh', 'nginx', 'openssl'];
const PACKAGES = ['openssl', 'ca-certificates', 'sslscan', 'nmap', 'testssl.sh', 'procps', 'nginx-light'];

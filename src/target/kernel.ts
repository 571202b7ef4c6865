import { readFile } from 'node:fs/promises';
import type { Sighting } from './sighting.ts';
import type { KernelName, KernelView } from './views.ts';

/** The running kernel of this machine. A missing file of /proc is absent: that kernel has no such feature. */
export function hostKernel(): KernelView {
  return { read: (name) => readProc(name) };
}

async function readProc(name: KernelName): Promise<Sighting<string>> {
  const at = { in: 'kernel', name } as const;
  try {
    return { state: 'seen', value: await readFile(FILES[name], 'utf8'), at };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { state: 'absent', at };
    return { state: 'hidden', at, why: code === 'EACCES' || code === 'EPERM' ? 'permission' : 'io-error' };
  }
}

const FILES: Readonly<Record<KernelName, string>> = {
  fips_enabled: '/proc/sys/crypto/fips_enabled',
  fips_name: '/proc/sys/crypto/fips_name',
  fips_version: '/proc/sys/crypto/fips_version',
  cmdline: '/proc/cmdline',
  crypto: '/proc/crypto',
  mountinfo: '/proc/self/mountinfo',
  osrelease: '/proc/sys/kernel/osrelease',
};

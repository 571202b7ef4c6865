import type { Tree } from '../support/tree.ts';
import { azureLinux3Base } from './parts/azure-linux-3.ts';

/** Azure Linux 3.0 distroless base image: no package database, only rpm's answers in two manifests, no kernel and no shell. */
export async function azureLinux3Distroless(): Promise<Tree> {
  return {
    ...azureLinux3Base(),
    '/var/lib/rpmmanifest/container-manifest-1': INSTALLED.map(([name, version]) => `${name}-${version}.x86_64\n`).join(
      '',
    ),
    '/var/lib/rpmmanifest/container-manifest-2': INSTALLED.map(
      ([name, version, source]) =>
        `${[name, version, '1785402000', '1784022000', 'Microsoft Corporation', '(none)', '5120412', 'x86_64', '0', source].join('\t')}\n`,
    ).join(''),
  };
}

// The columns of container-manifest-2: NAME VERSION-RELEASE INSTALLTIME BUILDTIME VENDOR EPOCH SIZE ARCH EPOCHNUM SOURCERPM.
const INSTALLED: readonly (readonly [string, string, string])[] = [
  ['SymCrypt', '103.8.0-1.azl3', 'SymCrypt-103.8.0-1.azl3.src.rpm'],
  ['SymCrypt-OpenSSL', '1.9.5-1.azl3', 'SymCrypt-OpenSSL-1.9.5-1.azl3.src.rpm'],
  ['distroless-packages-base', '3.0-7.azl3', 'distroless-packages-3.0-7.azl3.src.rpm'],
  ['filesystem', '1.1-22.azl3', 'filesystem-1.1-22.azl3.src.rpm'],
  ['glibc', '2.38-18.azl3', 'glibc-2.38-18.azl3.src.rpm'],
  ['openssl', '3.3.5-5.azl3', 'openssl-3.3.5-5.azl3.src.rpm'],
  ['openssl-libs', '3.3.5-5.azl3', 'openssl-3.3.5-5.azl3.src.rpm'],
  ['tzdata', '2026a-1.azl3', 'tzdata-2026a-1.azl3.src.rpm'],
];

import { fedoraPolicies } from '../support/crypto-policies.ts';
import type { Tree } from '../support/tree.ts';
import { embeddedFipsSo, gnutls, libcryptoFiles } from './parts/binaries.ts';
import { blsEntry, defaultGrub, dracutFips, kernelConfig } from './parts/boot.ts';
import { opensshPrograms } from './parts/openssh-programs.ts';
import { redHatCnf } from './parts/openssl-cnf.ts';
import { redHatPatches } from './parts/openssl-strings.ts';
import { osReleaseFiles, osReleaseTexts } from './parts/os-release.ts';
import { rpmDatabase } from './parts/rpm-database.ts';
import { redHatSsh } from './parts/ssh.ts';

/** RHEL 9.6 installed with fips=1: the very build that certificate 4857 names, the FIPS policy, every boot entry in FIPS mode. */
export async function rhel9Certified(): Promise<Tree> {
  return rhel9({
    minor: 6,
    openssl: { line: 'OpenSSL 3.2.2 4 Jun 2024', nevra: '1:3.2.2-6.el9_5.1' },
    build: '3.0.7-395c1a240fbfffd8',
    provider: '3.0.7-8.el9',
    kernel: '5.14.0-570.62.1.el9_6.x86_64',
    fips: true,
  });
}

/** RHEL 9.8 with the same set-up and the newer provider, whose build no certificate names. */
export async function rhel9Uncertified(): Promise<Tree> {
  return rhel9({
    minor: 8,
    openssl: { line: 'OpenSSL 3.5.5 27 Jan 2026', nevra: '1:3.5.5-3.el9_8' },
    build: '3.0.7-cda111b5812c30d4',
    provider: '3.0.7-11.el9_8',
    kernel: '5.14.0-687.12.1.el9_8.x86_64',
    fips: true,
  });
}

interface Rhel9 {
  readonly minor: number;
  readonly openssl: { readonly line: string; readonly nevra: string };
  readonly build: string;
  readonly provider: string;
  readonly kernel: string;
  readonly fips: boolean;
}

async function rhel9({ minor, openssl, build, provider, kernel, fips }: Rhel9): Promise<Tree> {
  const version = openssl.line.split(' ')[1] ?? '';
  const options = `root=/dev/mapper/rhel-root ro crashkernel=1G-2G:192M,2G-64G:256M,64G-:512M resume=/dev/mapper/rhel-swap rd.lvm.lv=rhel/root rd.lvm.lv=rhel/swap rhgb quiet${fips ? ' fips=1 boot=UUID=0e3c1a55-7d0b-4a8c-9c33-5b1c1f0d2e77' : ''}`;
  const tree: Tree = {
    ...osReleaseFiles(osReleaseTexts.rhel9(minor)),
    '/etc/redhat-release': `Red Hat Enterprise Linux release 9.${minor} (Plow)\n`,
    ...libcryptoFiles('/usr/lib64', `libcrypto.so.${version}`, {
      version: openssl.line,
      openssldir: '/etc/pki/tls',
      libdir: '/usr/lib64',
      patched: redHatPatches('/etc/pki/tls'),
    }),
    '/usr/lib64/ossl-modules/fips.so': {
      content: embeddedFipsSo('Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider', build),
      mode: 0o755,
    },
    '/etc/pki/tls/openssl.cnf': redHatCnf(),
    '/etc/pki/tls/openssl.d': { dir: true },
    '/etc/pki/tls/fips_local.cnf': { link: '../../crypto-policies/back-ends/openssl_fips.config' },
    ...fedoraPolicies({ policy: fips ? 'FIPS' : 'DEFAULT', flavour: 'rhel9' }),
    ...gnutls('/usr/lib64', 'libgnutls.so.30.37.1', '3.8.3-077fc0efbd6e2ef7'),
    ...opensshPrograms({ banner: 'OpenSSH_8.7p1', generation: '8.7', patch: 'Red Hat' }),
    ...redHatSsh('50-redhat.conf'),
    ...kernelConfig(kernel, { cryptoFips: true, name: 'Red Hat Enterprise Linux 9 - Kernel Cryptographic API' }),
    ...dracutFips(fips),
    ...defaultGrub(options),
    ...(fips ? { '/etc/system-fips': '# FIPS module installation complete\n' } : {}),
    ...blsEntry({
      release: kernel,
      title: `Red Hat Enterprise Linux (${kernel}) 9.${minor} (Plow)`,
      options,
      grubClass: 'rhel',
    }),
    ...blsEntry({
      release: '0-rescue-a7c5d0f2b61e4b6f9a3b5c8d7e6f4a21',
      title: `Red Hat Enterprise Linux (0-rescue-a7c5d0f2b61e4b6f9a3b5c8d7e6f4a21) 9.${minor} (Plow)`,
      options,
      grubClass: 'rhel',
    }),
  };
  return rpmDatabase(
    '/var/lib/rpm',
    { vendor: 'Red Hat, Inc.', signature: 'rsa' },
    [
      { nevra: `redhat-release-9.${minor}-0.1.el9.x86_64` },
      { nevra: `kernel-core-${kernel}`, source: `kernel-${kernel.replace('.x86_64', '')}.src.rpm` },
      { nevra: `openssl-${openssl.nevra}.x86_64` },
      {
        nevra: `openssl-libs-${openssl.nevra}.x86_64`,
        source: `openssl-${openssl.nevra.slice(2)}.src.rpm`,
        files: [`/usr/lib64/libcrypto.so.${version}`, '/etc/pki/tls/openssl.cnf'],
      },
      { nevra: `openssl-fips-provider-${provider}.x86_64` },
      {
        nevra: `openssl-fips-provider-so-${provider}.x86_64`,
        source: `openssl-fips-provider-${provider}.src.rpm`,
        files: ['/usr/lib64/ossl-modules/fips.so'],
      },
      { nevra: 'crypto-policies-20250128-1.git5269e22.el9.noarch' },
      { nevra: 'gnutls-3.8.3-6.el9_6.2.x86_64', files: ['/usr/lib64/libgnutls.so.30.37.1'] },
      { nevra: 'openssh-server-8.7p1-45.el9.x86_64', source: 'openssh-8.7p1-45.el9.src.rpm' },
      { nevra: 'bash-5.1.8-9.el9.x86_64' },
    ],
    tree,
  );
}

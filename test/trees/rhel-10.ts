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

/**
 * RHEL 10.1 installed with fips=1. On disk the policy says DEFAULT: the FIPS back-ends are mounted over it at boot. The module
 * is the RHEL 9 build of certificate 4857, on a system that the certificate does not list.
 */
export async function rhel10(): Promise<Tree> {
  const kernel = '6.12.0-124.13.1.el10_1.x86_64';
  const options =
    'root=/dev/mapper/rhel-root ro crashkernel=2G-64G:256M,64G-:512M resume=UUID=3b7e5a3c-1f6e-4d0a-8a2b-6d5c4b3a2f10 rd.lvm.lv=rhel/root fips=1 boot=UUID=9d1c3e5f-6a2b-4f0e-b3a1-7c5d9e8f1a20';
  const tree: Tree = {
    ...osReleaseFiles(osReleaseTexts.rhel10),
    '/etc/redhat-release': 'Red Hat Enterprise Linux release 10.1 (Coughlan)\n',
    ...libcryptoFiles('/usr/lib64', 'libcrypto.so.3.5.1', {
      version: 'OpenSSL 3.5.1 1 Jul 2025',
      openssldir: '/etc/pki/tls',
      libdir: '/usr/lib64',
      patched: redHatPatches('/etc/pki/tls'),
    }),
    '/usr/lib64/ossl-modules/fips.so': {
      content: embeddedFipsSo('Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider', '3.0.7-395c1a240fbfffd8'),
      mode: 0o755,
    },
    '/etc/pki/tls/openssl.cnf': redHatCnf(),
    '/etc/pki/tls/openssl.d': { dir: true },
    '/etc/pki/tls/fips_local.cnf': { link: '../../crypto-policies/back-ends/openssl_fips.config' },
    ...fedoraPolicies({ policy: 'DEFAULT', flavour: 'rhel10' }),
    ...gnutls('/usr/lib64', 'libgnutls.so.30.40.3', '3.8.10-5a1c2b3d4e5f6071'),
    ...opensshPrograms({ banner: 'OpenSSH_9.9p1', generation: '9.9', patch: 'Red Hat' }),
    ...redHatSsh('40-redhat-crypto-policies.conf'),
    ...kernelConfig(kernel, { cryptoFips: true, name: 'Red Hat Enterprise Linux 10 - Kernel Cryptographic API' }),
    ...dracutFips(true),
    ...defaultGrub(options),
    ...blsEntry({
      release: kernel,
      title: 'Red Hat Enterprise Linux (6.12.0-124.13.1.el10_1.x86_64) 10.1 (Coughlan)',
      options,
      grubClass: 'rhel',
    }),
  };
  return rpmDatabase(
    '/usr/lib/sysimage/rpm',
    { vendor: 'Red Hat, Inc.', signature: 'rsa' },
    [
      { nevra: 'redhat-release-10.1-19.el10.x86_64' },
      { nevra: `kernel-core-${kernel}`, source: 'kernel-6.12.0-124.13.1.el10_1.src.rpm' },
      { nevra: 'openssl-1:3.5.1-3.el10.x86_64' },
      {
        nevra: 'openssl-libs-1:3.5.1-3.el10.x86_64',
        source: 'openssl-3.5.1-3.el10.src.rpm',
        files: ['/usr/lib64/libcrypto.so.3.5.1', '/etc/pki/tls/openssl.cnf'],
      },
      { nevra: 'openssl-fips-provider-3.0.7-6.el10.x86_64' },
      {
        nevra: 'openssl-fips-provider-so-3.0.7-6.el10.x86_64',
        source: 'openssl-fips-provider-3.0.7-6.el10.src.rpm',
        files: ['/usr/lib64/ossl-modules/fips.so'],
      },
      { nevra: 'crypto-policies-20250905-2.gitc7eb7b2.el10_1.1.noarch' },
      { nevra: 'gnutls-3.8.10-2.el10.x86_64' },
      { nevra: 'openssh-server-9.9p1-12.el10_1.x86_64', source: 'openssh-9.9p1-12.el10_1.src.rpm' },
      { nevra: 'bash-5.2.26-6.el10.x86_64' },
    ],
    tree,
  );
}

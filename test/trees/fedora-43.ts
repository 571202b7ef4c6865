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

/** Fedora 43 Server as installed: post-quantum policy, a FIPS provider that nobody validated, FIPS mode off. */
export async function fedora43(): Promise<Tree> {
  const release = '6.17.8-300.fc43.x86_64';
  const tree: Tree = {
    ...osReleaseFiles(osReleaseTexts.fedora43),
    ...libcryptoFiles('/usr/lib64', 'libcrypto.so.3.5.4', {
      version: 'OpenSSL 3.5.4 30 Sep 2025',
      openssldir: '/etc/pki/tls',
      libdir: '/usr/lib64',
      patched: redHatPatches('/etc/pki/tls'),
    }),
    '/usr/lib64/ossl-modules/fips.so': {
      content: embeddedFipsSo('Red Hat Enterprise Linux OpenSSL FIPS Provider', '3.5.4-8b2c0d9f6a1e4735'),
      mode: 0o755,
    },
    '/etc/pki/tls/openssl.cnf': redHatCnf(),
    '/etc/pki/tls/openssl.d': { dir: true },
    '/etc/pki/tls/fips_local.cnf': { link: '../../crypto-policies/back-ends/openssl_fips.config' },
    ...fedoraPolicies({ policy: 'DEFAULT' }),
    ...gnutls('/usr/lib64', 'libgnutls.so.30.41.0', '3.8.11'),
    ...opensshPrograms({ banner: 'OpenSSH_10.0p1', generation: '10.0', patch: 'Red Hat' }),
    ...redHatSsh('40-redhat-crypto-policies.conf'),
    ...kernelConfig(release, { cryptoFips: true, name: 'Fedora 43 - Kernel Cryptographic API' }),
    ...dracutFips(false),
    ...defaultGrub('rhgb quiet'),
    ...blsEntry({
      release,
      title: 'Fedora Linux (6.17.8-300.fc43.x86_64) 43 (Server Edition)',
      options: 'root=UUID=5c1d7a7e-2b9f-4a3c-8e55-0b6f3d2a9c11 ro rhgb quiet',
      grubClass: 'fedora',
    }),
  };
  return rpmDatabase(
    '/usr/lib/sysimage/rpm',
    { vendor: 'Fedora Project', signature: 'rsa' },
    [
      { nevra: 'fedora-release-server-43-26.noarch', source: 'fedora-release-43-26.src.rpm' },
      { nevra: 'kernel-core-6.17.8-300.fc43.x86_64', source: 'kernel-6.17.8-300.fc43.src.rpm' },
      { nevra: 'openssl-1:3.5.4-2.fc43.x86_64' },
      {
        nevra: 'openssl-libs-1:3.5.4-2.fc43.x86_64',
        source: 'openssl-3.5.4-2.fc43.src.rpm',
        files: ['/usr/lib64/libcrypto.so.3.5.4', '/usr/lib64/ossl-modules/fips.so', '/etc/pki/tls/openssl.cnf'],
      },
      { nevra: 'crypto-policies-20251125-1.git63291f8.fc43.noarch' },
      { nevra: 'gnutls-3.8.11-1.fc43.x86_64', files: ['/usr/lib64/libgnutls.so.30.41.0'] },
      { nevra: 'openssh-server-10.0p1-6.fc43.x86_64', source: 'openssh-10.0p1-6.fc43.src.rpm' },
      { nevra: 'bash-5.3.0-2.fc43.x86_64' },
    ],
    tree,
  );
}

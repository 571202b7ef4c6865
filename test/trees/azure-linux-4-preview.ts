import { fedoraPolicies } from '../support/crypto-policies.ts';
import type { Tree } from '../support/tree.ts';
import { azureLinux4Base, azureLinux4Vendor } from './parts/azure-linux-4.ts';
import { blsEntry, kernelConfig } from './parts/boot.ts';
import { redHatCnf } from './parts/openssl-cnf.ts';
import { redHatPatches } from './parts/openssl-strings.ts';
import { rpmDatabase } from './parts/rpm-database.ts';

/** Azure Linux 4.0, public preview of April 2026: no FIPS module at all, and a kernel that could not run in FIPS mode. */
export async function azureLinux4Preview(): Promise<Tree> {
  const release = '6.18.20-1.1.azl4.x86_64';
  const tree: Tree = {
    ...azureLinux4Base({
      opensslVersion: 'OpenSSL 3.5.4 30 Sep 2025',
      patched: redHatPatches('/etc/pki/tls'),
      commandLine: 'console=ttyS0',
    }),
    ...fedoraPolicies({ policy: 'DEFAULT' }),
    '/etc/pki/tls/openssl.cnf': redHatCnf(),
    '/etc/pki/tls/fips_local.cnf': { link: '../../crypto-policies/back-ends/openssl_fips.config' },
    ...kernelConfig(release, { cryptoFips: false, selfTests: false }),
    ...blsEntry({
      release,
      title: 'Microsoft Azure Linux (6.18.20-1.1.azl4.x86_64) 4.0 (Cloud)',
      options: 'root=UUID=7d1f4f1e-6e5d-4c0a-9a55-1f7f0d6d8f10 ro console=ttyS0',
      grubClass: 'azurelinux',
    }),
  };
  return rpmDatabase(
    '/usr/lib/sysimage/rpm',
    azureLinux4Vendor,
    [
      { nevra: 'azurelinux-release-cloud-4.0-14.azl4.noarch' },
      { nevra: 'kernel-core-6.18.20-1.1.azl4.x86_64', source: 'kernel-6.18.20-1.1.azl4.src.rpm' },
      { nevra: 'openssl-1:3.5.4-3.azl4.x86_64' },
      {
        nevra: 'openssl-libs-1:3.5.4-3.azl4.x86_64',
        source: 'openssl-3.5.4-3.azl4.src.rpm',
        files: ['/usr/lib64/libcrypto.so.3.5.4', '/etc/pki/tls/openssl.cnf'],
      },
      { nevra: 'crypto-policies-20251125-2.git63291f8.azl4.noarch' },
      { nevra: 'gnutls-3.8.12-1.azl4.x86_64' },
      { nevra: 'openssh-server-10.0p1-5.azl4.x86_64', source: 'openssh-10.0p1-5.azl4.src.rpm' },
      { nevra: 'bash-5.3.0-2.azl4.x86_64' },
      { nevra: 'zlib-ng-compat-2.2.5-2.azl4.x86_64' },
    ],
    tree,
  );
}

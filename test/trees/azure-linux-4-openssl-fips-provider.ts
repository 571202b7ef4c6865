import { fedoraPolicies } from '../support/crypto-policies.ts';
import type { Tree } from '../support/tree.ts';
import { azureLinux4Base, azureLinux4Vendor, OPENSSL_FIPS_BACK_END } from './parts/azure-linux-4.ts';
import { upstreamFipsSo } from './parts/binaries.ts';
import { blsEntry, kernelConfig } from './parts/boot.ts';
import { fipsmoduleCnf } from './parts/fipsmodule-cnf.ts';
import { redHatCnf } from './parts/openssl-cnf.ts';
import { azureLinux4Patches } from './parts/openssl-strings.ts';
import { rpmDatabase } from './parts/rpm-database.ts';

/**
 * Azure Linux 4.0 with `openssl-fips-provider` 3.5.8, an upstream build under Microsoft's name. The registration's three keys
 * are those of the library's patch; the package's own file had not been seen when this was written.
 */
export async function azureLinux4OpensslFipsProvider(): Promise<Tree> {
  const release = '6.18.35-3.azl4.x86_64';
  const module = upstreamFipsSo('Microsoft Azure Linux FIPS Provider for OpenSSL', '3.5.8');
  const tree: Tree = {
    ...azureLinux4Base({
      opensslVersion: 'OpenSSL 3.5.4 30 Sep 2025',
      patched: azureLinux4Patches,
      commandLine: 'console=ttyS0 fips=1 rd.shell=0',
    }),
    ...fedoraPolicies({ policy: 'DEFAULT' }),
    '/usr/share/crypto-policies/DEFAULT/openssl_fips.txt': OPENSSL_FIPS_BACK_END,
    '/etc/pki/tls/openssl.cnf': redHatCnf({ algSectionFirst: true }),
    '/etc/pki/tls/azl-openssl-fips-provider.d/openssl.cnf': `.include /etc/pki/tls/openssl.d/fipsmodule.cnf
.include /etc/crypto-policies/back-ends/openssl_fips.config

[azl_fips_provider]
provider = fips
section = fips_sect
additional_default_properties = fips=yes
`,
    '/etc/pki/tls/openssl.d/fipsmodule.cnf': fipsmoduleCnf(module, {
      modulePath: '/usr/lib64/ossl-modules/fips.so',
      changed: {
        'tls1-prf-ems-check': '1',
        'no-short-mac': '1',
        'rsa-pkcs15-pad-disabled': '1',
        'rsa-sign-x931-pad-disabled': '1',
      },
    }),
    '/usr/lib64/ossl-modules/fips.so': { content: module, mode: 0o755 },
    ...kernelConfig(release, { cryptoFips: true, selfTests: true }),
    ...blsEntry({
      release,
      title: 'Microsoft Azure Linux (6.18.35-3.azl4.x86_64) 4.0 (Cloud)',
      options: 'root=UUID=7d1f4f1e-6e5d-4c0a-9a55-1f7f0d6d8f10 ro console=ttyS0 fips=1 rd.shell=0',
      grubClass: 'azurelinux',
    }),
  };
  return rpmDatabase(
    '/usr/lib/sysimage/rpm',
    azureLinux4Vendor,
    [
      { nevra: 'azurelinux-release-cloud-4.0-21.azl4.noarch' },
      { nevra: 'kernel-core-6.18.35-3.azl4.x86_64', source: 'kernel-6.18.35-3.azl4.src.rpm' },
      { nevra: 'openssl-1:3.5.4-13.azl4.x86_64' },
      {
        nevra: 'openssl-libs-1:3.5.4-13.azl4.x86_64',
        source: 'openssl-3.5.4-13.azl4.src.rpm',
        files: ['/usr/lib64/libcrypto.so.3.5.4', '/etc/pki/tls/openssl.cnf'],
      },
      {
        nevra: 'openssl-fips-provider-1:3.5.8-2.azl4.x86_64',
        files: [
          '/usr/lib64/ossl-modules/fips.so',
          '/etc/pki/tls/openssl.d/fipsmodule.cnf',
          '/etc/pki/tls/azl-openssl-fips-provider.d/openssl.cnf',
        ],
      },
      { nevra: 'crypto-policies-20251125-3.git63291f8.azl4.noarch' },
      { nevra: 'gnutls-3.8.12-1.azl4.x86_64' },
      { nevra: 'openssh-server-10.0p1-7.azl4.x86_64', source: 'openssh-10.0p1-7.azl4.src.rpm' },
      { nevra: 'bash-5.3.0-2.azl4.x86_64' },
    ],
    tree,
  );
}

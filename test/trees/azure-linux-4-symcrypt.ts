import { fedoraPolicies } from '../support/crypto-policies.ts';
import type { Tree } from '../support/tree.ts';
import { azureLinux4Base, azureLinux4Vendor, OPENSSL_FIPS_BACK_END } from './parts/azure-linux-4.ts';
import { symcryptProviderSo, symcryptSo } from './parts/binaries.ts';
import { blsEntry, kernelConfig } from './parts/boot.ts';
import { redHatCnf } from './parts/openssl-cnf.ts';
import { azureLinux4Patches } from './parts/openssl-strings.ts';
import { rpmDatabase } from './parts/rpm-database.ts';

/** Azure Linux 4.0, marketplace FIPS image of September 2026: SymCrypt is the registered provider and every boot entry says fips=1. */
export async function azureLinux4Symcrypt(): Promise<Tree> {
  const release = '6.18.35-3.azl4.x86_64';
  const tree: Tree = {
    ...azureLinux4Base({
      opensslVersion: 'OpenSSL 3.5.4 30 Sep 2025',
      patched: azureLinux4Patches,
      commandLine: 'console=ttyS0 fips=1 rd.shell=0',
    }),
    ...fedoraPolicies({ policy: 'DEFAULT' }),
    '/usr/share/crypto-policies/DEFAULT/openssl_fips.txt': OPENSSL_FIPS_BACK_END,
    '/etc/pki/tls/openssl.cnf': redHatCnf({ algSectionFirst: true }),
    '/etc/pki/tls/azl-openssl-fips-provider.d/symcrypt.cnf': `.include /etc/pki/tls/openssl.d/symcrypt_prov.cnf

[azl_fips_provider]
provider = symcryptprovider
section = symcrypt_prov_sect
additional_default_properties = ?provider=symcryptprovider,?fips=yes
`,
    '/etc/pki/tls/openssl.d/symcrypt_prov.cnf': `# The SymCrypt provider needs to be registered with libcrypto,
# either by config or with OSSL_PROVIDER_load.

[symcrypt_prov_sect]
activate = 1
identity = symcryptprovider
module = /usr/lib64/ossl-modules/symcryptprovider.so
keysinuse = keysinuse_sect

[keysinuse_sect]
enabled = 0
max_file_size = 5KB
logging_delay_seconds = 3600
`,
    '/usr/lib64/ossl-modules/symcryptprovider.so': { content: symcryptProviderSo('1.11.2'), mode: 0o755 },
    '/usr/lib64/libsymcrypt.so.103.13.0': { content: symcryptSo('103.13.0'), mode: 0o755 },
    '/usr/lib64/libsymcrypt.so.103': { link: 'libsymcrypt.so.103.13.0' },
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
        nevra: 'SymCrypt-103.13.0-1.azl4.x86_64',
        files: ['/usr/lib64/libsymcrypt.so.103.13.0'],
      },
      {
        nevra: 'SymCrypt-OpenSSL-1.11.2-8.azl4.x86_64',
        files: [
          '/usr/lib64/ossl-modules/symcryptprovider.so',
          '/etc/pki/tls/openssl.d/symcrypt_prov.cnf',
          '/etc/pki/tls/azl-openssl-fips-provider.d/symcrypt.cnf',
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

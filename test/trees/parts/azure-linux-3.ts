import type { Tree } from '../../support/tree.ts';
import { libcryptoFiles, symcryptProviderSo, symcryptSo } from './binaries.ts';
import { azureLinux3Cnf } from './openssl-cnf.ts';
import { azureLinux3Patches } from './openssl-strings.ts';
import { osReleaseFiles, osReleaseTexts } from './os-release.ts';

/** OpenSSL and SymCrypt as every Azure Linux 3.0 system and image has them: libraries in /usr/lib, not in lib64. */
export function azureLinux3Base(): Tree {
  return {
    ...osReleaseFiles(osReleaseTexts.azureLinux3),
    ...libcryptoFiles('/usr/lib', 'libcrypto.so.3.3.5', {
      version: 'OpenSSL 3.3.5 30 Sep 2025',
      openssldir: '/etc/pki/tls',
      libdir: '/usr/lib',
      patched: azureLinux3Patches,
    }),
    '/etc/pki/tls/openssl.cnf': azureLinux3Cnf(),
    '/etc/pki/tls/openssl.d': { dir: true },
    '/etc/pki/tls/symcrypt_prov.cnf': `# The SymCrypt provider needs to be registered with libcrypto,
# either by config or with OSSL_PROVIDER_load. The provider can
# be disabled by commenting out or removing "activate = 1". The
# value assigned does not matter, and the provider will be
# activated as long as the "activate" key is present.

[symcrypt_prov_sect]
activate = 1
identity = symcryptprovider
keysinuse = keysinuse_sect

[keysinuse_sect]
enabled = 0
max_file_size = 5KB
logging_delay_seconds = 3600
`,
    '/usr/lib/ossl-modules/symcryptprovider.so': { content: symcryptProviderSo('1.9.5'), mode: 0o755 },
    '/usr/lib/libsymcrypt.so.103.8.0': { content: symcryptSo('103.8.0'), mode: 0o755 },
    '/usr/lib/libsymcrypt.so.103': { link: 'libsymcrypt.so.103.8.0' },
  };
}

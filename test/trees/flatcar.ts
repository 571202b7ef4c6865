import type { Tree } from '../support/tree.ts';
import { libcrypto, upstreamFipsSo } from './parts/binaries.ts';
import { fipsmoduleCnf } from './parts/fipsmodule-cnf.ts';
import { opensshPrograms } from './parts/openssh-programs.ts';
import { flatcarFipsCnf, upstreamCnf } from './parts/openssl-cnf.ts';
import { osReleaseFiles, osReleaseTexts } from './parts/os-release.ts';

/** Flatcar as it boots: fips.so and its fipsmodule.cnf are on the immutable /usr, the stock openssl.cnf does not use them. */
export async function flatcar(): Promise<Tree> {
  return { ...base(), '/etc/ssl/openssl.cnf': upstreamCnf() };
}

/** Flatcar after its FIPS guide: openssl.cnf replaced, /etc/system-fips made, fips=1 in the OEM partition's grub.cfg. */
export async function flatcarFips(): Promise<Tree> {
  return {
    ...base(),
    '/etc/ssl/openssl.cnf': flatcarFipsCnf(),
    '/etc/system-fips': '',
    '/oem/grub.cfg': 'set oem_id="azure"\nset linux_append="$linux_append flatcar.autologin fips=1"\n',
  };
}

function base(): Tree {
  const module = upstreamFipsSo('OpenSSL FIPS Provider', '3.5.7');
  const release = '6.12.74-flatcar';
  return {
    ...osReleaseFiles(osReleaseTexts.flatcar),
    '/usr/lib64/libcrypto.so.3': {
      content: libcrypto({ version: 'OpenSSL 3.5.7 9 Jun 2026', openssldir: '/etc/ssl', libdir: '/usr/lib64' }),
      mode: 0o755,
    },
    '/usr/lib64/ossl-modules/fips.so': { content: module, mode: 0o755 },
    '/etc/ssl/fipsmodule.cnf': fipsmoduleCnf(module),
    [`/usr/boot/config-${release}`]:
      '#\n# Linux/x86 6.12.74 Kernel Configuration\n#\nCONFIG_CRYPTO=y\nCONFIG_CRYPTO_FIPS=y\nCONFIG_CRYPTO_FIPS_NAME="Linux Kernel Cryptographic API"\n',
    '/usr/lib/modules': { link: '../lib64/modules' },
    [`/usr/lib64/modules/${release}/modules.builtin`]: 'kernel/crypto/drbg.ko\n',
    ...opensshPrograms({ banner: 'OpenSSH_10.0p2', generation: '10.0' }),
    '/etc/ssh/sshd_config': {
      content: `# Use most defaults for sshd configuration.
Subsystem sftp internal-sftp
ClientAliveInterval 180
UseDNS no
UsePAM yes
PrintLastLog no # handled by PAM
PrintMotd no # handled by PAM
`,
      mode: 0o600,
    },
  };
}

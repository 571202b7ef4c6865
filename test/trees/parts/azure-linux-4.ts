import type { Tree } from '../../support/tree.ts';
import { gnutls, libcryptoFiles } from './binaries.ts';
import { defaultGrub, dracutFips } from './boot.ts';
import { opensshPrograms } from './openssh-programs.ts';
import { osReleaseFiles, osReleaseTexts } from './os-release.ts';
import { redHatSsh } from './ssh.ts';

/** How Azure Linux signs and names its packages. */
export const azureLinux4Vendor = { vendor: 'Microsoft Corporation', signature: 'rsa' } as const;

/** What every cloud image of Azure Linux 4.0 has, whatever its FIPS provider. */
export function azureLinux4Base(given: {
  readonly opensslVersion: string;
  readonly patched: readonly string[];
  readonly commandLine: string;
}): Tree {
  const { opensslVersion, patched, commandLine } = given;
  return {
    ...osReleaseFiles(osReleaseTexts.azureLinux4),
    '/usr/lib/system-release-cpe': 'cpe:/o:microsoft:azurelinux:4.0\n',
    ...libcryptoFiles('/usr/lib64', `libcrypto.so.${opensslVersion.split(' ')[1]}`, {
      version: opensslVersion,
      openssldir: '/etc/pki/tls',
      libdir: '/usr/lib64',
      patched,
    }),
    '/etc/pki/tls/openssl.d': { dir: true },
    ...gnutls('/usr/lib64', 'libgnutls.so.30.41.0', '3.8.12'),
    ...dracutFips(false),
    ...opensshPrograms({ banner: 'OpenSSH_10.0p1', generation: '10.0', patch: 'Red Hat' }),
    ...redHatSsh('40-redhat-crypto-policies.conf'),
    ...defaultGrub(commandLine),
  };
}

/** Azure Linux 4 since August 2026: the `activate` line stands in openssl_fips.config only under the FIPS policy. */
export const OPENSSL_FIPS_BACK_END = '\n[fips_sect]\ntls1-prf-ems-check = 1\n';

import { fedoraPolicies } from '../support/crypto-policies.ts';
import type { Tree } from '../support/tree.ts';
import { embeddedFipsSo, libcryptoFiles } from './parts/binaries.ts';
import { blsEntry, defaultGrub, dracutFips, kernelConfig } from './parts/boot.ts';
import { opensshPrograms } from './parts/openssh-programs.ts';
import { redHatCnf } from './parts/openssl-cnf.ts';
import { redHatPatches } from './parts/openssl-strings.ts';
import { osReleaseFiles, osReleaseTexts } from './parts/os-release.ts';
import { rpmDatabase } from './parts/rpm-database.ts';
import { redHatSsh } from './parts/ssh.ts';

/** Amazon Linux 2023 in FIPS mode as it comes: openssl-fips-provider-latest, a build that no certificate names. */
export async function amazonLinux2023Latest(): Promise<Tree> {
  return amazonLinux2023({
    build: '3.2.2-5d1f0c7be2a94836',
    provider: 'openssl-fips-provider-latest-3.2.2-2.amzn2023.0.4.x86_64',
  });
}

/** The same after `dnf swap` to openssl-fips-provider-certified 3.2.2: the build of certificate 5438. */
export async function amazonLinux2023Certified(): Promise<Tree> {
  return amazonLinux2023({
    build: '3.2.2-799901ad7ab41d45',
    provider: 'openssl-fips-provider-certified-3.2.2-1.amzn2023.x86_64',
  });
}

async function amazonLinux2023({
  build,
  provider,
}: {
  readonly build: string;
  readonly provider: string;
}): Promise<Tree> {
  const release = '6.12.61-80.121.amzn2023.x86_64';
  const tree: Tree = {
    ...osReleaseFiles(osReleaseTexts.amazonLinux2023),
    '/etc/system-release': 'Amazon Linux release 2023.12.20260817 (Amazon Linux)\n',
    ...libcryptoFiles('/usr/lib64', 'libcrypto.so.3.2.2', {
      version: 'OpenSSL 3.2.2 4 Jun 2024',
      openssldir: '/etc/pki/tls',
      libdir: '/usr/lib64',
      patched: redHatPatches('/etc/pki/tls'),
    }),
    '/usr/lib64/ossl-modules/fips.so': {
      content: embeddedFipsSo('Amazon Linux 2023 - OpenSSL FIPS Provider', build),
      mode: 0o755,
    },
    '/etc/pki/tls/openssl.cnf': redHatCnf(),
    '/etc/pki/tls/openssl.d': { dir: true },
    '/etc/pki/tls/fips_local.cnf': { link: '../../crypto-policies/back-ends/openssl_fips.config' },
    ...fedoraPolicies({ policy: 'FIPS', flavour: 'rhel9' }),
    ...opensshPrograms({ banner: 'OpenSSH_8.7p1', generation: '8.7', patch: 'Red Hat' }),
    ...redHatSsh('50-redhat.conf'),
    '/etc/system-fips': '# FIPS module installation complete\n',
    ...kernelConfig(release, { cryptoFips: true, name: 'Amazon Linux 2023 Kernel Cryptographic API' }),
    ...dracutFips(true),
    ...defaultGrub('console=tty0 console=ttyS0,115200n8 nvme_core.io_timeout=4294967295 fips=1'),
    ...blsEntry({
      release,
      title: `Amazon Linux (${release}) 2023`,
      options:
        'root=UUID=8a1f2c3d-4e5f-4061-8273-9455a6b7c8d9 ro console=tty0 console=ttyS0,115200n8 nvme_core.io_timeout=4294967295 fips=1',
      grubClass: 'amzn',
    }),
  };
  return rpmDatabase(
    '/var/lib/rpm',
    { vendor: 'Amazon Linux', signature: 'rsa' },
    [
      { nevra: 'system-release-2023.12.20260817-0.amzn2023.noarch' },
      { nevra: 'kernel6.12-6.12.61-80.121.amzn2023.x86_64' },
      { nevra: 'openssl-1:3.2.2-1.amzn2023.0.5.x86_64' },
      {
        nevra: 'openssl-libs-1:3.2.2-1.amzn2023.0.5.x86_64',
        source: 'openssl-3.2.2-1.amzn2023.0.5.src.rpm',
        files: ['/usr/lib64/libcrypto.so.3.2.2', '/etc/pki/tls/openssl.cnf'],
      },
      { nevra: provider, files: ['/usr/lib64/ossl-modules/fips.so'] },
      { nevra: 'crypto-policies-20240828-2.git626aa59.amzn2023.0.2.noarch' },
      { nevra: 'openssh-server-8.7p1-8.amzn2023.0.17.x86_64', source: 'openssh-8.7p1-8.amzn2023.0.17.src.rpm' },
      { nevra: 'bash-5.2.15-1.amzn2023.0.2.x86_64' },
    ],
    tree,
  );
}

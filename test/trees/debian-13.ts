import type { Tree } from '../support/tree.ts';
import { libcrypto, upstreamFipsSo } from './parts/binaries.ts';
import { grubCfg, kernelConfig } from './parts/boot.ts';
import { dpkgDigests, dpkgStatus } from './parts/dpkg.ts';
import { opensshPrograms } from './parts/openssh-programs.ts';
import { debianCnf } from './parts/openssl-cnf.ts';
import { osReleaseFiles, osReleaseTexts } from './parts/os-release.ts';
import { debianSsh } from './parts/ssh.ts';

/** Debian 13 with openssl-provider-fips: the package is one file; no fipsmodule.cnf, nothing activates it. */
export async function debian13(): Promise<Tree> {
  const tree = system();
  const owners = {
    'libssl3t64:amd64': ['/usr/lib/x86_64-linux-gnu/libcrypto.so.3'],
    'linux-image-6.12.57+deb13-amd64': [],
    'openssh-server:amd64': ['/usr/sbin/sshd'],
    'openssl:amd64': [],
    'openssl-provider-fips:amd64': ['/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so'],
  };
  return { ...tree, ...dpkgDigests(tree, owners) };
}

function system(): Tree {
  const release = '6.12.57+deb13-amd64';
  const module = upstreamFipsSo('OpenSSL FIPS Provider', '3.5.7');
  return {
    ...osReleaseFiles(osReleaseTexts.debian13),
    '/usr/lib/x86_64-linux-gnu/libcrypto.so.3': libcrypto({
      version: 'OpenSSL 3.5.7 9 Jun 2026',
      openssldir: '/usr/lib/ssl',
      libdir: '/usr/lib/x86_64-linux-gnu',
      platform: 'debian-amd64',
    }),
    '/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so': module,
    '/etc/ssl/openssl.cnf': debianCnf(),
    '/usr/lib/ssl/openssl.cnf': { link: '/etc/ssl/openssl.cnf' },
    '/usr/lib/ssl/certs': { link: '/etc/ssl/certs' },
    ...opensshPrograms({ banner: 'OpenSSH_10.0p2 Debian-7', generation: '10.0' }),
    ...debianSsh(),
    ...kernelConfig(release, { cryptoFips: false }, ['boot']),
    '/etc/default/grub': `GRUB_DEFAULT=0
GRUB_TIMEOUT=5
GRUB_DISTRIBUTOR=\`( . /etc/os-release && echo \${NAME} )\`
GRUB_CMDLINE_LINUX_DEFAULT="quiet"
GRUB_CMDLINE_LINUX=""
`,
    ...grubCfg('/boot/grub/grub.cfg', 'Debian GNU/Linux', release, 'quiet'),
    '/var/lib/dpkg/status': dpkgStatus([
      {
        name: 'bash',
        version: '5.2.37-2+b5',
        maintainer: 'Matthias Klose <doko@debian.org>',
        description: 'GNU Bourne Again SHell',
      },
      {
        name: 'libssl3t64',
        source: 'openssl',
        version: '3.5.7-1~deb13u2',
        maintainer: OPENSSL,
        description: 'Secure Sockets Layer toolkit - shared libraries',
      },
      {
        name: 'linux-image-6.12.57+deb13-amd64',
        source: 'linux-signed-amd64',
        version: '6.12.57-1',
        maintainer: 'Debian Kernel Team <debian-kernel@lists.debian.org>',
        description: 'Linux 6.12 for 64-bit PCs (signed)',
      },
      {
        name: 'openssh-server',
        source: 'openssh',
        version: '1:10.0p1-7',
        maintainer: 'Debian OpenSSH Maintainers <debian-ssh@lists.debian.org>',
        description: 'secure shell (SSH) server',
      },
      {
        name: 'openssl',
        version: '3.5.7-1~deb13u2',
        maintainer: OPENSSL,
        conffiles: { '/etc/ssl/openssl.cnf': debianCnf() },
        description: 'Secure Sockets Layer toolkit - cryptographic utility',
      },
      {
        name: 'openssl-provider-fips',
        source: 'openssl',
        version: '3.5.7-1~deb13u2',
        maintainer: OPENSSL,
        description: 'Secure Sockets Layer toolkit - cryptographic utility',
      },
    ]),
  };
}

const OPENSSL = 'Debian OpenSSL Team <pkg-openssl-devel@alioth-lists.debian.net>';

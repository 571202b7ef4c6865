import type { Tree } from '../support/tree.ts';
import { libcrypto, vendorFipsSo } from './parts/binaries.ts';
import { grubCfg, kernelConfig } from './parts/boot.ts';
import { dpkgDigests, dpkgStatus } from './parts/dpkg.ts';
import { opensshPrograms } from './parts/openssh-programs.ts';
import { ubuntuCnf } from './parts/openssl-cnf.ts';
import { ubuntuPatches } from './parts/openssl-strings.ts';
import { osReleaseFiles, osReleaseTexts } from './parts/os-release.ts';
import { debianSsh } from './parts/ssh.ts';

/**
 * Ubuntu 24.04 with `pro enable fips-updates`: archive libssl, Canonical's module in a package of its own, a FIPS kernel.
 * Where its MAC lies is not known, so none is laid: that must come out as unknown, not as altered.
 */
export async function ubuntu2404Pro(): Promise<Tree> {
  const tree = system();
  const owners = {
    'libssl3t64:amd64': ['/usr/lib/x86_64-linux-gnu/libcrypto.so.3'],
    'linux-image-6.8.0-138-fips:amd64': [],
    'openssh-server:amd64': ['/usr/sbin/sshd'],
    'openssl:amd64': [],
    'openssl-fips-module-3:amd64': ['/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so'],
    'ubuntu-fips': [],
  };
  return { ...tree, ...dpkgDigests(tree, owners) };
}

function system(): Tree {
  const release = '6.8.0-138-fips';
  const commandLine = 'quiet splash fips=1';
  return {
    ...osReleaseFiles(osReleaseTexts.ubuntu2404),
    '/usr/lib/x86_64-linux-gnu/libcrypto.so.3': libcrypto(MARKS),
    '/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so': vendorFipsSo(
      'Ubuntu 24.04 OpenSSL Cryptographic Module',
      '3.0.13-0ubuntu3.15+Fips1',
    ),
    '/etc/ssl/openssl.cnf': ubuntuCnf(),
    '/usr/lib/ssl/openssl.cnf': { link: '/etc/ssl/openssl.cnf' },
    ...opensshPrograms({ banner: 'OpenSSH_9.6p1 Ubuntu-3ubuntu13.15', generation: '9.6' }),
    ...debianSsh(),
    ...kernelConfig(release, { cryptoFips: true, name: 'Ubuntu 24.04 Kernel Crypto API Cryptographic Module' }, [
      'boot',
    ]),
    '/etc/default/grub': `GRUB_DEFAULT=0
GRUB_TIMEOUT_STYLE=hidden
GRUB_TIMEOUT=0
GRUB_DISTRIBUTOR=\`( . /etc/os-release; echo \${NAME:-Ubuntu} ) 2>/dev/null || echo Ubuntu\`
GRUB_CMDLINE_LINUX_DEFAULT="quiet splash"
GRUB_CMDLINE_LINUX=""
`,
    '/etc/default/grub.d/99-fips.cfg': 'GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT fips=1"\n',
    ...grubCfg('/boot/grub/grub.cfg', 'Ubuntu', release, commandLine),
    '/var/lib/dpkg/status': dpkgStatus([
      { name: 'bash', version: '5.2.21-2ubuntu4', maintainer: UBUNTU, description: 'GNU Bourne Again SHell' },
      {
        name: 'libssl3t64',
        source: 'openssl',
        version: '3.0.13-0ubuntu3.7',
        maintainer: UBUNTU,
        description: 'Secure Sockets Layer toolkit - shared libraries',
      },
      {
        name: 'linux-image-6.8.0-138-fips',
        source: 'linux-signed-fips',
        version: '6.8.0-138.138+fips1',
        maintainer: 'Canonical Kernel Team <kernel-team@lists.ubuntu.com>',
        description: 'Signed kernel image fips',
      },
      {
        name: 'openssh-server',
        source: 'openssh',
        version: '1:9.6p1-3ubuntu13.15',
        maintainer: UBUNTU,
        description: 'secure shell (SSH) server',
      },
      {
        name: 'openssl',
        version: '3.0.13-0ubuntu3.7',
        maintainer: UBUNTU,
        conffiles: { '/etc/ssl/openssl.cnf': ubuntuCnf() },
        description: 'Secure Sockets Layer toolkit - cryptographic utility',
      },
      {
        name: 'openssl-fips-module-3',
        source: 'openssl-fips',
        version: '3.0.13-0ubuntu3.15+Fips1',
        maintainer: UBUNTU,
        description: 'OpenSSL FIPS provider module',
      },
      {
        name: 'ubuntu-fips',
        version: '1.5.1+fips1',
        maintainer: UBUNTU,
        architecture: 'all',
        description: 'Ubuntu FIPS meta package',
      },
    ]),
  };
}

const UBUNTU = 'Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>';
const MARKS = {
  version: 'OpenSSL 3.0.13 30 Jan 2024',
  openssldir: '/usr/lib/ssl',
  libdir: '/usr/lib/x86_64-linux-gnu',
  platform: 'debian-amd64',
  patched: ubuntuPatches,
};

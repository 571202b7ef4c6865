import { policySources } from '../support/crypto-policies/sources.ts';
import { backEndTexts } from '../support/crypto-policies.ts';
import type { Tree } from '../support/tree.ts';
import { embeddedFipsSo, libcryptoFiles } from './parts/binaries.ts';
import { dracutFips, grubCfg, kernelConfig } from './parts/boot.ts';
import { opensshPrograms } from './parts/openssh-programs.ts';
import { suseCnf } from './parts/openssl-cnf.ts';
import { susePatches } from './parts/openssl-strings.ts';
import { osReleaseFiles, osReleaseTexts } from './parts/os-release.ts';
import { type Installed, rpmDatabase } from './parts/rpm-database.ts';

/** SUSE Linux Enterprise Server 15 SP7 with fips-mode-setup done: SUSE's own build, rpm's ndb database. */
export async function sles15(): Promise<Tree> {
  const from = { vendor: 'SUSE LLC <https://www.suse.com/>', signature: 'rsa-v3', format: 'ndb' } as const;
  return rpmDatabase('/usr/lib/sysimage/rpm', from, PACKAGES, system());
}

function system(): Tree {
  const release = '6.4.0-150700.53.22-default';
  const commandLine = 'splash=silent mitigations=auto quiet security=apparmor fips=1 boot=/dev/disk/by-uuid/1c4b7f0e';
  return {
    ...osReleaseFiles(osReleaseTexts.sles15),
    ...libcryptoFiles('/usr/lib64', 'libcrypto.so.3.2.3', {
      version: 'OpenSSL 3.2.3 3 Sep 2024 SUSE release 150700.5.24.1',
      openssldir: '/etc/ssl',
      libdir: '/usr/lib64',
      patched: susePatches,
    }),
    '/usr/lib64/ossl-modules/fips.so': {
      content: embeddedFipsSo('SUSE Linux Enterprise - OpenSSL FIPS Provider', '3.2.3 SUSE release 150700.5.24.1'),
      mode: 0o755,
    },
    '/etc/ssl/openssl.cnf': suseCnf(),
    '/etc/ssl/fips_local.cnf': { link: '/etc/crypto-policies/back-ends/openssl_fips.config' },
    ...susePolicy('FIPS'),
    ...kernelConfig(release, { cryptoFips: true, name: 'Linux Kernel Cryptographic API' }, ['boot']),
    ...dracutFips(true),
    '/etc/default/grub': `GRUB_DISTRIBUTOR=
GRUB_DEFAULT=saved
GRUB_TIMEOUT=8
GRUB_CMDLINE_LINUX_DEFAULT="${commandLine}"
GRUB_CMDLINE_LINUX=""
`,
    ...grubCfg('/boot/grub2/grub.cfg', 'SLES 15-SP7', release, commandLine),
    ...opensshPrograms({ banner: 'OpenSSH_9.6p1', generation: '9.6', patch: 'SUSE' }),
    '/etc/ssh/sshd_config': {
      content: `# This is the sshd server system-wide configuration file.
Include /etc/ssh/sshd_config.d/*.conf
AuthorizedKeysFile\t.ssh/authorized_keys
UsePAM yes
Subsystem\tsftp\t/usr/lib/ssh/sftp-server
`,
      mode: 0o640,
    },
    '/etc/ssh/sshd_config.d': { dir: true },
  };
}

/** SUSE's crypto-policies: Fedora's generators of the same years, fewer back-ends, no boot-time overlay. */
function susePolicy(policy: 'DEFAULT' | 'FIPS'): Tree {
  const texts = Object.entries(backEndTexts(policy, 'rhel9')).filter(([name]) => !NOT_IN_SUSE.includes(name));
  const files: Record<string, Tree[string]> = {
    '/etc/crypto-policies/config': `${policy}\n`,
    '/etc/crypto-policies/state/current': `${policy}\n`,
    '/etc/crypto-policies/local.d': { dir: true },
    '/usr/share/crypto-policies/default-config': 'DEFAULT\n',
    '/usr/bin/fips-mode-setup': { content: '#!/bin/bash\n', mode: 0o755 },
  };
  for (const [name, text] of Object.entries(policySources('rhel9')))
    files[`/usr/share/crypto-policies/policies/${name}`] = text;
  for (const [name, text] of texts) {
    files[`/usr/share/crypto-policies/${policy}/${name}.txt`] = text;
    files[`/etc/crypto-policies/back-ends/${name}.config`] = {
      link: `/usr/share/crypto-policies/${policy}/${name}.txt`,
    };
  }
  return files;
}

const PACKAGES: readonly Installed[] = [
  { nevra: 'sles-release-15.7-150700.63.9.x86_64' },
  { nevra: 'bash-4.4-150400.27.3.2.x86_64' },
  {
    nevra: `kernel-default-6.4.0-150700.53.22.1.x86_64`,
    source: 'kernel-default-6.4.0-150700.53.22.1.nosrc.rpm',
  },
  {
    nevra: 'libopenssl3-3.2.3-150700.5.24.1.x86_64',
    source: 'openssl-3-3.2.3-150700.5.24.1.src.rpm',
    files: ['/usr/lib64/libcrypto.so.3.2.3'],
  },
  {
    nevra: 'libopenssl-3-fips-provider-3.2.3-150700.5.24.1.x86_64',
    source: 'openssl-3-3.2.3-150700.5.24.1.src.rpm',
    files: ['/usr/lib64/ossl-modules/fips.so'],
  },
  { nevra: 'openssl-3-3.2.3-150700.5.24.1.x86_64', files: ['/etc/ssl/openssl.cnf'] },
  { nevra: 'openssh-server-9.6p1-150600.6.29.2.x86_64', source: 'openssh-9.6p1-150600.6.29.2.src.rpm' },
];

const NOT_IN_SUSE = ['libreswan', 'sequoia', 'rpm-sequoia'];

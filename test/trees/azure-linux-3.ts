import type { Tree } from '../support/tree.ts';
import { azureLinux3Base } from './parts/azure-linux-3.ts';
import { defaultGrub, dracutFips, grubCfg, kernelConfig } from './parts/boot.ts';
import { opensshPrograms } from './parts/openssh-programs.ts';
import { rpmDatabase } from './parts/rpm-database.ts';

/** Azure Linux 3.0 as an AKS node runs it without FIPS: SymCrypt is loaded all the same, no crypto-policies. */
export async function azureLinux3(): Promise<Tree> {
  const release = '6.6.150.1-1.azl3';
  const tree: Tree = {
    ...azureLinux3Base(),
    ...kernelConfig(release, { cryptoFips: true, selfTests: true }, ['boot']),
    ...dracutFips(false),
    ...defaultGrub('console=ttyS0 net.ifnames=1', false),
    ...grubCfg('/boot/grub2/grub.cfg', 'AzureLinux GNU/Linux', release, 'console=ttyS0 net.ifnames=1'),
    ...opensshPrograms({ banner: 'OpenSSH_9.8p1', generation: '9.6' }),
    '/etc/ssh/sshd_config': {
      content: `Include /etc/ssh/sshd_config.d/*.conf
PermitRootLogin no
Ciphers aes128-ctr,aes192-ctr,aes256-ctr
MACs hmac-sha2-256,hmac-sha2-512
AuthorizedKeysFile\t.ssh/authorized_keys
Subsystem\tsftp\t/usr/libexec/sftp-server
`,
      mode: 0o600,
    },
    '/etc/ssh/sshd_config.d': { dir: true },
  };
  return rpmDatabase(
    '/var/lib/rpm',
    { vendor: 'Microsoft Corporation', signature: 'rsa' },
    [
      { nevra: 'azurelinux-release-3.0-39.azl3.noarch' },
      { nevra: 'kernel-6.6.150.1-1.azl3.x86_64' },
      { nevra: 'openssl-3.3.5-5.azl3.x86_64' },
      {
        nevra: 'openssl-libs-3.3.5-5.azl3.x86_64',
        source: 'openssl-3.3.5-5.azl3.src.rpm',
        files: ['/usr/lib/libcrypto.so.3.3.5', '/etc/pki/tls/openssl.cnf'],
      },
      { nevra: 'SymCrypt-103.8.0-1.azl3.x86_64', files: ['/usr/lib/libsymcrypt.so.103.8.0'] },
      {
        nevra: 'SymCrypt-OpenSSL-1.9.5-1.azl3.x86_64',
        files: ['/usr/lib/ossl-modules/symcryptprovider.so', '/etc/pki/tls/symcrypt_prov.cnf'],
      },
      { nevra: 'openssh-server-9.8p1-5.azl3.x86_64', source: 'openssh-9.8p1-5.azl3.src.rpm' },
      { nevra: 'bash-5.2.15-3.azl3.x86_64' },
    ],
    tree,
  );
}

import type { Tree } from '../../support/tree.ts';

/** OpenSSH of Fedora, RHEL and their kin: drop-ins first, then few lines; the crypto policy comes in by Include. */
export function redHatSsh(serverDropIn: '40-redhat-crypto-policies.conf' | '50-redhat.conf'): Tree {
  return {
    '/etc/ssh/sshd_config': {
      content: `#\t$OpenBSD: sshd_config,v 1.105 2024/12/03 14:12:47 dtucker Exp $

# To modify the system-wide sshd configuration, create a  *.conf  file under
#  /etc/ssh/sshd_config.d/  which will be automatically included below
Include /etc/ssh/sshd_config.d/*.conf

#Port 22
#HostKey /etc/ssh/ssh_host_rsa_key
#HostKey /etc/ssh/ssh_host_ecdsa_key
#HostKey /etc/ssh/ssh_host_ed25519_key

# Ciphers and keying
#RekeyLimit default none

AuthorizedKeysFile\t.ssh/authorized_keys

# override default of no subsystems
Subsystem\tsftp\t/usr/libexec/openssh/sftp-server
`,
      mode: 0o600,
    },
    [`/etc/ssh/sshd_config.d/${serverDropIn}`]: {
      content: `# This system is following system-wide crypto policy. The changes to
# crypto properties (Ciphers, MACs, ...) will not have any effect in
# this or following included files. To override some configuration option,
# write it before this block or include it before this file.
# Please, see manual pages for update-crypto-policies(8) and sshd_config(5).
Include /etc/crypto-policies/back-ends/opensshserver.config
${serverDropIn === '50-redhat.conf' ? '\nSyslogFacility AUTHPRIV\n\nChallengeResponseAuthentication no\n\nUsePAM yes\n\nX11Forwarding yes\n' : ''}`,
      mode: 0o600,
    },
    '/etc/ssh/ssh_config': `#\t$OpenBSD: ssh_config,v 1.37 2025/05/06 05:40:56 djm Exp $

# Host *
#   ForwardAgent no

# To modify the system-wide ssh configuration, create a  *.conf  file under
#  /etc/ssh/ssh_config.d/  which will be automatically included below
Include /etc/ssh/ssh_config.d/*.conf
`,
    '/etc/ssh/ssh_config.d/50-redhat.conf': `# The options here are in the "Match final block" to be applied as the last
# options and could be potentially overwritten by the user configuration
Match final all
\t# Follow system-wide Crypto Policy, if defined:
\tInclude /etc/crypto-policies/back-ends/openssh.config

\tGSSAPIAuthentication yes

# If this option is set to yes then remote X11 clients will have full access
# to the original X11 display.
\tForwardX11Trusted yes
`,
  };
}

/** OpenSSH of Debian and Ubuntu: the packaged defaults, nothing about algorithms. */
export function debianSsh(): Tree {
  return {
    '/etc/ssh/sshd_config': `# This is the sshd server system-wide configuration file.  See
# sshd_config(5) for more information.

Include /etc/ssh/sshd_config.d/*.conf

#Port 22
#HostKey /etc/ssh/ssh_host_rsa_key

KbdInteractiveAuthentication no
UsePAM yes
X11Forwarding yes
PrintMotd no
AcceptEnv LANG LC_* COLORTERM NO_COLOR
Subsystem\tsftp\t/usr/lib/openssh/sftp-server
`,
    '/etc/ssh/sshd_config.d': { dir: true },
    '/etc/ssh/ssh_config': `# This is the ssh client system-wide configuration file.

Include /etc/ssh/ssh_config.d/*.conf

Host *
    SendEnv LANG LC_* COLORTERM NO_COLOR
    HashKnownHosts yes
    GSSAPIAuthentication yes
`,
    '/etc/ssh/ssh_config.d': { dir: true },
  };
}

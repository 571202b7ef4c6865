import type { Harvest } from '../../src/facts/fact.ts';

/** What came of an SSH server. */
export interface SshAnswers {
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  readonly strictKex: boolean;
  /** Type, size and whether the signature was right. */
  readonly keys: readonly string[];
  readonly gaps: readonly string[];
}

/** OpenSSH 10.0 with fresh RSA, ECDSA and Ed25519 host keys. Source: sshd_config(5) of 10.0, `sshd -T`. */
export const openssh10: SshAnswers = {
  kex: [
    'mlkem768x25519-sha256',
    'sntrup761x25519-sha512',
    'sntrup761x25519-sha512@openssh.com',
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
  ],
  hostKeys: ['ecdsa-sha2-nistp256', 'ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256'],
  ciphers: [
    'chacha20-poly1305@openssh.com',
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
  ],
  macs: [
    'umac-64-etm@openssh.com',
    'umac-128-etm@openssh.com',
    'hmac-sha2-256-etm@openssh.com',
    'hmac-sha2-512-etm@openssh.com',
    'hmac-sha1-etm@openssh.com',
    'umac-64@openssh.com',
    'umac-128@openssh.com',
    'hmac-sha2-256',
    'hmac-sha2-512',
    'hmac-sha1',
  ],
  strictKex: true,
  keys: ['ecdsa-sha2-nistp256 256 valid', 'ssh-ed25519 256 valid', 'ssh-rsa 3072 valid'],
  gaps: [],
};

/** Puts a harvest into that form. */
export function sshAnswersOf({ facts, gaps }: Harvest): SshAnswers {
  const [endpoint] = facts.flatMap((each) => (each.kind === 'ssh.endpoint' ? [each.value] : []));
  const { kex = [], hostKeys = [], ciphers = [], macs = [], strictKex = false, keys = [] } = endpoint ?? {};
  return {
    kex,
    hostKeys,
    ciphers,
    macs,
    strictKex,
    keys: keys.map(({ type, bits, signature }) => `${type} ${bits} ${signature}`).sort(),
    gaps: gaps.map(({ why }) => why),
  };
}

/** Its part of docs/STACKS.md. */
export function sshSection({ kex, hostKeys, ciphers, macs, keys }: SshAnswers): string {
  return [
    '## OpenSSH 10.0 (Debian 13)',
    '',
    'As sshd_config(5) of that version says. Its ML-KEM is its own code, outside of any FIPS module of OpenSSL.',
    '',
    `- Key exchange: ${kex.join(', ')}; strict`,
    `- Host keys: ${keys.join('; ')}; algorithms ${hostKeys.join(', ')}`,
    `- Ciphers: ${ciphers.join(', ')}`,
    `- MACs: ${macs.join(', ')}`,
  ].join('\n');
}

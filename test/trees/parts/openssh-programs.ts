import { buildElf } from '../../support/elf.ts';
import { redHatFipsStrings, SUSE_FIPS } from '../../support/openssh-fips.ts';
import type { Tree } from '../../support/tree.ts';

/** sshd and ssh with their built-in lists, each one literal, and the names that they know, each a literal too. */
export function opensshPrograms(given: {
  readonly banner: string;
  readonly generation: keyof typeof KEX;
  /** Whose patch for FIPS mode it carries. */
  readonly patch?: 'Red Hat' | 'SUSE';
}): Tree {
  const { banner, generation, patch } = given;
  const kex = KEX[generation];
  const finite = generation === '10.0' ? [] : FINITE;
  const server = [...kex, ...finite];
  const client = [...kex, ...FINITE];
  const ciphers = generation === '10.0' ? [...CHACHA, ...GCM, ...CTR] : [...CHACHA, ...CTR, ...GCM];
  // Where the list of key exchange methods for FIPS mode is the tail of the ordinary one, the linker keeps one string for both.
  const redHat = redHatFipsStrings(generation === '10.0' ? 'kex-alone' : 'kex-merged');
  const added = patch === undefined ? [] : { 'Red Hat': redHat, SUSE: SUSE_FIPS }[patch];
  const program = (exchange: readonly string[]) =>
    buildElf({
      needed: ['libcrypto.so.3', 'libc.so.6'],
      sections: [
        {
          name: '.rodata',
          content: `\0${[
            banner,
            ...client,
            ...ciphers,
            ...MACS,
            ...KEYS,
            exchange.join(','),
            KEYS.join(','),
            ciphers.join(','),
            MACS.join(','),
            AUTHORITIES.join(','),
            ...added,
          ].join('\0')}\0`,
        },
      ],
    });
  return {
    '/usr/sbin/sshd': { content: program(server), mode: 0o755 },
    '/usr/bin/ssh': { content: program(client), mode: 0o755 },
  };
}

const CLASSIC = [
  'curve25519-sha256',
  'curve25519-sha256@libssh.org',
  'ecdh-sha2-nistp256',
  'ecdh-sha2-nistp384',
  'ecdh-sha2-nistp521',
] as const;
const FINITE = [
  'diffie-hellman-group-exchange-sha256',
  'diffie-hellman-group16-sha512',
  'diffie-hellman-group18-sha512',
  'diffie-hellman-group14-sha256',
] as const;
// Source: myproposal.h of OpenSSH 8.7, 9.6, 9.9 and 10.0.
const KEX = {
  '8.7': CLASSIC,
  '9.6': ['sntrup761x25519-sha512@openssh.com', ...CLASSIC],
  '9.9': ['sntrup761x25519-sha512', 'sntrup761x25519-sha512@openssh.com', 'mlkem768x25519-sha256', ...CLASSIC],
  '10.0': ['mlkem768x25519-sha256', 'sntrup761x25519-sha512', 'sntrup761x25519-sha512@openssh.com', ...CLASSIC],
} as const;
const CHACHA = ['chacha20-poly1305@openssh.com'] as const;
const CTR = ['aes128-ctr', 'aes192-ctr', 'aes256-ctr'] as const;
const GCM = ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'] as const;
const MACS = [
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
] as const;
const AUTHORITIES = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
  'rsa-sha2-512',
  'rsa-sha2-256',
] as const;
const KEYS = [
  'ssh-ed25519-cert-v01@openssh.com',
  'ecdsa-sha2-nistp256-cert-v01@openssh.com',
  'ecdsa-sha2-nistp384-cert-v01@openssh.com',
  'ecdsa-sha2-nistp521-cert-v01@openssh.com',
  'sk-ssh-ed25519-cert-v01@openssh.com',
  'sk-ecdsa-sha2-nistp256-cert-v01@openssh.com',
  'rsa-sha2-512-cert-v01@openssh.com',
  'rsa-sha2-256-cert-v01@openssh.com',
  ...AUTHORITIES,
] as const;

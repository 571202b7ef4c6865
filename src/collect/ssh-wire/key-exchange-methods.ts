import { createHash, getDiffieHellman } from 'node:crypto';
import { mpint, sshString } from '../../codec/ssh/fields.ts';
import type { PublicValueForm } from '../../codec/ssh/key-exchange.ts';
import type { RandomBytes } from '../../target/wire.ts';
import { beginAgreement, type KeyAgreement } from '../tls/key-agreement.ts';

/** A key exchange method that this program can carry out itself. */
export interface SshMethod {
  readonly name: string;
  readonly hash: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly form: PublicValueForm;
  begin(random: RandomBytes): Promise<SshAgreement>;
}

/** The client's side of one exchange. */
export interface SshAgreement {
  readonly clientValue: Uint8Array;
  /** K, encoded as the exchange hash wants it; undefined where the server's value is not a valid one. */
  agree(serverValue: Uint8Array): Uint8Array | undefined;
}

/** The method to use with a server: the first of ours, cheapest and oldest implementation first, that it offers. */
export function methodFor(offered: readonly string[]): SshMethod | undefined {
  return METHODS.find(({ name }) => offered.includes(name));
}

/** ECDH: the secret is an mpint. Source: RFC 5656 4, RFC 8731 3.1. */
function curve(name: string, hash: SshMethod['hash'], group: number): SshMethod {
  return {
    name,
    hash,
    form: 'string',
    async begin(random) {
      const agreement = await mustBegin(group, random);
      return {
        clientValue: agreement.publicValue,
        agree(serverValue) {
          const secret = agreement.agree(serverValue);
          return secret === undefined ? undefined : mpint(secret);
        },
      };
    },
  };
}

/** ML-KEM first, then ECDH; the secret is the hash of both, as a string. Source: RFC 10042 2.4. */
function hybrid(name: string, hash: SshMethod['hash'], parts: Hybrid): SshMethod {
  return {
    name,
    hash,
    form: 'string',
    async begin(random) {
      const kem = await mustBegin(parts.kem, random);
      const classical = await mustBegin(parts.classical, random);
      return {
        clientValue: Buffer.concat([kem.publicValue, classical.publicValue]),
        agree(serverValue) {
          const first = kem.agree(serverValue.subarray(0, parts.ciphertextBytes));
          const second = classical.agree(serverValue.subarray(parts.ciphertextBytes));
          if (first === undefined || second === undefined) return undefined;
          return sshString(createHash(hash).update(first).update(second).digest());
        },
      };
    },
  };
}

interface Hybrid {
  /** Group numbers of TLS, which name the same two algorithms. */
  readonly kem: number;
  readonly classical: number;
  /** Source: FIPS 203 table 3. */
  readonly ciphertextBytes: number;
}

/** Source: RFC 4253 8, RFC 8268. */
function finiteField(name: string, hash: SshMethod['hash'], group: string): SshMethod {
  return {
    name,
    hash,
    form: 'mpint',
    async begin() {
      const own = getDiffieHellman(group);
      const clientValue = own.generateKeys();
      return {
        clientValue,
        agree(serverValue) {
          try {
            return mpint(own.computeSecret(serverValue));
          } catch {
            // 0, 1, p - 1 and what is larger than the prime. Source: RFC 4253 8.
            return undefined;
          }
        },
      };
    },
  };
}

async function mustBegin(group: number, random: RandomBytes): Promise<KeyAgreement> {
  const agreement = await beginAgreement(group, random);
  if (agreement === undefined) throw new Error(`no key agreement for group ${group}`);
  return agreement;
}

const METHODS: readonly SshMethod[] = [
  curve('curve25519-sha256', 'sha256', 29),
  curve('curve25519-sha256@libssh.org', 'sha256', 29),
  curve('ecdh-sha2-nistp256', 'sha256', 23),
  curve('ecdh-sha2-nistp384', 'sha384', 24),
  curve('ecdh-sha2-nistp521', 'sha512', 25),
  hybrid('mlkem768x25519-sha256', 'sha256', { kem: 513, classical: 29, ciphertextBytes: 1088 }),
  hybrid('mlkem768nistp256-sha256', 'sha256', { kem: 513, classical: 23, ciphertextBytes: 1088 }),
  hybrid('mlkem1024nistp384-sha384', 'sha384', { kem: 514, classical: 24, ciphertextBytes: 1568 }),
  curve('curve448-sha512', 'sha512', 30),
  finiteField('diffie-hellman-group14-sha256', 'sha256', 'modp14'),
  finiteField('diffie-hellman-group14-sha1', 'sha1', 'modp14'),
  finiteField('diffie-hellman-group15-sha512', 'sha512', 'modp15'),
  finiteField('diffie-hellman-group16-sha512', 'sha512', 'modp16'),
  finiteField('diffie-hellman-group17-sha512', 'sha512', 'modp17'),
  finiteField('diffie-hellman-group18-sha512', 'sha512', 'modp18'),
  finiteField('diffie-hellman-group1-sha1', 'sha1', 'modp2'),
];

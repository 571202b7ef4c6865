import { namedGroups } from '../../vocabulary/named-groups.ts';
import { signatureSchemes } from '../../vocabulary/signature-schemes.ts';
import { sshKeyExchange, sshPublicKeyAlgorithm } from '../../vocabulary/ssh-algorithms.ts';

/** An algorithm as the inventory names it, and what it is made of where it is a hybrid. */
export interface NamedAlgorithm {
  readonly name: string;
  readonly parts: readonly string[];
}

/** The key agreement behind a TLS group: itself, or a hybrid with its parts in the order of RFC 10024. */
export function algorithmOfGroup(group: string): NamedAlgorithm {
  const row = namedGroups.find(({ name }) => name === group);
  if (row === undefined) return alone(group);
  const parts = row.components.map(agreement);
  return row.kind === 'hybrid' ? { name: group, parts } : alone(parts[0] ?? group);
}

/** The signature algorithms behind a TLS scheme: the signature, and its hash where it is separate. */
export function algorithmsOfScheme(scheme: string): readonly NamedAlgorithm[] {
  const row = signatureSchemes.find(({ name }) => name === scheme);
  const post = /^mldsa(44|65|87)$/.exec(scheme);
  if (post !== null) return [alone(`ML-DSA-${post[1]}`)];
  if (row === undefined) return [alone(scheme)];
  const hash = row.hash === null ? [] : [alone(row.hash === 'SHA1' ? 'SHA-1' : row.hash.replace('SHA', 'SHA-'))];
  const curve = /secp(256|384|521)r1/.exec(scheme)?.[1];
  switch (row.keyType) {
    case 'RSA':
      return [alone(scheme.startsWith('rsa_pss') ? 'RSASSA-PSS' : 'RSASSA-PKCS1'), ...hash];
    case 'RSA-PSS':
      return [alone('RSASSA-PSS'), ...hash];
    case 'EC':
      return [alone(curve === undefined ? 'ECDSA' : `ECDSA P-${curve}`), ...hash];
    case 'DSA':
      return [alone('DSA'), ...hash];
    case 'ED25519':
      return [alone('Ed25519')];
    case 'ED448':
      return [alone('Ed448')];
    default:
      return [alone(scheme)];
  }
}

/** The algorithms inside a cipher suite, by IANA's name: authenticated encryption or cipher, and hash. */
export function algorithmsOfSuite(suite: string): readonly NamedAlgorithm[] {
  const cipher = /_(AES_(?:128|256)_(?:GCM|CCM|CBC)|CHACHA20_POLY1305|3DES_EDE_CBC)/.exec(suite)?.[1];
  const hash = /_SHA(\d*)$/.exec(suite)?.[1];
  return [
    ...(cipher === undefined ? [] : [alone(cipherName(cipher))]),
    ...(hash === undefined ? [] : [alone(hash === '' ? 'SHA-1' : `SHA-${hash}`)]),
  ];
}

/** The algorithms behind the methods and algorithms of SSH. */
export function algorithmsOfSsh(kind: 'kex' | 'host-key' | 'cipher' | 'mac', name: string): readonly NamedAlgorithm[] {
  switch (kind) {
    case 'kex':
      return [sshExchange(name)];
    case 'host-key':
      return [alone(sshSignature(name))];
    case 'cipher':
      return [alone(sshCipher(name))];
    case 'mac':
      return [alone(/^hmac-sha2-(\d+)/.test(name) ? `HMAC-SHA-${/\d{3}/.exec(name)?.[0]}` : name)];
  }
}

/** The key of a certificate or of a host, as certificates name it: `RSA`, `EC secp256r1`, `ML-DSA-65`. */
export function algorithmOfKey(keyAlgorithm: string): NamedAlgorithm {
  const curve = /^EC (?:secp|P-)(256|384|521)/.exec(keyAlgorithm)?.[1];
  return alone(curve === undefined ? keyAlgorithm : `ECDSA P-${curve}`);
}

function sshExchange(name: string): NamedAlgorithm {
  const row = sshKeyExchange(name);
  if (row === undefined) return alone(name);
  const parts = [row.postQuantum, row.classical].flatMap((part) => (part === null ? [] : [agreement(part)]));
  return parts.length > 1 ? { name, parts } : alone(parts[0] ?? name);
}

function sshSignature(name: string): string {
  const row = sshPublicKeyAlgorithm(name);
  if (row === undefined) return name;
  if (row.key === 'RSA') return 'RSASSA-PKCS1';
  if (row.key !== 'ECDSA') return row.key;
  const curve = /nistp(\d+)/.exec(name)?.[1];
  return curve === undefined ? 'ECDSA' : `ECDSA P-${curve}`;
}

function sshCipher(name: string): string {
  if (name === 'chacha20-poly1305@openssh.com') return 'ChaCha20-Poly1305';
  const [, bits, mode] = /^aes(128|192|256)-(gcm|ctr|cbc)/.exec(name) ?? [];
  return bits === undefined || mode === undefined ? name : `AES-${bits}-${mode.toUpperCase()}`;
}

function cipherName(part: string): string {
  if (part === 'CHACHA20_POLY1305') return 'ChaCha20-Poly1305';
  return part === '3DES_EDE_CBC' ? '3DES-EDE-CBC' : part.replaceAll('_', '-');
}

/** One part of a key agreement, by the inventory's name. */
function agreement(part: string): string {
  const curve = /^(?:secp|P-)(224|256|384|521)(?:r1)?$/.exec(part)?.[1];
  if (curve !== undefined) return `ECDH P-${curve}`;
  const field = /^(?:ffdhe)(\d+)$/.exec(part)?.[1];
  if (field !== undefined) return `FFDH ${field}`;
  if (/^x(25519|448)$/i.test(part)) return `ECDH ${part.toUpperCase()}`;
  if (/^brainpoolP\d+r1$|^curveSM2$/.test(part)) return `ECDH ${part}`;
  const kem = /^ML-?KEM-?(\d+)$/.exec(part)?.[1];
  return kem === undefined ? part : `ML-KEM-${kem}`;
}

function alone(name: string): NamedAlgorithm {
  return { name, parts: [] };
}

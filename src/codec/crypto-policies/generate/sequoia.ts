import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import type { ResolvedPolicy } from '../resolve.ts';

/** What sequoia.config and rpm-sequoia.config allow under a policy. Source: policygenerators/sequoia.py, 2026. */
export function generateSequoia({ enabled, integers }: ResolvedPolicy): BackEndSets {
  const named = (map: Readonly<Record<string, string>>, names: readonly string[]) =>
    Object.entries(map).flatMap(([spelled, name]) => (names.includes(name) ? [spelled] : []));
  const aead = ['EAX', 'OCB', 'GCM'].filter((mode) =>
    enabled.cipher.some((name) => name.endsWith(`-${mode}`) && name.startsWith('AES')),
  );
  return backEndSets({
    hashes: named(HASHES, enabled.hash),
    ciphers: [...named(CIPHERS, enabled.cipher), ...aead.map((mode) => mode.toLowerCase())],
    groups: named(GROUPS, enabled.group),
    signatures: named(SIGNATURES, enabled.sign),
    minimumKeySizes: {
      rsa: smallest(
        enabled.sign.some((name) => name.startsWith('RSA-')),
        integers['min_rsa_size'] ?? 0,
      ),
      dh: null,
      dsa: smallest(
        enabled.sign.some((name) => name.startsWith('DSA-')),
        integers['min_dsa_size'] ?? 0,
      ),
    },
  });
}

function smallest(any: boolean, minimum: number): number | null {
  return any ? ([1024, 2048, 3072, 4096].find((size) => size >= minimum) ?? null) : null;
}

const HASHES: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: 'SHA1',
  sha224: 'SHA2-224',
  sha256: 'SHA2-256',
  sha384: 'SHA2-384',
  sha512: 'SHA2-512',
  'sha3-256': 'SHA3-256',
  'sha3-512': 'SHA3-512',
};

const CIPHERS: Readonly<Record<string, string>> = {
  aes128: 'AES-128-CFB',
  aes192: 'AES-192-CFB',
  aes256: 'AES-256-CFB',
  camellia128: 'CAMELLIA-128-CFB',
  camellia192: 'CAMELLIA-192-CFB',
  camellia256: 'CAMELLIA-256-CFB',
  idea: 'IDEA-CFB',
  tripledes: '3DES-CFB',
};

const GROUPS: Readonly<Record<string, string>> = {
  cv25519: 'X25519',
  'mlkem1024-x448': 'MLKEM1024-X448',
  'mlkem768-x25519': 'MLKEM768-X25519',
  nistp256: 'SECP256R1',
  nistp384: 'SECP384R1',
  nistp521: 'SECP521R1',
  x25519: 'X25519',
  x448: 'X448',
};

const SIGNATURES: Readonly<Record<string, string>> = {
  ed25519: 'EDDSA-ED25519',
  ed448: 'EDDSA-ED448',
  eddsa: 'EDDSA-ED25519',
  'mldsa65-ed25519': 'MLDSA65-ED25519',
  'mldsa87-ed448': 'MLDSA87-ED448',
};

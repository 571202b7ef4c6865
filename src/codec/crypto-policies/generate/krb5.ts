import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import type { ResolvedPolicy } from '../resolve.ts';

/** What krb5.config says under a policy. Source: fedora-crypto-policies policygenerators/krb5.py, 2026. */
export function generateKrb5({ enabled, integers }: ResolvedPolicy): BackEndSets {
  const combined = enabled.mac.flatMap((mac) => enabled.cipher.flatMap((cipher) => TYPES[`${cipher} ${mac}`] ?? []));
  const camellia = enabled.cipher.flatMap((cipher) => TYPES[cipher] ?? []);
  const rc4 = enabled.cipher.includes('RC4-128') && enabled.hash.includes('MD5') ? ['arcfour-hmac-md5'] : [];
  // libkrb5 takes 2048 or 4096 here, and 2048 without being told.
  const dh = (integers['min_dh_size'] ?? 0) > 2048 ? 4096 : null;
  return backEndSets({
    ciphers: [...combined, ...camellia, ...rc4],
    minimumKeySizes: { rsa: null, dh, dsa: null },
  });
}

const TYPES: Readonly<Record<string, string>> = {
  'AES-128-CBC HMAC-SHA1': 'aes128-cts-hmac-sha1-96',
  'AES-128-CBC HMAC-SHA2-256': 'aes128-cts-hmac-sha256-128',
  'AES-256-CBC HMAC-SHA1': 'aes256-cts-hmac-sha1-96',
  'AES-256-CBC HMAC-SHA2-384': 'aes256-cts-hmac-sha384-192',
  'CAMELLIA-128-CBC': 'camellia128-cts-cmac',
  'CAMELLIA-256-CBC': 'camellia256-cts-cmac',
};

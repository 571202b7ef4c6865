import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import type { ResolvedPolicy } from '../resolve.ts';

/** What libreswan.config says under a policy. Source: fedora-crypto-policies policygenerators/libreswan.py, 2026. */
export function generateLibreswan({ enabled }: ResolvedPolicy): BackEndSets {
  const ciphers = enabled.cipher.filter((name) => CIPHER.test(name) || name === 'CHACHA20-POLY1305');
  const isGcm = (name: string) => !name.endsWith('-CBC');
  const prf = ['HMAC-SHA2-512', 'HMAC-SHA2-256'].filter((mac) => enabled.mac.includes(mac));
  // AES-128-CBC goes with SHA2-256 alone, so SHA2-512 needs another cipher beside it.
  const used = prf.filter((mac) => ciphers.some((name) => mac === 'HMAC-SHA2-256' || name !== 'AES-128-CBC'));
  const sha1 = enabled.mac.includes('HMAC-SHA1') && ciphers.some((name) => !isGcm(name)) ? ['sha1'] : [];
  const keyed = ciphers.filter((name) => isGcm(name) || used.length > 0 || sha1.length > 0);
  const withIke = ciphers.length > 0 && used.length > 0;
  return backEndSets({
    groups: withIke ? enabled.group.flatMap((name) => GROUPS[name] ?? []) : [],
    signatures: enabled.sign.flatMap(signature),
    ciphers: keyed.map((name) => spelled(name)),
    macs: [...used.map((mac) => mac.slice('HMAC-'.length).toLowerCase().replace('-', '_')), ...sha1],
    protocols: enabled.protocol.includes('IKEv1') && !enabled.protocol.includes('IKEv2') ? ['IKEv1'] : ['IKEv2'],
  });
}

function spelled(name: string): string {
  const [, bits, mode] = CIPHER.exec(name) ?? [];
  return mode === undefined ? 'chacha20_poly1305' : mode === 'GCM' ? `aes_gcm${bits}` : `aes${bits}`;
}

function signature(name: string): readonly string[] {
  if (name === 'RSA-SHA1') return ['rsa-sha1'];
  const [, kind, size] = /^(ECDSA|RSA-PSS|RSA-PSS-RSAE)-SHA2-(256|384|512)$/.exec(name) ?? [];
  return kind === undefined ? [] : [`${kind === 'ECDSA' ? 'ecdsa' : 'rsa'}-sha2_${size}`];
}

const CIPHER = /^AES-(128|192|256)-(CBC|GCM)$/;

const GROUPS: Readonly<Record<string, string>> = {
  'FFDHE-1536': 'dh5',
  'FFDHE-2048': 'dh14',
  'FFDHE-3072': 'dh15',
  'FFDHE-4096': 'dh16',
  'FFDHE-8192': 'dh18',
  SECP256R1: 'dh19',
  SECP384R1: 'dh20',
  SECP521R1: 'dh21',
  X25519: 'dh31',
};

import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { disabledOf, type ResolvedPolicy } from '../resolve.ts';

/** What bind.config disables under a policy. Source: fedora-crypto-policies policygenerators/bind.py, 2026. */
export function generateBind(policy: ResolvedPolicy): BackEndSets {
  const groups = new Set(disabledOf(policy, 'group'));
  return backEndSets({
    mode: 'blocklist',
    disabled: [
      'RSAMD5',
      ...disabledOf(policy, 'sign').flatMap((name) => SIGNATURES[name] ?? []),
      ...(groups.has('SECP256R1') ? ['ECDSAP256SHA256'] : []),
      ...(groups.has('SECP384R1') ? ['ECDSAP384SHA384'] : []),
      ...disabledOf(policy, 'hash').flatMap((name) => DIGESTS[name] ?? []),
    ],
  });
}

const SIGNATURES: Readonly<Record<string, readonly string[]>> = {
  'DSA-SHA1': ['DSA', 'NSEC3DSA'],
  'ECDSA-SHA2-256': ['ECDSAP256SHA256'],
  'ECDSA-SHA2-384': ['ECDSAP384SHA384'],
  'EDDSA-ED25519': ['ED25519'],
  'EDDSA-ED448': ['ED448'],
  GOSTR341001: ['ECCGOST'],
  'RSA-SHA1': ['RSASHA1', 'NSEC3RSASHA1'],
  'RSA-SHA2-256': ['RSASHA256'],
  'RSA-SHA2-512': ['RSASHA512'],
};

const DIGESTS: Readonly<Record<string, string>> = {
  GOSTR94: 'GOST',
  SHA1: 'SHA-1',
  'SHA2-256': 'SHA-256',
  'SHA2-384': 'SHA-384',
};

import type { CertificateSummary } from '../facts/tls-endpoint-values.ts';
import { endpointRemedy } from './common/endpoint-remedies.ts';
import { met, some, unknown, unmet } from './common/judgement.ts';
import { isAmong } from './common/named.ts';
import { names, oneOf, readParameters } from './common/parameters.ts';
import { judgeTlsEndpoints, notSettled, tlsEndpointKinds, tlsEndpointReads } from './common/tls-endpoint.ts';
import type { Rule } from './rule.ts';

/** The least sizes of keys in bits, and the signature algorithms that no longer count. */
export interface Strength {
  readonly rsaBits: 2048 | 3072 | 4096;
  readonly ecBits: 224 | 256 | 384;
  readonly refusedSignatures: readonly string[];
}

/** Are the keys and signatures of the chains strong enough? The signature of a root over itself convinces nobody and is not asked about. */
export const tlsEndpointCertificateStrength: Rule<Strength> = {
  id: 'tls-endpoint-certificate-strength',
  title: 'the certificates of the TLS endpoint have strong keys and signatures',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: (given) =>
    readParameters(given, {
      rsaBits: oneOf([2048, 3072, 4096], 2048),
      ecBits: oneOf([224, 256, 384], 256),
      refusedSignatures: names([]),
    }),
  judge: (facts, strength) =>
    judgeTlsEndpoints(facts, (endpoint) => {
      const { subject } = endpoint;
      const chains = some(endpoint.certificates);
      if (chains === undefined) return notSettled(facts, endpoint, 'tls.endpoint.certificate');
      const judged = chains.flatMap(({ value: { chain } }) =>
        chain.map((certificate, index) => ({ ...judgeOne(certificate, strength), at: placeIn(chain.length, index) })),
      );
      const faults = [...new Set(judged.flatMap(({ at, weak }) => weak.map((each) => `${at}: ${each}`)))];
      if (faults.length > 0)
        return unmet(subject, chains, { shortfall: faults.join('; '), remedy: endpointRemedy.certificate });
      const open = [...new Set(judged.flatMap(({ at, open: why }) => why.map((each) => `${at}: ${each}`)))];
      if (judged.length === 0)
        return unknown(subject, 'no certificate was shown', { kind: 'tls.endpoint.certificate' });
      return open.length > 0
        ? unknown(subject, open.join('; '), { kind: 'tls.endpoint.certificate' })
        : met(subject, chains);
    }),
};

interface Judged {
  readonly weak: readonly string[];
  readonly open: readonly string[];
}

function judgeOne(certificate: CertificateSummary, strength: Strength): Judged {
  const { issuer, keyAlgorithm, keyBits, signatureAlgorithm, subject } = certificate;
  const weak: string[] = [];
  const open: string[] = [];
  const least = leastBits(keyAlgorithm, strength);
  if (keyAlgorithm === null) open.push('its key could not be read');
  else if (least !== null && keyBits === null) open.push(`the size of its key (${keyAlgorithm}) is not known`);
  else if (least !== null && (keyBits ?? 0) < least)
    weak.push(`${keyAlgorithm} key of ${keyBits} bits, below ${least}`);
  const isRoot = subject !== null && subject === issuer;
  if (signatureAlgorithm === null) open.push('its signature could not be read');
  else if (!isRoot && isAmong(signatureAlgorithm, strength.refusedSignatures))
    weak.push(`signed with ${signatureAlgorithm}`);
  return { weak, open };
}

/** Null: its size is not what tells its strength. An OID that nobody knows is told by its size neither. */
function leastBits(keyAlgorithm: string | null, { ecBits, rsaBits }: Strength): number | null {
  if (keyAlgorithm === null || /^(RSA|DSA)/.test(keyAlgorithm)) return rsaBits;
  if (keyAlgorithm.startsWith('EC ') || /^\d+(\.\d+)+/.test(keyAlgorithm)) return ecBits;
  return null;
}

function placeIn(length: number, index: number): string {
  return index === 0 ? 'end entity' : `certificate ${index + 1} of ${length}`;
}

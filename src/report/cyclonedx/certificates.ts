import type { Fact } from '../../facts/fact.ts';
import { quote } from '../../facts/quote.ts';
import type { CertificateSummary } from '../../facts/tls-endpoint-values.ts';
import { type Asset, algorithmAssets, algorithmRef, cryptographicAsset, occurrencesOf } from './asset.ts';
import { keyAlgorithm, publicKeyAsset } from './protocols.ts';

/** The certificates that an endpoint shows, each with its public key. */
export function certificateAssets(target: string, prefix: string, fact: Fact): readonly Asset[] {
  if (fact.kind !== 'tls.endpoint.certificate') return [];
  const occurrences = occurrencesOf(target, fact);
  return fact.value.chain.flatMap((certificate) => {
    const key = keyAlgorithm(certificate.keyAlgorithm);
    const signature = { name: certificate.signatureAlgorithm ?? 'unknown', parts: [] };
    const { sha256, keyBits } = certificate;
    const publicKey = publicKeyAsset(
      {
        prefix,
        name: `public key of ${certificate.subject ?? sha256}`,
        bits: keyBits,
        sha256: `key-${sha256}`,
        algorithm: key,
      },
      occurrences,
    );
    return [
      {
        ref: `${prefix}certificate/${sha256}`,
        component: certificateComponent(certificate, publicKey.ref, algorithmRef(signature.name)),
        occurrences,
        dependsOn: [publicKey.ref, algorithmRef(signature.name)],
      },
      publicKey,
      ...algorithmAssets(key, occurrences),
      ...algorithmAssets(signature, occurrences),
    ];
  });
}

function certificateComponent(certificate: CertificateSummary, keyRef: string, signatureRef: string) {
  const { subject, issuer, serial, notBefore, notAfter, sha256 } = certificate;
  const properties = {
    ...(serial === null ? {} : { serialNumber: quote(serial) }),
    ...(subject === null ? {} : { subjectName: quote(subject) }),
    ...(issuer === null ? {} : { issuerName: quote(issuer) }),
    ...(notBefore === null ? {} : { notValidBefore: notBefore }),
    ...(notAfter === null ? {} : { notValidAfter: notAfter }),
    certificateFormat: 'X.509',
    fingerprint: { alg: 'SHA-256', content: sha256 },
    relatedCryptographicAssets: [
      { type: 'algorithm', ref: signatureRef },
      { type: 'publicKey', ref: keyRef },
    ],
  };
  return cryptographicAsset(subject ?? `certificate ${sha256}`, {
    assetType: 'certificate',
    certificateProperties: properties,
  });
}

/** A document of 1.7 with what 1.6 has no place for taken out, and what 1.6 calls by another name put there. Source: both schemas. */
export function asEdition16(document: unknown): unknown {
  if (Array.isArray(document)) return document.map(asEdition16);
  if (document === null || typeof document !== 'object') return document;
  const members = Object.entries(document).flatMap(([name, value]) => member(name, value));
  return Object.fromEntries(members);
}

function member(name: string, value: unknown): readonly (readonly [string, unknown])[] {
  switch (name) {
    case '$schema':
      return [[name, `${value}`.replace('1.7', '1.6')]];
    case 'specVersion':
      return [[name, '1.6']];
    case 'algorithmFamily':
    case 'tlsGroups':
    case 'tlsSignatureSchemes':
      return [];
    case 'ellipticCurve':
      return [['curve', `${value}`.split('/').pop() ?? '']];
    case 'certificateProperties':
      return [[name, certificate(value)]];
    case 'relatedCryptoMaterialProperties':
      return [[name, withReference(value, 'algorithm', 'algorithmRef', ['relatedCryptographicAssets'])]];
    default:
      return [[name, asEdition16(value)]];
  }
}

function certificate(value: unknown): unknown {
  const dropped = ['serialNumber', 'fingerprint', 'relatedCryptographicAssets'];
  const signed = withReference(value, 'algorithm', 'signatureAlgorithmRef', []);
  return withReference(signed, 'publicKey', 'subjectPublicKeyRef', dropped);
}

/** The typed list of references of 1.7 as the single reference of 1.6. */
function withReference(value: unknown, type: string, as: string, dropped: readonly string[]): unknown {
  if (value === null || typeof value !== 'object') return value;
  const related = (value as { relatedCryptographicAssets?: readonly { type: string; ref: string }[] })
    .relatedCryptographicAssets;
  const found = related?.find((each) => each.type === type)?.ref;
  const kept = Object.entries(value).filter(([name]) => !dropped.includes(name));
  return Object.fromEntries([...kept, ...(found === undefined ? [] : [[as, found] as const])]);
}

/** A document of 1.7 with what 1.6 has no place for taken out, and what 1.6 calls by another name put there. Source: both schemas. */
export function asEdition16(document: unknown): unknown {
  if (Array.isArray(document)) return document.map(asEdition16);
  if (document === null || typeof document !== 'object') return document;
  const converted: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(document)) put(converted, name, value);
  return converted;
}

/** Written into the object at once: a list of pairs for every object costs as much as the whole document. */
function put(into: Record<string, unknown>, name: string, value: unknown): void {
  switch (name) {
    case '$schema':
      into[name] = `${value}`.replace('1.7', '1.6');
      return;
    case 'specVersion':
      into[name] = '1.6';
      return;
    case 'algorithmFamily':
    case 'tlsGroups':
    case 'tlsSignatureSchemes':
      return;
    case 'ellipticCurve':
      into['curve'] = `${value}`.split('/').pop() ?? '';
      return;
    case 'certificateProperties':
      into[name] = certificate(value);
      return;
    case 'relatedCryptoMaterialProperties':
      into[name] = withReference(value, 'algorithm', 'algorithmRef', ['relatedCryptographicAssets']);
      return;
    default:
      into[name] = asEdition16(value);
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

import type { Fact } from '../../facts/fact.ts';
import type { StoredKeys } from '../../facts/values/modules.ts';
import { type Asset, algorithmAssets, algorithmRef, cryptographicAsset, occurrencesOf } from './asset.ts';
import { keyAlgorithm } from './protocols.ts';

/** Keys and certificates that lie in files: that they are there, of which algorithm and size, and never what they hold. */
export function storedKeyAssets(target: string, prefix: string, fact: Fact): readonly Asset[] {
  if (fact.kind !== 'key.stored') return [];
  const { path, what, form, keys, expires } = fact.value;
  const occurrences = occurrencesOf(target, fact);
  return keys.flatMap(({ algorithm, bits }, index) => {
    const named = keyAlgorithm(algorithm);
    const material = {
      type: TYPES[what],
      ...(bits === null ? {} : { size: bits }),
      format: form,
      ...(expires === null ? {} : { expirationDate: expires.first }),
      relatedCryptographicAssets: [{ type: 'algorithm', ref: algorithmRef(named.name) }],
    };
    const component = cryptographicAsset(`${what} ${path}`, {
      assetType: 'related-crypto-material',
      relatedCryptoMaterialProperties: material,
    });
    const ref = `${prefix}stored-key/${fact.id}/${index + 1}`;
    return [
      { ref, component, occurrences, dependsOn: [algorithmRef(named.name)] },
      ...algorithmAssets(named, occurrences),
    ];
  });
}

const TYPES: Readonly<Record<StoredKeys['what'], string>> = {
  certificates: 'public-key',
  'private-key': 'private-key',
  'public-key': 'public-key',
  'key-store': 'key',
};

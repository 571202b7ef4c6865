import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSignatureList } from '../../../src/codec/openssl/signature-list.ts';
import { isFrom } from '../../../src/vocabulary/openssl-version.ts';
import { signatureSchemes } from '../../../src/vocabulary/signature-schemes.ts';

/** With all schemes of the version served but those of the key types in `without`. */
function read(text: string, version = '3.5', without: readonly string[] = []): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const knownSchemes = signatureSchemes.filter(({ since }) => isFrom({ major, minor }, since));
  const served = knownSchemes.filter(({ keyType }) => !without.includes(keyType));
  const schemes = new Map(served.map((scheme) => [scheme.codePoint, scheme]));
  const availability = { knownSchemes, schemes, groups: new Map(), suites: [], any: true };
  const list = readSignatureList(text, availability, { major, minor, patch: 0, text: version });
  return 'taken' in list ? list.taken.map(({ name }) => name).join(' ') : `refused: ${list.refused}`;
}

it('reads names and pairs, either way round, whatever their case from 3.5', () => {
  expect(read('ECDSA+SHA256:SHA384+RSA-PSS:rsa+sha512:ML-DSA-65:MLDSA87')).toBe(
    'ecdsa_secp256r1_sha256 rsa_pss_rsae_sha384 rsa_pkcs1_sha512 mldsa65 mldsa87',
  );
  expect(read('ed25519:rsa+sha512', '3.0')).toBe('refused: unknown signature algorithm rsa+sha512');
});

it('passes over twins, what no provider serves, and the unknown behind ?', () => {
  expect(read('ed25519:?bogus:ed25519:DSA+SHA256:RSA+SHA256', '3.5', ['DSA'])).toBe('ed25519 rsa_pkcs1_sha256');
});

it.each([
  ['bogus:ed25519', '3.5', 'unknown signature algorithm bogus'],
  ['id-ml-dsa-65', '3.5', 'unknown signature algorithm id-ml-dsa-65'],
  ['?bogus', '3.5', 'no signature algorithm is left'],
  ['', '3.5', 'wants a name between two separators'],
  ['RSA+', '3.5', 'RSA+: wants a digest behind +'],
  ['ed25519:ed25519', '3.0', 'ed25519 stands twice'],
  ['?ed25519', '3.0', 'unknown signature algorithm ?ed25519'],
  ['ecdsa_sha224', '3.0', 'unknown signature algorithm ecdsa_sha224'],
])('refuses %s in %s', (text, version, why) => {
  expect(read(text, version)).toBe(`refused: ${why}`);
});

it('knows in 3.0 the names that it had then', () => {
  expect(read('rsa_pkcs1_sha1:ECDSA+SHA224', '3.0')).toBe('rsa_pkcs1_sha1 ecdsa_sha224');
});

it('never throws on any text, and reads back what it prints', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => read(text).length > 0));
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...signatureSchemes), { minLength: 1 }), (schemes) => {
      const names = schemes.map(({ name }) => name);
      expect(read(names.join(':'), '4.0')).toBe(names.join(' '));
    }),
  );
});

import { createPrivateKey, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodePkcs8, decodeSpki, encodePkcs8, encodeSpki } from '../../src/codec/pkcs8.ts';
import {
  type PostQuantumParameterSet,
  postQuantumParameterSet,
  postQuantumParameterSets,
} from '../../src/vocabulary/post-quantum-parameter-sets.ts';
import { hasSharedVectors, sharedVector } from '../support/shared-vectors.ts';

it.each(postQuantumParameterSets.map((set) => [set.name, set] as const))(
  'gives %s back as it was encoded',
  (_, set) => {
    const seed = new Uint8Array(set.seedLength).fill(1);
    const expanded = new Uint8Array(set.secretKeyLength).fill(2);
    const forms = set.algorithm === 'SLH-DSA' ? [{ expanded }] : [{ seed }, { expanded }, { seed, expanded }];
    for (const form of forms)
      expect(decodePkcs8(encodePkcs8(set, form), set)).toEqual({ ok: true, value: form, oddities: [] });
    const publicKey = new Uint8Array(set.publicKeyLength).fill(3);
    expect(decodeSpki(encodeSpki(set, publicKey), set)).toEqual({ ok: true, value: publicKey, oddities: [] });
  },
);

it('encodes in the lengths that RFC 9881 and RFC 9935 show', () => {
  const lengths = ['ML-KEM-768', 'ML-DSA-65'].map(named).map((set) => {
    const seed = new Uint8Array(set.seedLength);
    const expanded = new Uint8Array(set.secretKeyLength);
    return [{ seed, expanded }, { seed }, { expanded }].map((forms) => encodePkcs8(set, forms).length);
  });
  expect(lengths).toEqual([
    [2498, 86, 2428],
    [4098, 54, 4060],
  ]);
});

it.each(['ML-KEM-512', 'ML-DSA-87'])('is read by OpenSSL, and reads what OpenSSL writes: %s', (name) => {
  const set = named(name);
  const seed = new Uint8Array(set.seedLength).fill(7);
  const key = createPrivateKey({ key: Buffer.from(encodePkcs8(set, { seed })), format: 'der', type: 'pkcs8' });
  const written = decodePkcs8(key.export({ format: 'der', type: 'pkcs8' }), set);
  expect(written.ok && written.value.seed).toEqual(seed);
  // Node.js 24 writes both forms, Node.js 26 the seed alone.
  expect([undefined, set.secretKeyLength]).toContain(written.ok && written.value.expanded?.length);
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const publicKey = decodeSpki(spki, set);
  expect(publicKey.ok && Buffer.from(encodeSpki(set, publicKey.value)).equals(spki)).toBe(true);
});

it.runIf(hasSharedVectors())("encodes as Wycheproof's own files do", () => {
  const read = (file: string) => JSON.parse(Buffer.from(sharedVector(`wycheproof/${file}`)).toString()).testGroups;
  const set = named('ML-DSA-65');
  for (const { privateSeed, privateKeyPkcs8 } of read('mldsa_65_sign_seed_test.json.gz')) {
    if (privateSeed.length !== 64 || privateKeyPkcs8 === undefined) continue;
    const encoded = encodePkcs8(set, { seed: Buffer.from(privateSeed, 'hex') });
    expect(Buffer.from(encoded).toString('hex')).toBe(privateKeyPkcs8);
  }
  for (const { publicKey, publicKeyDer } of read('mldsa_65_verify_test.json.gz'))
    expect(Buffer.from(encodeSpki(set, Buffer.from(publicKey, 'hex'))).toString('hex')).toBe(publicKeyDer);
});

it('refuses any bytes that are no key, and every proper prefix of one', () => {
  const set = named('ML-KEM-768');
  const whole = encodePkcs8(set, { seed: new Uint8Array(64) });
  for (let length = 0; length < whole.length; length += 1)
    expect(decodePkcs8(whole.subarray(0, length), set).ok).toBe(false);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(decodePkcs8(bytes, set).ok).toBe(false);
      expect(decodeSpki(bytes, set).ok).toBe(false);
    }),
  );
});

it('refuses a time without a digit, in the place of a key and inside one', () => {
  const set = named('ML-KEM-768');
  const empty = Uint8Array.of(0x18, 0x00);
  expect(decodePkcs8(empty, set).ok).toBe(false);
  const inside = encodePkcs8(set, { seed: new Uint8Array(64) });
  const at = inside.length - 66;
  const key = Uint8Array.from([...inside.subarray(0, at - 1), empty.length, ...empty]);
  key[1] = key.length - 2;
  expect(decodePkcs8(key, set)).toEqual({
    ok: false,
    problem: 'no seed and no expanded key inside',
    at: { offset: 0 },
  });
});

it('refuses the key of another parameter set', () => {
  const other = encodePkcs8(named('ML-KEM-512'), { seed: new Uint8Array(64) });
  expect(decodePkcs8(other, named('ML-KEM-768'))).toEqual({
    ok: false,
    problem: 'no key of ML-KEM-768',
    at: { offset: 0 },
  });
});

function named(name: string): PostQuantumParameterSet {
  const set = postQuantumParameterSet(name);
  if (set === undefined) throw new Error(name);
  return set;
}

import type { Expected } from '../known-answer.ts';
import type { VectorFields } from '../vector-fields.ts';
import type { WycheproofReader } from './read-wycheproof.ts';

/** Seed to key pair: mlkem_N_keygen_seed_test. */
export const readMlKemKeyGen: WycheproofReader = (fields) => ({
  parameterSet: parameterSet(fields),
  asked: { operation: 'keyGen', seed: fields.hex('seed') },
  expected: expected(fields, () => ({ ek: fields.hex('ek'), dk: fields.hex('dk') })),
});

/** Encapsulation with a given m, and keys that must be refused: mlkem_N_encaps_test. */
export const readMlKemEncaps: WycheproofReader = (fields) => ({
  parameterSet: parameterSet(fields),
  asked: { operation: 'encapsulation', ek: fields.hex('ek'), m: fields.hex('m') },
  expected: expected(fields, () => ({ c: fields.hex('c'), k: fields.hex('K') })),
});

/** Seed and ciphertext to shared key: mlkem_N_test. The flag Strcmp marks CCTV's case of implicit rejection. */
export const readMlKemDecaps: WycheproofReader = (fields) => {
  const isRejection = fields.has('flags') && fields.words('flags').includes('Strcmp');
  return {
    parameterSet: parameterSet(fields),
    asked: {
      operation: isRejection ? 'implicit rejection' : 'decapsulation',
      key: { form: 'seed', seed: fields.hex('seed') },
      c: fields.hex('c'),
    },
    expected: expected(fields, () => ({ k: fields.hex('K') })),
  };
};

/** Expanded key and ciphertext to shared key: mlkem_N_semi_expanded_decaps_test. */
export const readMlKemExpandedDecaps: WycheproofReader = (fields) => ({
  parameterSet: parameterSet(fields),
  asked: {
    operation: 'decapsulation',
    key: { form: 'expanded', expanded: fields.hex('dk') },
    c: fields.hex('c'),
  },
  expected: expected(fields, () => ({ k: fields.hex('K') })),
});

function parameterSet(fields: VectorFields): string {
  return fields.oneOf('parameterSet', ['ML-KEM-512', 'ML-KEM-768', 'ML-KEM-1024']);
}

function expected(fields: VectorFields, values: () => Readonly<Record<string, Uint8Array>>): Expected {
  return fields.oneOf('result', ['valid', 'invalid']) === 'valid'
    ? { is: 'values', values: values() }
    : { is: 'refusal' };
}

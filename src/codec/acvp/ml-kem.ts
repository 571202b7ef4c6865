import type { Asked, Expected, PrivateKey } from '../known-answer.ts';
import type { VectorFields } from '../vector-fields.ts';
import type { CaseReader } from './read-acvp.ts';

/** ML-KEM of FIPS 203 and its revision tr1, which adds private keys as seeds. Source: ACVP draft-celi-acvp-ml-kem. */
export const readMlKemCase: CaseReader = (fields, header) => ({
  algorithm: 'ML-KEM',
  parameterSet: fields.oneOf('parameterSet', ['ML-KEM-512', 'ML-KEM-768', 'ML-KEM-1024']),
  slow: false,
  ...(header.mode === 'keyGen' ? keyGeneration(fields) : encapsulationAndDecapsulation(fields)),
});

type Question = { readonly asked: Asked; readonly expected: Expected };

function keyGeneration(fields: VectorFields): Question {
  return {
    asked: { operation: 'keyGen', seed: seedOf(fields) },
    expected: { is: 'values', values: { ek: fields.hex('ek'), dk: fields.hex('dk') } },
  };
}

function encapsulationAndDecapsulation(fields: VectorFields): Question {
  const operation = fields.oneOf('function', [
    'encapsulation',
    'decapsulation',
    'encapsulationKeyCheck',
    'decapsulationKeyCheck',
  ]);
  switch (operation) {
    case 'encapsulation':
      return {
        asked: { operation, ek: fields.hex('ek'), m: fields.hex('m') },
        expected: { is: 'values', values: { c: fields.hex('c'), k: fields.hex('k') } },
      };
    case 'decapsulation':
      return {
        asked: {
          operation: isModified(fields) ? 'implicit rejection' : operation,
          key: keyOf(fields),
          c: fields.hex('c'),
        },
        // The project's own sets say so of ciphertexts of a wrong length, for which ACVP has no answer.
        expected: fields.flagOr('testPassed', true)
          ? { is: 'values', values: { k: fields.hex('k') } }
          : { is: 'refusal' },
      };
    case 'encapsulationKeyCheck':
      return { asked: { operation, ek: fields.hex('ek') }, expected: verdict(fields) };
    case 'decapsulationKeyCheck':
      return { asked: { operation, dk: fields.hex('dk') }, expected: verdict(fields) };
  }
}

/** A modified ciphertext gives the pseudorandom key of FIPS 203 algorithm 18, line 9; only the author's reason tells which those are. */
function isModified(fields: VectorFields): boolean {
  return /modif/i.test(fields.textOrNull('reason') ?? '');
}

function keyOf(fields: VectorFields): PrivateKey {
  return fields.has('keyFormat') && fields.oneOf('keyFormat', ['seed', 'expanded', 'none']) === 'seed'
    ? { form: 'seed', seed: seedOf(fields) }
    : { form: 'expanded', expanded: fields.hex('dk') };
}

function seedOf(fields: VectorFields): Uint8Array {
  return Buffer.concat([fields.hex('d'), fields.hex('z')]);
}

function verdict(fields: VectorFields): Expected {
  return { is: 'verdict', accepted: fields.flag('testPassed') };
}

import type { Message } from '../known-answer.ts';
import type { VectorFields } from '../vector-fields.ts';
import type { WycheproofReader } from './read-wycheproof.ts';

/** Signing with a seed or an expanded key: mldsa_N_sign_seed_test, mldsa_N_sign_noseed_test. Without rnd it is deterministic. */
export const readMlDsaSign: WycheproofReader = (fields, algorithm) => ({
  parameterSet: parameterSet(algorithm, fields),
  asked: {
    operation: 'sigGen',
    key: fields.has('privateSeed')
      ? { form: 'seed', seed: fields.hex('privateSeed') }
      : { form: 'expanded', expanded: fields.hex('privateKey') },
    message: messageOf(fields),
    rnd: fields.has('rnd') ? fields.hex('rnd') : null,
  },
  expected: isValid(fields) ? { is: 'values', values: { signature: fields.hex('sig') } } : { is: 'refusal' },
});

/** Verification: mldsa_N_verify_test. */
export const readMlDsaVerify: WycheproofReader = (fields, algorithm) => ({
  parameterSet: parameterSet(algorithm, fields),
  asked: {
    operation: 'sigVer',
    pk: fields.hex('publicKey'),
    message: messageOf(fields),
    signature: fields.hex('sig'),
  },
  expected: { is: 'verdict', accepted: isValid(fields) },
});

/** Cases flagged Internal have mu and no message: their message cannot be known. */
function messageOf(fields: VectorFields): Message {
  return fields.has('msg') || !fields.has('mu')
    ? { as: 'pure', message: fields.hex('msg'), context: fields.hexOrEmpty('ctx') }
    : { as: 'mu', mu: fields.hex('mu') };
}

function isValid(fields: VectorFields): boolean {
  return fields.oneOf('result', ['valid', 'invalid']) === 'valid';
}

/** The file names its parameter set as its algorithm, outside the groups. */
function parameterSet(algorithm: string, fields: VectorFields): string {
  if (/^ML-DSA-(44|65|87)$/.test(algorithm)) return algorithm;
  return fields.oneOf('parameterSet', ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87']);
}

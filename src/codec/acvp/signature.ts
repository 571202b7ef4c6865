import { postQuantumParameterSets } from '../../vocabulary/post-quantum-parameter-sets.ts';
import type { Expected, KnownAnswer, Message, PrivateKey } from '../known-answer.ts';
import type { VectorFields } from '../vector-fields.ts';
import type { CaseReader } from './read-acvp.ts';

/** ML-DSA of FIPS 204 with its revision tr1, and SLH-DSA of FIPS 205. Sources: ACVP draft-celi-acvp-ml-dsa, draft-celi-acvp-slh-dsa. */
export const readSignatureCase: CaseReader = (fields, header) => {
  const algorithm = header.algorithm === 'SLH-DSA' ? 'SLH-DSA' : 'ML-DSA';
  const sets = postQuantumParameterSets.filter((set) => set.algorithm === algorithm).map(({ name }) => name);
  const parameterSet = fields.oneOf('parameterSet', sets);
  // The small variants of SLH-DSA build trees of 512 leaves and more for one key.
  const slow = /^SLH-DSA.*s$/.test(parameterSet) && header.mode !== 'sigVer';
  return { algorithm, parameterSet, slow, ...question(fields, { algorithm, parameterSet, mode: header.mode }) };
};

interface Of {
  readonly algorithm: 'ML-DSA' | 'SLH-DSA';
  readonly parameterSet: string;
  readonly mode: string;
}

function question(fields: VectorFields, of: Of): Pick<KnownAnswer, 'asked' | 'expected'> {
  if (of.mode === 'keyGen')
    return {
      asked: { operation: 'keyGen', seed: seedOf(fields, of) },
      expected: { is: 'values', values: { pk: fields.hex('pk'), sk: fields.hex('sk') } },
    };
  const message = messageOf(fields);
  if (of.mode === 'sigGen') {
    const rnd = fields.flagOr('deterministic', false) ? null : fields.hex(RANDOM[of.algorithm]);
    const expected: Expected = { is: 'values', values: { signature: fields.hex('signature') } };
    return { asked: { operation: 'sigGen', key: keyOf(fields), message, rnd }, expected };
  }
  const expected: Expected = { is: 'verdict', accepted: fields.flag('testPassed') };
  const [pk, signature] = [fields.hex('pk'), fields.hex('signature')];
  return { asked: { operation: 'sigVer', pk, message, signature }, expected };
}

function seedOf(fields: VectorFields, { algorithm }: Of): Uint8Array {
  if (algorithm === 'ML-DSA') return fields.hex('seed');
  return Buffer.concat([fields.hex('skSeed'), fields.hex('skPrf'), fields.hex('pkSeed')]);
}

function keyOf(fields: VectorFields): PrivateKey {
  return fields.has('keyFormat') && fields.oneOf('keyFormat', ['seed', 'expanded', 'none']) === 'seed'
    ? { form: 'seed', seed: fields.hex('seed') }
    : { form: 'expanded', expanded: fields.hex('sk') };
}

/** Sets of 2024 name no interface: they are of the internal one. */
function messageOf(fields: VectorFields): Message {
  const external = fields.has('signatureInterface')
    ? fields.oneOf('signatureInterface', ['external', 'internal']) === 'external'
    : false;
  if (!external)
    return fields.flagOr('externalMu', false)
      ? { as: 'mu', mu: fields.hex('mu') }
      : { as: 'internal', message: fields.hex('message') };
  const [message, context] = [fields.hex('message'), fields.hexOrEmpty('context')];
  return fields.oneOf('preHash', ['pure', 'preHash']) === 'pure'
    ? { as: 'pure', message, context }
    : { as: 'pre-hash', message, context, hash: fields.text('hashAlg') };
}

const RANDOM = { 'ML-DSA': 'rnd', 'SLH-DSA': 'additionalRandomness' } as const;

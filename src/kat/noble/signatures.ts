import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js';
import * as slh from '@noble/post-quantum/slh-dsa.js';
import type { Message, PrivateKey } from '../../codec/known-answer.ts';
import { type Answer, notAsked, type Question, values, verdict } from '../engine.ts';
import { preHashed } from '../pre-hash.ts';

/** ML-DSA and SLH-DSA by noble. */
export function signaturesByNoble({ parameterSet, asked }: Question): Answer {
  const signer = SIGNERS.get(parameterSet);
  if (signer === undefined) return notAsked(`@noble/post-quantum has no ${parameterSet}`);
  switch (asked.operation) {
    case 'keyGen': {
      const { publicKey, secretKey } = signer.keygen(asked.seed);
      return values({ pk: publicKey, sk: secretKey });
    }
    case 'sigGen': {
      const sk = secretKeyOf(signer, asked.key);
      return values({ signature: sign(signer, asked.message, { sk, rnd: asked.rnd }) });
    }
    case 'sigVer':
      return verdict(verify(signer, asked.message, { pk: asked.pk, signature: asked.signature }));
    default:
      return notAsked(`${parameterSet} encapsulates nothing`);
  }
}

type Signer = typeof ml_dsa65 | typeof slh.slh_dsa_sha2_128f;

function secretKeyOf(signer: Signer, key: PrivateKey): Uint8Array {
  return key.form === 'seed' ? signer.keygen(key.seed).secretKey : key.expanded;
}

function sign(
  signer: Signer,
  message: Message,
  { sk, rnd }: { readonly sk: Uint8Array; readonly rnd: Uint8Array | null },
): Uint8Array {
  const extraEntropy = rnd ?? false;
  switch (message.as) {
    case 'pure':
      return signer.sign(message.message, sk, { context: message.context, extraEntropy });
    case 'pre-hash':
      return signer.internal.sign(formatted(message), sk, { extraEntropy });
    case 'internal':
      return signer.internal.sign(message.message, sk, { extraEntropy });
    case 'mu':
      return mlDsaOnly(signer).internal.sign(message.mu, sk, { extraEntropy, externalMu: true });
  }
}

function verify(
  signer: Signer,
  message: Message,
  { pk, signature }: { readonly pk: Uint8Array; readonly signature: Uint8Array },
): boolean {
  switch (message.as) {
    case 'pure':
      return signer.verify(signature, message.message, pk, { context: message.context });
    case 'pre-hash':
      return signer.internal.verify(signature, formatted(message), pk);
    case 'internal':
      return signer.internal.verify(signature, message.message, pk);
    case 'mu':
      return mlDsaOnly(signer).internal.verify(signature, message.mu, pk, { externalMu: true });
  }
}

/** `prehash()` of noble refuses hashes weaker than the key by a policy of its own; the standard's vectors use them. */
function formatted(message: Extract<Message, { as: 'pre-hash' }>): Uint8Array {
  const whole = preHashed(message);
  if (whole === undefined)
    throw new Error(`no pre-hash with ${message.hash} and a context of ${message.context.length}`);
  return whole;
}

function mlDsaOnly(signer: Signer): typeof ml_dsa65 {
  const found = ML_DSA.find((each) => each === signer);
  if (found === undefined) throw new Error('only ML-DSA takes mu');
  return found;
}

const ML_DSA = [ml_dsa44, ml_dsa65, ml_dsa87];
const SIGNERS: ReadonlyMap<string, Signer> = new Map<string, Signer>([
  ['ML-DSA-44', ml_dsa44],
  ['ML-DSA-65', ml_dsa65],
  ['ML-DSA-87', ml_dsa87],
  ['SLH-DSA-SHA2-128s', slh.slh_dsa_sha2_128s],
  ['SLH-DSA-SHA2-128f', slh.slh_dsa_sha2_128f],
  ['SLH-DSA-SHA2-192s', slh.slh_dsa_sha2_192s],
  ['SLH-DSA-SHA2-192f', slh.slh_dsa_sha2_192f],
  ['SLH-DSA-SHA2-256s', slh.slh_dsa_sha2_256s],
  ['SLH-DSA-SHA2-256f', slh.slh_dsa_sha2_256f],
  ['SLH-DSA-SHAKE-128s', slh.slh_dsa_shake_128s],
  ['SLH-DSA-SHAKE-128f', slh.slh_dsa_shake_128f],
  ['SLH-DSA-SHAKE-192s', slh.slh_dsa_shake_192s],
  ['SLH-DSA-SHAKE-192f', slh.slh_dsa_shake_192f],
  ['SLH-DSA-SHAKE-256s', slh.slh_dsa_shake_256s],
  ['SLH-DSA-SHAKE-256f', slh.slh_dsa_shake_256f],
]);

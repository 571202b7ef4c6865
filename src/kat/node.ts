import { createPrivateKey, createPublicKey, decapsulate, encapsulate, type KeyObject, sign, verify } from 'node:crypto';
import type { Message, PrivateKey } from '../codec/known-answer.ts';
import { decodePkcs8, decodeSpki, encodePkcs8, encodeSpki } from '../codec/pkcs8.ts';
import { type PostQuantumParameterSet, postQuantumParameterSet } from '../vocabulary/post-quantum-parameter-sets.ts';
import { type Answer, answerOf, type Engine, notAsked, type Question, values, verdict } from './engine.ts';

/** node:crypto of the Node.js that runs this program, with the OpenSSL that it carries. */
export function nodeEngine(): Engine {
  return {
    id: 'node',
    version: `Node.js ${process.versions.node}, OpenSSL ${process.versions.openssl}`,
    proof: null,
    atOnce: 1,
    answer: (question) => answerOf(() => answer(question)),
  };
}

function answer({ parameterSet, asked }: Question): Answer {
  const set = postQuantumParameterSet(parameterSet);
  if (set === undefined) return notAsked('node:crypto has no LMS');
  switch (asked.operation) {
    case 'keyGen':
      return set.algorithm === 'SLH-DSA' ? notAsked('node:crypto takes no seed for SLH-DSA') : keyPair(set, asked.seed);
    case 'encapsulation':
      // A key that must be refused is refused whatever m is; only the values need it.
      encapsulate(publicKey(set, asked.ek));
      return notAsked('node:crypto takes no m for encapsulation');
    case 'decapsulation':
    case 'implicit rejection':
      return values({ k: decapsulate(privateKey(set, asked.key), asked.c) });
    case 'encapsulationKeyCheck':
      encapsulate(publicKey(set, asked.ek));
      return verdict(true);
    case 'decapsulationKeyCheck':
      decapsulate(privateKey(set, { form: 'expanded', expanded: asked.dk }), new Uint8Array(set.outputLength));
      return verdict(true);
    case 'sigGen':
      return signed(set, asked.key, asked.message);
    case 'sigVer':
      return verified(set, asked);
  }
}

function keyPair(set: PostQuantumParameterSet, seed: Uint8Array): Answer {
  const key = privateKey(set, { form: 'seed', seed });
  const secret = decodePkcs8(key.export({ format: 'der', type: 'pkcs8' }), set);
  const open = decodeSpki(createPublicKey(key).export({ format: 'der', type: 'spki' }), set);
  if (!secret.ok || !open.ok) return { is: 'broken', why: 'the exported keys cannot be read' };
  // Node.js 26 writes no more than the seed that it was given.
  if (secret.value.expanded === undefined) return notAsked('node:crypto exports the seed alone');
  return set.algorithm === 'ML-KEM'
    ? values({ ek: open.value, dk: secret.value.expanded })
    : values({ pk: open.value, sk: secret.value.expanded });
}

/** Signing is hedged with randomness of its own, so that only refusals can be compared. */
function signed(set: PostQuantumParameterSet, key: PrivateKey, message: Message): Answer {
  if (message.as !== 'pure') return notAsked(`node:crypto has no ${INTERFACES[message.as]}`);
  const { context } = message;
  sign(null, message.message, { key: privateKey(set, key), context });
  return notAsked('node:crypto signs with randomness of its own');
}

function verified(
  set: PostQuantumParameterSet,
  { pk, message, signature }: Extract<Question['asked'], { operation: 'sigVer' }>,
): Answer {
  if (message.as !== 'pure') return notAsked(`node:crypto has no ${INTERFACES[message.as]}`);
  const { context } = message;
  return verdict(verify(null, message.message, { key: publicKey(set, pk), context }, signature));
}

function publicKey(set: PostQuantumParameterSet, key: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(encodeSpki(set, key)), format: 'der', type: 'spki' });
}

function privateKey(set: PostQuantumParameterSet, key: PrivateKey): KeyObject {
  const forms = key.form === 'seed' ? { seed: key.seed } : { expanded: key.expanded };
  return createPrivateKey({ key: Buffer.from(encodePkcs8(set, forms)), format: 'der', type: 'pkcs8' });
}

const INTERFACES = {
  'pre-hash': 'pre-hash interface',
  internal: 'internal interface',
  mu: 'external mu',
} as const;

import { createHash } from 'node:crypto';
import type { Asked } from '../../src/codec/known-answer.ts';
import { type Answer, type Engine, type Question, values, verdict } from '../../src/kat/engine.ts';
import { noble } from '../../src/kat/noble.ts';

/** Engines that are right but for one mistake, each a mistake that implementations have made. */
export const wrongEngines: Readonly<Record<string, Engine>> = {
  'no implicit rejection': wrong((question, right) => {
    const { asked } = question;
    // Takes a modified ciphertext for an error, as draft Kyber's first readers did.
    return asked.operation === 'implicit rejection' ? { is: 'refused', why: 'bad ciphertext' } : right;
  }),
  'implicit rejection by zeros': wrong(({ asked }, right) =>
    asked.operation === 'implicit rejection' ? values({ k: new Uint8Array(32) }) : right,
  ),
  'accepts a modified signature': wrong(({ asked }, right) => (asked.operation === 'sigVer' ? verdict(true) : right)),
  'draft Kyber': wrong((question, right) => kyber(question, right)),
  'no modulus check': wrong(({ asked }, right) =>
    asked.operation === 'encapsulationKeyCheck' && asked.ek.length % 384 === 32 ? verdict(true) : right,
  ),
  'ignores the context': {
    ...named('ignores the context'),
    answer: (question, signal) => noble.answer(withoutContext(question), signal),
  },
  'signs with randomness where it must not': {
    ...named('signs with randomness where it must not'),
    answer: (question, signal) => noble.answer(hedged(question), signal),
  },
  'refuses everything': { ...named('refuses everything'), answer: () => ({ is: 'refused', why: 'no' }) },
  breaks: { ...named('breaks'), answer: () => ({ is: 'broken', why: 'no answer within the limit' }) },
};

function wrong(mistake: (question: Question, right: Answer) => Answer): Engine {
  return {
    ...named('wrong'),
    async answer(question, signal) {
      return mistake(question, await noble.answer(question, signal));
    },
  };
}

function named(id: string) {
  return { id, version: id, proof: null, atOnce: 1 };
}

/** Round 3 of Kyber hashes the ciphertext into the shared key; FIPS 203 does not. */
function kyber({ asked }: Question, right: Answer): Answer {
  if (right.is !== 'values' || right.values['k'] === undefined) return right;
  const c = 'c' in asked ? asked.c : right.values['c'];
  const k = createHash('shake256', { outputLength: 32 })
    .update(right.values['k'])
    .update(
      createHash('sha3-256')
        .update(c ?? '')
        .digest(),
    )
    .digest();
  return values({ ...right.values, k });
}

function withoutContext(question: Question): Question {
  const { asked } = question;
  if (!('message' in asked) || !('context' in asked.message)) return question;
  const context = new Uint8Array();
  return { ...question, asked: { ...asked, message: { ...asked.message, context } } as Asked };
}

function hedged(question: Question): Question {
  const { asked } = question;
  if (asked.operation !== 'sigGen' || asked.rnd !== null) return question;
  return { ...question, asked: { ...asked, rnd: new Uint8Array(32).fill(9) } };
}

import { type Answer, answerOf, type Engine, notAsked, type Question } from './engine.ts';
import { mlKemByNoble } from './noble/ml-kem.ts';
import { signaturesByNoble } from './noble/signatures.ts';

/** @noble/post-quantum: the reference by which vectors are made, and the check of the harness itself. */
export const noble: Engine = {
  id: 'noble',
  version: '@noble/post-quantum 0.7.1',
  proof: null,
  atOnce: 1,
  answer: (question) => answerOf(() => answer(question)),
};

function answer(question: Question): Answer {
  switch (question.algorithm) {
    case 'ML-KEM':
      return mlKemByNoble(question);
    case 'ML-DSA':
    case 'SLH-DSA':
      return signaturesByNoble(question);
    case 'LMS':
      return notAsked('@noble/post-quantum has no LMS');
  }
}

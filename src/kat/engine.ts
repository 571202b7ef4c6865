import type { KnownAnswer } from '../codec/known-answer.ts';

/** An implementation of ML-KEM, ML-DSA and SLH-DSA that answers questions. */
export interface Engine {
  /** `noble`, `node`, `openssl`, `openssl-fips`. */
  readonly id: string;
  /** As the implementation says it: `OpenSSL 3.5.7 9 Jun 2026`. */
  readonly version: string;
  /** What shows that the answers come from where they are said to come from; null where it goes without saying. */
  readonly proof: string | null;
  /** Questions that may be under way at the same time. */
  readonly atOnce: number;
  answer(question: Question, signal: AbortSignal): Promise<Answer> | Answer;
}

/** What is asked, without the answer. */
export type Question = Pick<KnownAnswer, 'algorithm' | 'parameterSet' | 'asked'>;

/** What an implementation made of a question. */
export type Answer =
  | { readonly is: 'values'; readonly values: Readonly<Record<string, Uint8Array>> }
  | { readonly is: 'verdict'; readonly accepted: boolean }
  /** It would not compute it: a key, length or encoding that it does not take. */
  | { readonly is: 'refused'; readonly why: string }
  /** The question cannot be put to it at all; `why` is one of few sentences, by which such cases are counted. */
  | { readonly is: 'not-asked'; readonly why: string }
  /** It broke: no answer within the limit, a crash, output that cannot be read. */
  | { readonly is: 'broken'; readonly why: string };

/** Values by the standard's names. */
export function values(given: Readonly<Record<string, Uint8Array>>): Answer {
  return { is: 'values', values: given };
}

/** Accepted or not. */
export function verdict(accepted: boolean): Answer {
  return { is: 'verdict', accepted };
}

/** The question cannot be put. */
export function notAsked(why: string): Answer {
  return { is: 'not-asked', why };
}

/** Computes in this process; what is thrown is a refusal. */
export function answerOf(compute: () => Answer): Answer {
  try {
    return compute();
  } catch (error) {
    return { is: 'refused', why: error instanceof Error ? error.message : String(error) };
  }
}

import type { Parsed } from './parsed.ts';

/** A set of known answers, read case by case so that a large file costs its own bytes and one case. */
export interface VectorSet {
  readonly source: 'ACVP' | 'Wycheproof' | 'CCTV';
  readonly algorithm: KnownAnswer['algorithm'];
  /** As its file calls it: `ML-KEM encapDecap FIPS203-tr1`. */
  readonly title: string;
  /** Cases that the file holds. */
  readonly total: number;
  /** A damaged case ends the set: nothing after it is read. */
  readonly cases: () => Iterable<Parsed<KnownAnswer>>;
}

/** One question and the standard's answer to it. */
export interface KnownAnswer {
  readonly tcId: number;
  readonly algorithm: 'ML-KEM' | 'ML-DSA' | 'SLH-DSA' | 'LMS';
  /** NIST's name: `ML-KEM-768`. */
  readonly parameterSet: string;
  readonly asked: Asked;
  readonly expected: Expected;
  /** What the vector's author says of it: `modified ciphertext`. */
  readonly note: string | null;
  /** Takes seconds where others take milliseconds. */
  readonly slow: boolean;
}

/** What an implementation is asked to compute. Names of values as in FIPS 203, 204 and 205. */
export type Asked =
  | { readonly operation: 'keyGen'; readonly seed: Uint8Array }
  | { readonly operation: 'encapsulation'; readonly ek: Uint8Array; readonly m: Uint8Array }
  | { readonly operation: 'decapsulation' | 'implicit rejection'; readonly key: PrivateKey; readonly c: Uint8Array }
  | { readonly operation: 'encapsulationKeyCheck'; readonly ek: Uint8Array }
  | { readonly operation: 'decapsulationKeyCheck'; readonly dk: Uint8Array }
  | {
      readonly operation: 'sigGen';
      readonly key: PrivateKey;
      readonly message: Message;
      /** 32 bytes (n for SLH-DSA); null: the deterministic variant. */
      readonly rnd: Uint8Array | null;
    }
  | {
      readonly operation: 'sigVer';
      readonly pk: Uint8Array;
      readonly message: Message;
      readonly signature: Uint8Array;
    };

/** The name of a question, part of the report's contract. */
export type Operation = Asked['operation'];

/** ML-KEM's seed is d and z in this order. Sources: FIPS 203 7.1, FIPS 204 5.1. */
export type PrivateKey =
  | { readonly form: 'seed'; readonly seed: Uint8Array }
  | { readonly form: 'expanded'; readonly expanded: Uint8Array };

/** What is signed, and through which interface. Sources: FIPS 204 5.2, 5.4, 6.2; FIPS 205 9.2, 10.2. */
export type Message =
  | { readonly as: 'pure'; readonly message: Uint8Array; readonly context: Uint8Array }
  | { readonly as: 'pre-hash'; readonly message: Uint8Array; readonly context: Uint8Array; readonly hash: string }
  | { readonly as: 'internal'; readonly message: Uint8Array }
  | { readonly as: 'mu'; readonly mu: Uint8Array };

/** The standard's answer; `refusal`: it must not be computed at all. */
export type Expected =
  | { readonly is: 'values'; readonly values: Readonly<Record<string, Uint8Array>> }
  | { readonly is: 'verdict'; readonly accepted: boolean }
  | { readonly is: 'refusal' };

import { type Tls12CipherSuite, tls12CipherSuite } from '../../vocabulary/tls12-cipher-suites.ts';

/** A list of suites in two parts, to be peeled side by side. */
export interface SplitSuites {
  readonly parts: readonly (readonly number[])[];
  /** Each half is ended by a refusal of its own, which costs a connection. */
  readonly areHalves: boolean;
}

/**
 * Splits what is left of a list. Suites that the server has in all likelihood, because it has shown their key exchange and their
 * kind of cipher, are peeled by themselves: where it has them all, that list is at its end without a refusal, and nothing is lost.
 * @param found the suites that it has shown so far
 * @param mayHalve whether the list is worth a refusal more where none of it is likelier than the rest
 * @returns undefined: it is better left whole
 */
export function splitSuites(
  suites: readonly number[],
  found: readonly number[],
  mayHalve: boolean,
): SplitSuites | undefined {
  const [likely, possible] = [likelyOf(suites, found), possibleOf(suites, found)];
  const apart = [likely, possible].find(({ length }) => length > 0 && length < suites.length);
  if (apart !== undefined)
    return { parts: [apart, suites.filter((suite) => !apart.includes(suite))], areHalves: false };
  const areLikely = likely.length > 0;
  if (suites.length < 2 || !(areLikely || mayHalve)) return undefined;
  return { parts: [everySecond(suites, 0), everySecond(suites, 1)], areHalves: !areLikely };
}

/**
 * What is to be peeled beside a list that asks about more than its suites, and needs some that are answered for that: what the
 * server may have, or half of what it has in all likelihood; empty where there is too little.
 */
export function suitesBeside(suites: readonly number[], found: readonly number[]): readonly number[] {
  const likely = likelyOf(suites, found);
  const possible = possibleOf(suites, found).filter((suite) => !likely.includes(suite));
  return possible.length > 0 ? possible : everySecond(likely, 1);
}

/** It has shown the key exchange and the kind of cipher of each, be it apart. */
function likelyOf(suites: readonly number[], found: readonly number[]): readonly number[] {
  const seen = new Set(known(found).map(kindOf));
  return withKeysOf(found, suites).filter((suite) => known([suite]).some((each) => seen.has(kindOf(each))));
}

/** It has shown the key exchange of each, and a cipher that is seldom on its own. */
function possibleOf(suites: readonly number[], found: readonly number[]): readonly number[] {
  const seen = new Set(known(found).map(kindOf));
  const rarest = SELDOM.findIndex((kind) => seen.has(kind));
  const kinds = rarest < 0 ? [] : SELDOM.slice(rarest);
  return withKeysOf(found, suites).filter((suite) => known([suite]).some((each) => kinds.includes(kindOf(each))));
}

function withKeysOf(found: readonly number[], suites: readonly number[]): readonly number[] {
  const seen = new Set(known(found).map(keysOf));
  return suites.filter((suite) => known([suite]).some((each) => seen.has(keysOf(each))));
}

function known(suites: readonly number[]): readonly Tls12CipherSuite[] {
  return suites.map(tls12CipherSuite).filter((suite) => suite !== undefined);
}

function keysOf({ keyExchange, authentication }: Tls12CipherSuite): string {
  return `${keyExchange} ${authentication}`;
}

/** Who has one cipher of a kind mostly has it with keys of either length; AES-GCM and ChaCha20 go together as well. */
export function kindOf({ cipher }: Tls12CipherSuite): string {
  return cipher === 'CHACHA20_POLY1305' ? 'AES_GCM' : cipher.replace(/_(128|256)(?=_)/, '');
}

function everySecond(suites: readonly number[], from: 0 | 1): readonly number[] {
  return suites.filter((_, place) => place % 2 === from);
}

/** Who has one of these mostly has those that stand behind it: OpenSSL as it comes has all, Node.js all but the first. */
export const SELDOM: readonly string[] = ['CAMELLIA_CBC', 'ARIA_GCM', 'AES_CCM'];

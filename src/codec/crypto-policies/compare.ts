import { POLICY_ALGORITHMS } from '../../vocabulary/crypto-policy-algorithms.ts';
import { type BackEndSets, SET_NAMES } from './back-end-sets.ts';
import type { BackEnd } from './back-ends.ts';
import { type Directive, readPolicySource } from './policy-source.ts';

/** What two states of a back-end differ in, in words. */
export interface Comparison {
  /** Differences that no version of the tool explains. */
  readonly certain: readonly string[];
  /** Differences that another version of the tool may explain, or names that nobody knows. */
  readonly doubtful: readonly string[];
}

/**
 * A back-end that the package itself made from a policy whose source is at hand: it shows what this version of the tool
 * writes, and where it departs from what is generated here.
 */
export interface Sample {
  readonly text: string;
  readonly directives: readonly Directive[];
}

/** Compares a file with what its policy resolves to; `samples` of the same back-end and package set the tool's version right. */
export function compareWithPolicy(
  backEnd: BackEnd,
  text: string,
  { directives, samples }: { readonly directives: readonly Directive[]; readonly samples: readonly Sample[] },
): Comparison {
  const expected = statementsOf(backEnd.generate(directives));
  const found = statementsOf(backEnd.read(text));
  const known = knownStatements(backEnd);
  const written = new Set(samples.flatMap((sample) => [...statementsOf(backEnd.read(sample.text))]));
  const departures = departuresOf(backEnd, samples);
  const extra = [...found].filter((each) => !expected.has(each) && !departures.has(each) && isCompared(each));
  const missing = [...expected].filter((each) => !found.has(each) && !departures.has(each) && isCompared(each));
  return {
    certain: [
      ...extra.filter((each) => known.has(each)).map((each) => `has ${each}, which the policy does not give`),
      ...missing.filter((each) => written.has(each)).map((each) => `lacks ${each}, which the policy gives`),
      ...sizesThatDiffer(backEnd, text, directives),
      ...orderThatDiffers(backEnd, text, directives),
    ],
    doubtful: [
      ...extra.filter((each) => !known.has(each)).map((each) => `has ${each}, which is not known here`),
      ...missing
        .filter((each) => !written.has(each))
        .map((each) => `lacks ${each}, which a current version writes for this policy`),
    ],
  };
}

/** What one text of a back-end says and another does not: for drop-ins and for files beside a ready-made one. */
export function compareTexts(backEnd: BackEnd, from: string, to: string): readonly string[] {
  const [before, after] = [backEnd.read(from), backEnd.read(to)];
  const [had, has] = [statementsOf(before), statementsOf(after)];
  return [
    ...[...has].filter((each) => !had.has(each)).map((each) => `has ${each} in addition`),
    ...[...had].filter((each) => !has.has(each)).map((each) => `lacks ${each}`),
    ...sizeDifferences(before, after),
    ...(sameMembers(before.groups, after.groups) && before.groups.join() !== after.groups.join()
      ? [`has its groups in another order: ${after.groups.join(' ')}`]
      : []),
  ];
}

/** Each member of each list as a line of its own: `groups X25519`; settings as `settings key = value`. */
function statementsOf(sets: BackEndSets): ReadonlySet<string> {
  return new Set([
    ...SET_NAMES.flatMap((list) => sets[list].map((name) => `${list} ${name}`)),
    ...Object.entries(sets.settings).flatMap(([key, value]) =>
      key === 'CipherString' ? [] : [`settings ${key} = ${value}`],
    ),
    ...(sets.mode === 'blocklist' ? ['mode blocklist'] : []),
  ]);
}

/** NSS names that keep a purpose are for PKCS#12 and S/MIME, which are evaluated under other scopes. */
function isCompared(statement: string): boolean {
  return !statement.includes('/pkcs12') && !statement.includes('/smime') && !statement.includes('/legacy');
}

/** All that this back-end can say for algorithms known here: under a policy that allows everything and one that allows nothing. */
function knownStatements(backEnd: BackEnd): ReadonlySet<string> {
  return new Set(
    [EVERYTHING, NOTHING, RELAXED].flatMap((directives) => [...statementsOf(backEnd.generate(directives))]),
  );
}

function departuresOf(backEnd: BackEnd, samples: readonly Sample[]): ReadonlySet<string> {
  return new Set(
    samples.flatMap((sample) => {
      const expected = statementsOf(backEnd.generate(sample.directives));
      const found = statementsOf(backEnd.read(sample.text));
      return [...expected.symmetricDifference(found)];
    }),
  );
}

function sizesThatDiffer(backEnd: BackEnd, text: string, directives: readonly Directive[]): readonly string[] {
  return sizeDifferences(backEnd.generate(directives), backEnd.read(text));
}

function sizeDifferences(expected: BackEndSets, found: BackEndSets): readonly string[] {
  return (['rsa', 'dh', 'dsa'] as const).flatMap((kind) => {
    const [wants, has] = [expected.minimumKeySizes[kind], found.minimumKeySizes[kind]];
    return wants === null || has === null || wants === has
      ? []
      : [`has a minimum ${kind.toUpperCase()} size of ${has} bits, the policy gives ${wants}`];
  });
}

/** OpenSSL prefers groups in the order of the list; a version that splits off the post-quantum ones keeps it within each part. */
function orderThatDiffers(backEnd: BackEnd, text: string, directives: readonly Directive[]): readonly string[] {
  if (backEnd.name !== 'opensslcnf') return [];
  const [expected, found] = [backEnd.generate(directives).groups, backEnd.read(text).groups];
  const parts = [/mlkem|kyber/i, /^(?!.*(mlkem|kyber))/i];
  const differs = parts.some((part) => {
    const wants = expected.filter((name) => part.test(name) && found.includes(name));
    const has = found.filter((name) => part.test(name) && expected.includes(name));
    return wants.join() !== has.join();
  });
  return differs ? [`has its groups in another order: ${found.join(' ')}`] : [];
}

function sameMembers(left: readonly string[], right: readonly string[]): boolean {
  return new Set(left).symmetricDifference(new Set(right)).size === 0;
}

function directivesOf(text: string): readonly Directive[] {
  const source = readPolicySource(text);
  return source.ok ? source.value : [];
}

const CLASSES = Object.keys(POLICY_ALGORITHMS);
const SWITCHES = 'arbitrary_dh_groups = 1\nssh_certs = 1\n__ems = ENFORCE\n';
const EVERYTHING = directivesOf(`${CLASSES.map((name) => `${name} = *`).join('\n')}\n${SWITCHES}`);
const NOTHING: readonly Directive[] = [];
const RELAXED = directivesOf('__ems = RELAX\n__openssl_block_sha1_signatures = 0\n');

import { elementsOf, membersOf, parseSpan, wholeOf } from '../json-outline.ts';
import type { KnownAnswer, VectorSet } from '../known-answer.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import { VectorFields } from '../vector-fields.ts';
import { findTests, type VectorTest } from '../vector-tests.ts';
import { readMlDsaSign, readMlDsaVerify } from './ml-dsa.ts';
import { readMlKemDecaps, readMlKemEncaps, readMlKemExpandedDecaps, readMlKemKeyGen } from './ml-kem.ts';

/** What reads one case of a kind of file; what was wrong stays in the fields. `algorithm` is the one that the file names. */
export type WycheproofReader = (
  fields: VectorFields,
  algorithm: string,
) => Pick<KnownAnswer, 'parameterSet' | 'asked' | 'expected'>;

/** Reads a file of Wycheproof. Source: C2SP/wycheproof dac1dd47, testvectors_v1 and schemas. */
export function readWycheproof(text: Uint8Array): Parsed<VectorSet> {
  const members = membersOf(text, wholeOf(text));
  if (!members.ok) return members;
  const [schema, named] = ['schema', 'algorithm'].map((name) => {
    const span = members.value.get(name);
    const value = span === undefined ? undefined : parseSpan(text, span);
    return value?.ok === true ? String(value.value) : '';
  });
  const read = wycheproofReader(schema ?? '');
  const groups = members.value.get('testGroups');
  if (read === undefined || groups === undefined)
    return refused(`Wycheproof ${schema} is not read here`, { offset: 0 });
  const spans = elementsOf(text, groups);
  const tests = spans.ok ? findTests(text, spans.value) : spans;
  if (!tests.ok) return tests;
  return accepted({
    source: 'Wycheproof',
    algorithm: schema?.startsWith('mldsa') === true ? 'ML-DSA' : 'ML-KEM',
    title: `Wycheproof ${(schema ?? '').replace(/(_test)?_schema\.json$/, '')}`,
    total: tests.value.length,
    *cases() {
      for (const test of tests.value) {
        const known = readCase(text, test, { read, algorithm: named ?? '' });
        yield known;
        if (!known.ok) return;
      }
    },
  });
}

/** What reads files of this schema; undefined where none does. */
export function wycheproofReader(schema: string): WycheproofReader | undefined {
  return READERS.get(schema);
}

function readCase(
  text: Uint8Array,
  test: VectorTest,
  { read, algorithm }: { readonly read: WycheproofReader; readonly algorithm: string },
): Parsed<KnownAnswer> {
  const value = parseSpan(text, test.span);
  if (!value.ok) return value;
  // Spreading what is no object adds nothing, and the fields then miss what they want.
  const fields = new VectorFields({ ...test.group, ...(value.value as object) });
  const tcId = fields.whole('tcId');
  const question = read(fields, algorithm);
  const remarks = [...(fields.has('flags') ? fields.words('flags') : []), fields.textOrNull('comment') ?? ''];
  const note = remarks.filter((remark) => remark !== '').join(', ') || null;
  if (fields.problem !== undefined) return refused(`tcId ${tcId}: ${fields.problem}`, { offset: test.span.start });
  const kem = question.parameterSet.startsWith('ML-KEM');
  return accepted({ tcId, algorithm: kem ? 'ML-KEM' : 'ML-DSA', note, slow: false, ...question });
}

const READERS: ReadonlyMap<string, WycheproofReader> = new Map([
  ['mldsa_sign_noseed_schema.json', readMlDsaSign],
  ['mldsa_sign_seed_schema.json', readMlDsaSign],
  ['mldsa_verify_schema.json', readMlDsaVerify],
  ['mlkem_encaps_test_schema.json', readMlKemEncaps],
  ['mlkem_keygen_seed_test_schema.json', readMlKemKeyGen],
  ['mlkem_semi_expanded_decaps_test_schema.json', readMlKemExpandedDecaps],
  ['mlkem_test_schema.json', readMlKemDecaps],
]);

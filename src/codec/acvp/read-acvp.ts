import { parseSpan, type Span } from '../json-outline.ts';
import type { KnownAnswer, VectorSet } from '../known-answer.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import { VectorFields } from '../vector-fields.ts';
import { findAnswers, findTests, type VectorTest } from '../vector-tests.ts';
import { type AcvpHeader, readAcvpHeader } from './header.ts';
import { readLmsCase } from './lms.ts';
import { readMlKemCase } from './ml-kem.ts';
import { readSignatureCase } from './signature.ts';

/** What reads one case of an algorithm; what was wrong stays in the fields. */
export type CaseReader = (fields: VectorFields, header: AcvpHeader) => Omit<KnownAnswer, 'tcId' | 'note'>;

/**
 * Reads a set of NIST's ACVP: an internalProjection, or a prompt with its expectedResults.
 * Source: usnistgov/ACVP-Server v1.1.0.43, gen-val/json-files.
 */
export function readAcvp(text: Uint8Array, expectedResults?: Uint8Array): Parsed<VectorSet> {
  const header = readAcvpHeader(text);
  if (!header.ok) return header;
  const { algorithm, mode, revision, groups } = header.value;
  const reader = acvpReader(header.value);
  if (reader === undefined) return refused(`ACVP ${algorithm} ${mode} is not read here`, { offset: 0 });
  const tests = findTests(text, groups);
  if (!tests.ok) return tests;
  const answers = expectedResults === undefined ? undefined : answersOf(expectedResults);
  if (answers?.ok === false) return answers;
  return accepted({
    source: 'ACVP',
    algorithm: reader.algorithm,
    title: [algorithm, mode, revision].filter((word) => word !== '').join(' '),
    total: tests.value.length,
    *cases() {
      for (const test of tests.value) {
        const read = readCase({ text, test, header: header.value, read: reader.read, answers: answers?.value });
        yield read;
        if (!read.ok) return;
      }
    },
  });
}

/** What reads sets of this algorithm and mode; undefined where none does. */
export function acvpReader({ algorithm, mode }: Pick<AcvpHeader, 'algorithm' | 'mode'>): AcvpReader | undefined {
  return READERS.find((reader) => reader.algorithm === algorithm && reader.modes.includes(mode));
}

interface AcvpReader {
  readonly algorithm: KnownAnswer['algorithm'];
  readonly modes: readonly string[];
  readonly read: CaseReader;
}

interface Answers {
  readonly text: Uint8Array;
  readonly byTest: ReadonlyMap<string, Span>;
}

interface CaseInPlace {
  readonly text: Uint8Array;
  readonly test: VectorTest;
  readonly header: AcvpHeader;
  readonly read: CaseReader;
  readonly answers: Answers | undefined;
}

function answersOf(text: Uint8Array): Parsed<Answers> {
  const header = readAcvpHeader(text);
  if (!header.ok) return inAnswers(header);
  const byTest = findAnswers(text, header.value.groups);
  return byTest.ok ? accepted({ text, byTest: byTest.value }) : inAnswers(byTest);
}

function readCase({ text, test, header, read, answers }: CaseInPlace): Parsed<KnownAnswer> {
  const asked = parseSpan(text, test.span);
  if (!asked.ok) return asked;
  const tcId = new VectorFields(asked.value).whole('tcId');
  const span = answers?.byTest.get(`${test.groupId}/${tcId}`);
  if (answers !== undefined && span === undefined)
    return refused(`tcId ${tcId} has no expected result`, { offset: test.span.start });
  const answer = answers === undefined || span === undefined ? accepted({}) : parseSpan(answers.text, span);
  if (!answer.ok) return inAnswers(answer);
  // Spreading what is no object adds nothing, and the fields then miss what they want.
  const fields = new VectorFields({ ...test.group, ...(asked.value as object), ...(answer.value as object) });
  const known = { tcId, note: fields.textOrNull('reason'), ...read(fields, header) };
  return fields.problem === undefined
    ? accepted(known)
    : refused(`tcId ${tcId}: ${fields.problem}`, { offset: test.span.start });
}

function inAnswers<T extends { readonly ok: false; readonly problem: string }>(refusal: T): T {
  return { ...refusal, problem: `expectedResults: ${refusal.problem}` };
}

const SIGNATURE_MODES = ['keyGen', 'sigGen', 'sigVer'];
const READERS: readonly AcvpReader[] = [
  { algorithm: 'LMS', modes: ['sigVer'], read: readLmsCase },
  { algorithm: 'ML-DSA', modes: SIGNATURE_MODES, read: readSignatureCase },
  { algorithm: 'ML-KEM', modes: ['keyGen', 'encapDecap'], read: readMlKemCase },
  { algorithm: 'SLH-DSA', modes: SIGNATURE_MODES, read: readSignatureCase },
];

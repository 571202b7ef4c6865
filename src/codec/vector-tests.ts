import { elementsOf, membersOf, parseSpan, type Span } from './json-outline.ts';
import { accepted, type Parsed } from './parsed.ts';
import { VectorFields } from './vector-fields.ts';

/** Where one test lies, and what its group says. ACVP and Wycheproof nest alike. */
export interface VectorTest {
  /** ACVP's tgId; 0 where groups have no number. */
  readonly groupId: number;
  /** The members of the group but its tests. */
  readonly group: Readonly<Record<string, unknown>>;
  readonly span: Span;
}

/** Finds the tests of every group, without building them. */
export function findTests(text: Uint8Array, groups: readonly Span[]): Parsed<readonly VectorTest[]> {
  const tests: VectorTest[] = [];
  for (const span of groups) {
    const found = testsOf(text, span);
    if (!found.ok) return found;
    for (const test of found.value) tests.push(test);
  }
  return accepted(tests);
}

/** Finds the answers of an expectedResults file by `tgId/tcId`. */
export function findAnswers(text: Uint8Array, groups: readonly Span[]): Parsed<ReadonlyMap<string, Span>> {
  const tests = findTests(text, groups);
  if (!tests.ok) return tests;
  const answers = new Map<string, Span>();
  for (const { groupId, span } of tests.value) {
    const value = parseSpan(text, span);
    if (!value.ok) return value;
    answers.set(`${groupId}/${new VectorFields(value.value).whole('tcId')}`, span);
  }
  return accepted(answers);
}

function testsOf(text: Uint8Array, span: Span): Parsed<readonly VectorTest[]> {
  const members = membersOf(text, span);
  if (!members.ok) return members;
  const group: Record<string, unknown> = {};
  for (const [name, where] of members.value) {
    if (name === 'tests') continue;
    const value = parseSpan(text, where);
    if (!value.ok) return value;
    group[name] = value.value;
  }
  const where = members.value.get('tests');
  const tests = where === undefined ? accepted<readonly Span[]>([]) : elementsOf(text, where);
  if (!tests.ok) return tests;
  const fields = new VectorFields(group);
  const groupId = fields.whole('tgId');
  return accepted(tests.value.map((test) => ({ groupId, group, span: test })));
}

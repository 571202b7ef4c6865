import { elementsOf, membersOf, parseSpan, type Span, wholeOf } from '../json-outline.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';

/** What an ACVP vector file says of itself, and where its groups lie. */
export interface AcvpHeader {
  /** `ML-KEM`, `ML-DSA`, `SLH-DSA`, `LMS`, or any other of ACVP. */
  readonly algorithm: string;
  readonly mode: string;
  /** `FIPS203`, `FIPS203-tr1`, `1.0`. */
  readonly revision: string;
  readonly groups: readonly Span[];
  /** A file of expected results alone: its groups hold nothing but numbers and tests. */
  readonly answersOnly: boolean;
}

/** Reads the head of a prompt, expectedResults or internalProjection file. Source: ACVP protocol, draft-fussell-acvp-spec 12. */
export function readAcvpHeader(text: Uint8Array): Parsed<AcvpHeader> {
  const root = acvpMembers(text);
  if (!root.ok) return root;
  const [algorithm, mode, revision] = ['algorithm', 'mode', 'revision'].map((name) => textAt(text, root.value, name));
  const groups = root.value.get('testGroups');
  if (algorithm === undefined || groups === undefined)
    return refused('wants the members algorithm and testGroups', { offset: 0 });
  const spans = elementsOf(text, groups);
  if (!spans.ok) return spans;
  return accepted({
    algorithm,
    mode: mode ?? '',
    revision: revision ?? '',
    groups: spans.value,
    answersOnly: hasAnswersOnly(text, spans.value[0]),
  });
}

/** The members of the set; the protocol's own messages wrap it in an array after an object with the version. */
export function acvpMembers(text: Uint8Array): Parsed<ReadonlyMap<string, Span>> {
  const wrapped = elementsOf(text, wholeOf(text));
  if (!wrapped.ok) return membersOf(text, wholeOf(text));
  const last = wrapped.value.at(-1);
  return last === undefined ? refused('an empty array', { offset: 0 }) : membersOf(text, last);
}

function textAt(text: Uint8Array, members: ReadonlyMap<string, Span>, name: string): string | undefined {
  const span = members.get(name);
  const value = span === undefined ? undefined : parseSpan(text, span);
  return value?.ok === true && typeof value.value === 'string' ? value.value : undefined;
}

function hasAnswersOnly(text: Uint8Array, group: Span | undefined): boolean {
  const members = group === undefined ? undefined : membersOf(text, group);
  return members?.ok === true && !members.value.has('testType') && !members.value.has('parameterSet');
}

import type { Finding } from '../assess/assessment.ts';
import type { Fact, FactId, Gap } from '../facts/fact.ts';
import { describePlace } from '../facts/locator.ts';
import { type Evidence, quote } from '../facts/quote.ts';
import { linesInQuestionFirst } from './ssh-lists.ts';

/** Facts by id, made once a target: a report asks for them finding by finding. */
export type FactsById = ReadonlyMap<FactId, Fact>;

/** Indexes a target's facts. */
export function factsById(facts: readonly Fact[]): FactsById {
  return new Map(facts.map((each) => [each.id, each]));
}

/** All that a verdict rests on, in the order of its reasons. */
export function proofsOf(finding: Finding, facts: FactsById): readonly Evidence[] {
  return finding.because.flatMap((id) => {
    const { kind, evidence = [] } = facts.get(id) ?? {};
    return kind === 'ssh.configured' ? linesInQuestionFirst(finding, evidence) : evidence;
  });
}

/** `/etc/ssl/openssl.cnf:12 "MinProtocol = TLSv1.2"` */
export function proofWords({ at, quote: words }: Evidence): string {
  return `${quote(describePlace(at))} "${words}"`;
}

/** What could not be seen and why, in a sentence for each. */
export function missingWords(missing: readonly Gap[]): readonly string[] {
  return [...new Set(missing.map(({ subject, why }) => `${quote(subject)}: ${quote(why)}`))];
}

/** What is wrong, or what was not seen; for what holds, the requirement itself. One line. */
export function shortfallWords({ shortfall, requirement, weight, missing }: Finding): string {
  if (shortfall !== undefined) return printable(shortfall);
  if (weight === 'unknown') return missingWords(missing).join('; ');
  return requirement.says;
}

/** Words of ours in which a scanned system may be quoted: each line made printable, whatever its length. */
export function printable(words: string): string {
  return words
    .toWellFormed()
    .replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .replace(/\r\n?|\n/g, '\n');
}

const UNPRINTABLE =
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

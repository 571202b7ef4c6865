import { prepare } from '../assess/prepare.ts';
import { algorithmEntries } from '../report/explain/algorithms.ts';
import { certificateEntries } from '../report/explain/certificates.ts';
import { explainConflicts } from '../report/explain/conflicts.ts';
import type { Explanation, Library } from '../report/explain/explanation.ts';
import { find } from '../report/explain/find.ts';
import { requirementEntries } from '../report/explain/requirements.ts';
import { sshEntries } from '../report/explain/ssh.ts';
import { explanationText } from '../report/explain/text.ts';
import { readAssets } from '../target/assets.ts';
import { readAsOf } from './as-of.ts';
import { openRegister } from './judge.ts';
import { openProfile, rulesFor } from './open-profile.ts';
import { UsageError } from './usage-error.ts';
import { readWrittenForms, writeForms } from './written-forms.ts';

/** What `explain` takes. */
export interface ExplainArguments {
  readonly id: string | undefined;
  readonly conflicts: readonly string[] | undefined;
  readonly profile: readonly string[] | undefined;
  readonly asOf: string | undefined;
  readonly cmvp: string | undefined;
  readonly output: readonly string[];
}

/** `explain`: says what something is, why it matters, how each profile judges it and how to mend it. @throws UsageError, PolicyError */
export async function runExplain(given: ExplainArguments): Promise<0> {
  const outputs = readWrittenForms(given.output, FORMS);
  const explanations = given.conflicts === undefined ? await lookUp(given) : await compare(given.conflicts, given);
  await writeForms(explanations, outputs);
  return 0;
}

async function lookUp(given: ExplainArguments): Promise<readonly Explanation[]> {
  const { id } = given;
  if (id === undefined)
    throw new UsageError('explain: wants something to explain\nName a rule, a code point ..., or --conflicts A B.');
  const library = await openLibrary(given);
  const entries = [
    ...requirementEntries(library),
    ...certificateEntries(library),
    ...algorithmEntries(library),
    ...sshEntries(library),
  ];
  const found = find(id, entries);
  if ('suggestions' in found) throw unknownId(id, found.suggestions);
  return found.explanations;
}

async function compare(named: readonly string[], { asOf }: ExplainArguments): Promise<readonly Explanation[]> {
  if (named.length < 2)
    throw new UsageError('--conflicts: wants two profiles or more\nFor example --conflicts bsi-tr-02102 cnsa-2.0.');
  const profiles = await Promise.all(named.map(openProfile));
  const rules = await rulesFor(profiles);
  const scale = { asOf: readAsOf(asOf, new Date()) };
  return [explainConflicts(profiles.map((each) => prepare(each, rules, scale)))];
}

const FORMS = {
  json: (explanations: readonly Explanation[]) =>
    `${JSON.stringify({ schema: 'pqready.explanation/1', explanations }, null, 2)}\n`,
  text: explanationText,
} as const;

/** Every profile that comes with the program, or those that were named. */
async function openLibrary({ profile, asOf, cmvp }: ExplainArguments): Promise<Library> {
  const named = profile ?? (await readAssets('policies')).map(({ name }) => name.replace(/\.yaml$/, ''));
  const profiles = await Promise.all(named.map(openProfile));
  const [rules, register] = [await rulesFor(profiles), await openRegister(cmvp)];
  return { profiles, rules, register, asOf: readAsOf(asOf, new Date()) };
}

function unknownId(id: string, suggestions: readonly string[]): UsageError {
  const near =
    suggestions.length > 0
      ? `Did you mean ${suggestions.join(', ')}?`
      : 'Name a rule, requirement, profile, group, algorithm, OID, code point (0x11ec) or certificate number.';
  return new UsageError(`explain ${id}: nothing of that name is known\n${near}`);
}

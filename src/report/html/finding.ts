import type { Finding } from '../../assess/assessment.ts';
import type { FactId } from '../../facts/fact.ts';
import { describePlace } from '../../facts/locator.ts';
import type { Evidence } from '../../facts/quote.ts';
import type { Requirement } from '../../policy/profile.ts';
import { type FactsById, missingWords, proofsOf, shortfallWords } from '../told-finding.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { badge, markOf } from './weights.ts';

/** What a finding refers to elsewhere in the page. */
export interface References {
  readonly requirementId: string;
  /** Where a fact's evidence is told whole. */
  readonly factId: (id: FactId) => string;
}

/** One finding: a line that says what it comes to, and folded below it the evidence, the remedy and the clause. */
export function findingMarkup(finding: Finding, facts: FactsById, references: References): Markup {
  const { requirement, subject, weight, baseline } = finding;
  const isNew = baseline === 'new' ? markup` data-new=""` : nothing;
  return markup`<details class="f" data-w="${markOf(weight)}" data-s="${requirement.severity}"${isNew}><summary>${badge(weight)}<span class="what"><b>${requirement.id}</b> <i>${subject}</i><span class="why">${shortfallWords(finding)}</span></span><span class="tags">${tags(finding)}</span></summary><dl>${rows(finding, facts, references)}</dl></details>
`;
}

function tags({ requirement: { severity, confidence, force }, baseline }: Finding): string {
  const said = [
    severity,
    force === 'should' ? 'should' : '',
    confidence === 'H' ? '' : `confidence ${confidence}`,
    baseline === undefined ? '' : baseline === 'new' ? 'new' : 'known from the baseline',
  ];
  return said.filter((each) => each !== '').join(', ');
}

function rows(finding: Finding, facts: FactsById, references: References): Markup {
  const { requirement, weight, remedy, notes, waiver, missing } = finding;
  const proofs = proofsOf(finding, facts);
  return markup`${row('Wants', weight === 'pass' ? '' : requirement.says)}${row(
    'Waived by',
    waiver === undefined
      ? ''
      : `${waiver.owner} (${waiver.ticket}) until ${waiver.expires}, instead of ${waiver.insteadOf}: ${waiver.reason}`,
  )}${row('Evidence', proofs.length === 0 ? '' : evidence(proofs, finding, references))}${row(
    'Not seen',
    missing.length === 0 ? '' : list(missingWords(missing)),
  )}${row('To do', remedy === undefined || weight === 'pass' ? '' : steps(remedy))}${row(
    'Note',
    notes.length === 0 ? '' : list(notes),
  )}${row('Clause', clause(requirement, references.requirementId))}`;
}

function row(name: string, content: string | Markup): Markup {
  return content === '' ? nothing : markup`<dt>${name}</dt><dd>${content}</dd>`;
}

/** The first places that the verdict rests on; where there are more, the facts that hold them all are told once a target. */
function evidence(proofs: readonly Evidence[], { because }: Finding, { factId }: References): Markup {
  const [first] = proofs;
  if (first !== undefined && proofs.length === 1) return proofMarkup(first);
  const shown = proofs.slice(0, MOST_PROOFS).map((proof) => markup`<li>${proofMarkup(proof)}</li>`);
  const more = proofs.length - MOST_PROOFS;
  if (more <= 0) return markup`<ul>${shown}</ul>`;
  const facts = because.map((id, index) => markup`${index > 0 ? ', ' : ''}<a href="#${factId(id)}">${id}</a>`);
  return markup`<ul>${shown}<li>and ${more} more, under ${facts}</li></ul>`;
}

/** Whether a finding shows fewer places than there are, and so refers to where its facts are told whole. */
export function isCut(finding: Finding, facts: FactsById): boolean {
  return proofsOf(finding, facts).length > MOST_PROOFS;
}

/** A place and what stands there. */
export function proofMarkup({ at, quote }: Evidence): Markup {
  return markup`<code>${describePlace(at)}</code> <q>${quote}</q>`;
}

function list(lines: readonly string[]): Markup {
  const [only = ''] = lines;
  return lines.length === 1 ? markup`${only}` : markup`<ul>${lines.map((line) => markup`<li>${line}</li>`)}</ul>`;
}

/** A remedy's lines; one that begins with `$ ` is a command. */
function steps(remedy: string): Markup {
  return markup`${remedy
    .split('\n')
    .map((line) => (line.startsWith('$ ') ? markup`<kbd>${line.slice(2)}</kbd>` : markup`<p>${line}</p>`))}`;
}

function clause({ cites }: Requirement, requirementId: string): Markup {
  const [{ document, section }] = cites;
  const more = cites.length > 1 ? ` and ${cites.length - 1} more` : '';
  return markup`<a href="#${requirementId}">${document}, ${section}${more}</a>`;
}

const MOST_PROOFS = 3;

import type { ChalkInstance } from 'chalk';
import type { Assessment, Finding, FindingWaiver, Weight } from '../../assess/assessment.ts';
import { quote } from '../../facts/quote.ts';
import type { Look, TargetReport } from '../format.ts';
import { type FactsById, factsById, printable, proofsOf, proofWords } from '../told-finding.ts';
import { wrap } from '../wrap.ts';
import { notJudgedText, timelineText } from './timeline.ts';
import { paintWeight } from './weight-colour.ts';

/** One profile's findings: those that ask for something in full, the rest by name. */
export function findingsText(
  assessment: Assessment,
  { facts, kind }: Pick<TargetReport, 'facts' | 'kind'>,
  paint: ChalkInstance,
  look: Look,
): string {
  const { profile } = assessment;
  // What is asked of other kinds of target alone would only fill the page.
  const findings = assessment.findings.filter(({ requirement }) => requirement.applies.includes(kind));
  const known = factsById(facts);
  const inFull = findings.filter(({ weight }) => IN_FULL.includes(weight));
  const byName = (['pass', 'not-applicable'] as const).map((weight) => named(findings, weight, paint, look));
  return [
    `${paint.bold(profile.title)} (${profile.id}, ${profile.revision})`,
    ...assessment.notes.map((note) => wrap(note, look.width, '  ', '  ')),
    ...folded(inFull).map((same) => oneOrMany(same, known, paint, look)),
    ...byName.filter((each) => each !== ''),
    ...[timelineText(assessment, paint, look), notJudgedText(assessment, paint, look)].filter((each) => each !== ''),
  ].join('\n\n');
}

/** What one reason leaves open is told once: a listener that keeps quiet leaves every question about TLS open. */
function folded(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = Map.groupBy(findings, ({ weight, subject, shortfall, requirement }) =>
    weight === 'unknown' ? `${subject}\0${shortfall}` : `${requirement.id}\0${subject}\0${weight}`,
  );
  return [...groups.values()].flatMap((same) => (same.length >= FEWEST_FOLDED ? [same] : same.map((each) => [each])));
}

function oneOrMany(same: readonly Finding[], facts: FactsById, paint: ChalkInstance, look: Look): string {
  const [first] = same;
  if (first === undefined) return '';
  if (same.length < FEWEST_FOLDED) return oneFinding(first, facts, paint, look);
  const ids = same.map(({ requirement }) => requirement.id).join(', ');
  const words = `${quote(first.subject)}: ${printable(first.shortfall ?? '')}`;
  const { width } = look;
  const seen = evidenceOf(first, facts);
  return [
    `${paintWeight(paint, first.weight)(LABELS[first.weight].padEnd(7))} ${paint.bold(`${same.length} requirements`)}`,
    wrap(words, width, INDENT, INDENT),
    wrap(ids, width, INDENT, '  open  '),
    ...(seen === '' ? [] : [wrap(seen, width, INDENT, '  seen  ')]),
  ].join('\n');
}

function oneFinding(finding: Finding, facts: FactsById, paint: ChalkInstance, { width }: Look): string {
  const { requirement, subject, weight, shortfall, remedy, notes, waiver } = finding;
  const [citation] = requirement.cites;
  const known = finding.baseline === 'known' ? ['known from the baseline: does not fail this run'] : [];
  const label = paintWeight(paint, weight)(LABELS[weight].padEnd(7));
  const rows: readonly (readonly [string, string])[] = [
    ['', `${quote(subject)}: ${printable(shortfall ?? '')}`],
    ['by', waiver === undefined ? '' : waiverWords(waiver)],
    ...remedyRows(weight === 'unknown' || remedy === undefined ? undefined : printable(remedy)),
    ['wants', requirement.says],
    ['seen', evidenceOf(finding, facts)],
    ['cites', `${citation.document} ${citation.section}; binding: ${requirement.binding}`],
    ['note', [...notes.map(printable), ...known].join('; ')],
  ];
  const head = `${label} ${paint.bold(requirement.id)} ${paint.dim(`(${requirement.severity})`)}`;
  const body = rows.flatMap(([name, words]) =>
    words === '' ? [] : [wrap(words, width, INDENT, `  ${name.padEnd(6)}`).replaceAll(HARD_SPACE, ' ')],
  );
  return [head, ...body].join('\n');
}

function waiverWords({ reason, owner, ticket, expires, insteadOf }: FindingWaiver): string {
  return `${quote(owner)} (${quote(ticket)}) until ${expires}, instead of ${insteadOf}: ${quote(reason)}`;
}

/** A remedy's lines; one that begins with `$ ` is a command, kept whole so that it can be copied. */
function remedyRows(remedy: string | undefined): readonly (readonly [string, string])[] {
  const lines = remedy?.split('\n') ?? [];
  return lines.map((line, index) => [
    index === 0 ? 'do' : '',
    line.startsWith('$ ') ? line.replaceAll(' ', HARD_SPACE) : line,
  ]);
}

/** The first two places that the verdict rests on, with what stands there. */
function evidenceOf(finding: Finding, facts: FactsById): string {
  const proofs = proofsOf(finding, facts);
  const shown = proofs.slice(0, 2).map(proofWords);
  return [...shown, ...(proofs.length > 2 ? [`and ${proofs.length - 2} more`] : [])].join('; ');
}

function named(findings: readonly Finding[], weight: Weight, paint: ChalkInstance, { width }: Look): string {
  const ids = findings
    .filter((finding) => finding.weight === weight)
    .map(({ requirement: { id, confidence } }) =>
      confidence === 'H' || weight !== 'pass' ? id : `${id} [${confidence}]`,
    );
  if (ids.length === 0) return '';
  const counted = [...Map.groupBy(ids, (id) => id)].map(([id, members]) =>
    members.length > 1 ? `${id} (${members.length})` : id,
  );
  return `${paintWeight(paint, weight)(LABELS[weight].padEnd(7))} ${wrap(counted.join(', '), width, INDENT, INDENT).trimStart()}`;
}

const IN_FULL: readonly Weight[] = ['fail', 'unknown', 'warn', 'waived'];
const LABELS: Readonly<Record<Weight, string>> = {
  fail: 'FAIL',
  unknown: 'UNKNOWN',
  warn: 'WARN',
  waived: 'WAIVED',
  pass: 'PASS',
  'not-applicable': 'N/A',
};
const INDENT = ' '.repeat(8);
/** So many alike are one block. */
const FEWEST_FOLDED = 3;
const HARD_SPACE = '\u00a0';

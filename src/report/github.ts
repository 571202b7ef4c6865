import type { Finding } from '../assess/assessment.ts';
import type { Everything, TargetReport, WholeFormat } from './format.ts';
import { type FactsById, factsById, printable, proofsOf, proofWords, shortfallWords } from './told-finding.ts';
import { verdictWord } from './verdict-word.ts';

/**
 * Annotations for the log of a GitHub job, as workflow commands: errors for what fails, warnings for what is open, notices for what
 * will fail. GitHub shows ten of each kind a step, so the gravest come first and the last one counts the rest.
 */
export const github: WholeFormat = {
  id: 'github',
  mediaType: 'text/plain',
  whole: ({ targets, totals }: Everything) => {
    const placed = targets.flatMap(placedFindings);
    return [
      ...KINDS.flatMap(({ command, weight }) => annotations(placed, command, weight)),
      `pqready: ${verdictWord(totals.byWeight)[0]}: ${totals.byWeight.fail} fail, ${totals.byWeight.unknown} cannot be decided, ${totals.byWeight.warn} warn`,
      '',
    ].join('\n');
  },
};

interface Placed {
  readonly target: TargetReport;
  readonly finding: Finding;
  readonly facts: FactsById;
}

function placedFindings(target: TargetReport): readonly Placed[] {
  const facts = factsById(target.facts);
  return (target.assessments ?? []).flatMap(({ findings }) => findings.map((finding) => ({ target, finding, facts })));
}

function annotations(placed: readonly Placed[], command: string, weight: Finding['weight']): readonly string[] {
  const wanted = placed.filter(({ finding }) => finding.weight === weight && finding.baseline !== 'known');
  const shown = wanted.length > MOST ? wanted.slice(0, MOST - 1) : wanted;
  const more = wanted.length - shown.length;
  const lines = shown.map(({ target, finding, facts }) => {
    const title = `${finding.requirement.id}: ${target.name}`;
    return `::${command} title=${property(title)}::${message(told(finding, facts))}`;
  });
  return more > 0 ? [...lines, `::${command} title=pqready::${message(`${more} more: see the report`)}`] : lines;
}

function told(finding: Finding, facts: FactsById): string {
  const [proof] = proofsOf(finding, facts);
  return [
    `${finding.subject}: ${shortfallWords(finding)}`,
    ...(proof === undefined ? [] : [`seen: ${proofWords(proof)}`]),
    ...(finding.remedy === undefined || finding.weight === 'unknown' ? [] : [`do: ${finding.remedy}`]),
  ].join('\n');
}

/** What stands after `::` to the end of the line. Source: GitHub Actions toolkit, command.ts, escapeData. */
function message(text: string): string {
  return printable(text).slice(0, LONGEST).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same for a property, in which `:` and `,` part. Source: GitHub Actions toolkit, command.ts, escapeProperty. */
function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

const KINDS = [
  { command: 'error', weight: 'fail' },
  { command: 'warning', weight: 'unknown' },
  { command: 'notice', weight: 'warn' },
] as const;
const MOST = 10;
const LONGEST = 2000;

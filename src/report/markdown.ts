import type { Assessment, Finding, Summary } from '../assess/assessment.ts';
import { summarise } from '../assess/findings.ts';
import type { Everything, TargetReport, WholeFormat } from './format.ts';
import {
  type FactsById,
  factsById,
  missingWords,
  printable,
  proofsOf,
  proofWords,
  shortfallWords,
} from './told-finding.ts';
import { verdictWord } from './verdict-word.ts';

/** For the summary of a job: the verdict, a table of targets, what fails and what is open; the rest stays in the other formats. */
export const markdown: WholeFormat = {
  id: 'markdown',
  mediaType: 'text/markdown',
  whole: ({ run, targets }: Everything) =>
    [
      `## pqready: ${headline(targets)}`,
      '',
      `${run.tool.name} ${run.tool.version}, judged as on ${run.asOf}`,
      '',
      ...overview(targets),
      ...targets.slice(0, MOST_TARGETS).flatMap(details),
      ...(targets.length > MOST_TARGETS ? [`…and ${targets.length - MOST_TARGETS} more targets`, ''] : []),
    ].join('\n'),
};

function headline(targets: readonly TargetReport[]): string {
  const findings = targets.flatMap(({ assessments = [] }) => assessments.flatMap((each) => each.findings));
  return findings.length === 0 ? 'nothing was judged' : verdictWord(summarise(findings))[0];
}

function overview(targets: readonly TargetReport[]): readonly string[] {
  const rows = targets.slice(0, MOST_ROWS).flatMap((target) => (target.assessments ?? []).map(overviewRow(target)));
  const left = targets.length - MOST_ROWS;
  return [
    '| target | profile | verdict | fail | unknown | warn | waived | pass |',
    '| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    ...(left > 0 ? [`| …and ${left} more |  |  |  |  |  |  |  |`] : []),
    '',
  ];
}

function overviewRow({ name }: TargetReport) {
  return ({ profile, summary }: Assessment): string => {
    const { fail, unknown, warn, waived, pass }: Summary = summary;
    const word = verdictWord(summary)[0];
    return `| ${inline(name)} | ${inline(profile.id)} | ${word} | ${fail} | ${unknown} | ${warn} | ${waived} | ${pass} |`;
  };
}

function details(target: TargetReport): readonly string[] {
  const facts = factsById(target.facts);
  return (target.assessments ?? []).flatMap((assessment) => {
    const shown = assessment.findings.filter(({ weight }) => weight === 'fail' || weight === 'unknown');
    if (shown.length === 0) return [];
    const more = shown.length - MOST_FINDINGS;
    return [
      `### ${inline(target.name)}: ${inline(assessment.profile.title)}`,
      '',
      '| | requirement | subject | what is wrong | what to do |',
      '| --- | --- | --- | --- | --- |',
      ...shown.slice(0, MOST_FINDINGS).map((finding) => findingRow(finding, facts)),
      ...(more > 0 ? [`| | …and ${more} more | | | |`] : []),
      '',
    ];
  });
}

function findingRow(finding: Finding, facts: FactsById): string {
  const { requirement, subject, weight, remedy } = finding;
  const [proof] = proofsOf(finding, facts);
  const wrong = [shortfallWords(finding), ...(proof === undefined ? [] : [`seen: ${proofWords(proof)}`])];
  const open = weight === 'unknown' ? missingWords(finding.missing).slice(0, 1) : wrong;
  const cells = [
    weight === 'fail' ? `**FAIL** ${requirement.severity}` : 'UNKNOWN',
    inline(requirement.id),
    inline(subject),
    open.map(inline).join('<br>'),
    remedy === undefined ? '' : remedy.split('\n').map(inline).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** One line of plain words: nothing in it is taken for Markdown, HTML, a link, a mention or a cell's end. Cut to what a table bears. */
function inline(words: string): string {
  const line = printable(words).replaceAll('\n', ' ');
  const cut = line.length > LONGEST ? `${[...line].slice(0, LONGEST - 1).join('')}…` : line;
  return cut
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(/[\\`*_{}[\]#|~$]/g, (character) => `\\${character}`)
    .replace(LINK_OR_EMOJI, '&#58;')
    .replaceAll('@', '&#64;');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** A colon that would begin an address or end the name of an emoji; `www.` alone links too, but leads nowhere by itself. */
const LINK_OR_EMOJI = /:(?=\/\/|[\w+\-\\]+:)/g;
const LONGEST = 300;
const MOST_ROWS = 100;
const MOST_TARGETS = 20;
const MOST_FINDINGS = 25;

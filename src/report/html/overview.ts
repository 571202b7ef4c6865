import type { Summary } from '../../assess/assessment.ts';
import { summarise } from '../../assess/findings.ts';
import { type Everything, isUnreachable, oldRegister, type TargetReport } from '../format.ts';
import { verdictWord } from '../verdict-word.ts';
import { type Markup, markup, nothing, where } from './markup.ts';
import { table } from './table.ts';
import { nameOf, verdict } from './target.ts';
import { badge, markOf, shownWeights } from './weights.ts';

/** The verdict in a word, what it is made of, and a line for each target. */
export function overviewMarkup({ run, targets }: Everything): Markup {
  const judged = targets.filter(({ assessments }) => assessments !== undefined);
  const summary = summarise(judged.flatMap(({ assessments = [] }) => assessments.flatMap(({ findings }) => findings)));
  const [word, weight] = verdictWord(summary);
  const shown = judged.length === 0 ? (['NOT JUDGED', 'not-applicable'] as const) : ([word, weight] as const);
  const old = oldRegister(run);
  return markup`<section id="verdict" aria-labelledby="h-verdict"><h2 id="h-verdict">Verdict</h2>
<p class="verdict ${markOf(shown[1])}">${badge(shown[1], shown[0])}</p>
<p class="lead">${explained(shown[0], targets)}</p>
${where(
  old !== undefined,
  () => markup`<p class="warning">${badge('warn', 'Old register')} ${old ?? ''}</p>
`,
)}${share(summary)}${targetTable(targets)}</section>
`;
}

/** What the word means, so that nobody reads more into it. */
function explained(word: string, targets: readonly TargetReport[]): string {
  const unreachable = targets.filter(isUnreachable).length;
  const seen = unreachable === 0 ? '' : ` Of ${unreachable} nothing at all could be seen.`;
  const counted = targets.length === 1 ? 'One target was looked at.' : `${targets.length} targets were looked at.`;
  return `${MEANINGS[word] ?? ''} ${counted}${seen}`.trim();
}

/** How the findings divide, drawn and in words. */
function share(summary: Summary): Markup {
  const total = shownWeights.reduce((sum, { member }) => sum + summary[member], 0);
  if (total === 0) return nothing;
  let from = 0;
  const parts = shownWeights.map(({ member, mark }) => {
    const width = (summary[member] / total) * 100;
    const part = markup`<rect class="${mark}" x="${from.toFixed(2)}%" width="${Math.max(0, width - GAP).toFixed(2)}%" height="14"/>`;
    from += width;
    return summary[member] === 0 ? nothing : part;
  });
  const words = shownWeights.map(({ member, word }) => `${word} ${summary[member]}`).join(', ');
  return markup`<svg class="shares" role="img" aria-labelledby="shares-title" width="100%" height="14"><title id="shares-title">How ${total} findings divide: ${words}</title>${parts}</svg>
<ul class="legend">${shownWeights.map(({ member, weight }) => markup`<li>${badge(weight)} <b>${summary[member]}</b></li>`)}</ul>
`;
}

function targetTable(targets: readonly TargetReport[]): Markup {
  const rows = targets.map((target, index) => {
    const all = (target.assessments ?? []).flatMap(({ findings }) => findings);
    const summary = summarise(all);
    return [
      markup`<a href="#t${index + 1}">${nameOf(target.name)}</a>`,
      target.kind,
      verdict(target),
      ...shownWeights.slice(0, -1).map(({ member }) => summary[member]),
    ];
  });
  const headings = ['Target', 'Kind', 'Verdict', ...shownWeights.slice(0, -1).map(({ word }) => word)];
  return markup`${table('Targets and what each comes to', headings, rows)}`;
}

const MEANINGS: Readonly<Record<string, string>> = {
  FAIL: 'At least one requirement is not met.',
  UNDECIDED: 'Nothing that was decided fails, but something required could not be seen or decided.',
  'PASS WITH WARNINGS': 'What was asked is met today; something will not be on a later day, or only should be.',
  'PASS WITH WAIVERS': 'What was asked is met, but for shortfalls that somebody has accepted.',
  PASS: 'What was asked and could be looked at is met. That is not a statement of compliance.',
  'NOT JUDGED': 'Facts were gathered; no profile was held against them.',
};
/** Between two parts, in percent. */
const GAP = 0.3;

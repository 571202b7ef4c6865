import type { Weight } from '../../assess/assessment.ts';
import type { IsoDate } from '../../policy/profile.ts';
import type { TargetReport } from '../format.ts';
import { type Catalogue, requirementLink } from './catalogue.ts';
import { deadlineChart } from './deadline-chart.ts';
import { type Markup, markup, where } from './markup.ts';
import { table } from './table.ts';
import { badge } from './weights.ts';

/** What comes on a day: findings that change, or duties that fall due. */
export interface Deadline {
  readonly on: IsoDate;
  /** `due`: a duty that no scan can see. */
  readonly to: Weight | 'due';
  readonly findings: number;
  readonly requirements: readonly { readonly profile: string; readonly id: string }[];
  readonly targets: number;
  readonly why: readonly string[];
}

/** The timeline of deadlines, drawn and as a table. */
export function deadlinesMarkup(targets: readonly TargetReport[], catalogue: Catalogue, asOf: IsoDate): Markup {
  const deadlines = deadlinesOf(targets, catalogue);
  return markup`<section id="deadlines" aria-labelledby="h-deadlines"><h2 id="h-deadlines">Deadlines</h2>
${where(deadlines.length === 0, () => markup`<p>On no day ahead does anything change by itself.</p>`)}${where(
  deadlines.length > 0,
  () => markup`<p class="lead">What comes to pass on which day if nothing changes.</p>
${deadlineChart(deadlines, asOf)}${table(
  'Deadlines by day',
  ['Day', 'What comes', 'Requirements', 'Why', 'Targets'],
  deadlines.map((each) => row(each, catalogue)),
)}`,
)}</section>
`;
}

function row({ on, to, requirements, findings, targets, why }: Deadline, catalogue: Catalogue) {
  const names = requirements.map(({ profile, id }, index) =>
    to === 'due'
      ? markup`${index > 0 ? ', ' : ''}<code>${id}</code>`
      : markup`${index > 0 ? ', ' : ''}${requirementLink(catalogue, profile, id)}`,
  );
  const counted = findings === 1 ? '1 finding' : `${findings} findings`;
  return [
    markup`<time>${on}</time>`,
    to === 'due' ? markup`<span class="b d">Due</span>` : markup`${badge(to, BECOMES[to])}<br/>${counted}`,
    markup`${names}`,
    why.slice(0, MOST_REASONS).join('; '),
    to === 'due' ? markup`all` : targets,
  ];
}

function deadlinesOf(targets: readonly TargetReport[], catalogue: Catalogue): readonly Deadline[] {
  const changes = targets.flatMap((target, index) =>
    (target.assessments ?? []).flatMap(({ timeline, profile }) =>
      timeline.map((change) => ({ ...change, profile: profile.id, index })),
    ),
  );
  const changing = [...Map.groupBy(changes, ({ on, to }) => `${on} ${to}`).values()].flatMap((same): Deadline[] => {
    const [first] = same;
    if (first === undefined) return [];
    return [
      {
        on: first.on,
        to: first.to,
        findings: same.length,
        requirements: distinct(same.map(({ profile, requirement }) => ({ profile, id: requirement }))),
        targets: new Set(same.map(({ index }) => index)).size,
        why: [...new Set(same.map(({ why }) => why))],
      },
    ];
  });
  return [...changing, ...dutiesDue(catalogue)].sort((left, right) =>
    left.on === right.on ? (left.to < right.to ? -1 : 1) : left.on < right.on ? -1 : 1,
  );
}

function dutiesDue({ profiles }: Catalogue): readonly Deadline[] {
  const due = profiles.flatMap(({ profile, notJudged }) =>
    notJudged.flatMap(({ id, due: on }) => (on === undefined ? [] : [{ on, profile: profile.id, id }])),
  );
  return [...Map.groupBy(due, ({ on }) => on)].map(([on, same]) => ({
    on,
    to: 'due',
    findings: 0,
    requirements: same.map(({ profile, id }) => ({ profile, id })),
    targets: 0,
    why: ['asked of the organisation; no scan can see it'],
  }));
}

function distinct(requirements: Deadline['requirements']): Deadline['requirements'] {
  const found = [...new Map(requirements.map((each) => [`${each.profile}\0${each.id}`, each])).values()];
  return found.sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
}

const BECOMES: Readonly<Record<Weight, string>> = {
  fail: 'Fails',
  unknown: 'Is open',
  warn: 'Warns',
  waived: 'Is waived',
  pass: 'Passes',
  'not-applicable': 'Does not apply',
};
const MOST_REASONS = 3;

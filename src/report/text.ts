import { Chalk, type ChalkInstance } from 'chalk';
import type { Assessment, Summary } from '../assess/assessment.ts';
import { summarise } from '../assess/findings.ts';
import type { Fact, Gap } from '../facts/fact.ts';
import { factBase } from '../facts/fact-base.ts';
import { describeLocator } from '../facts/locator.ts';
import { quote } from '../facts/quote.ts';
import { type Look, oldRegister, type RunHeader, type StreamedFormat, type TargetReport } from './format.ts';
import { endpointText } from './text/endpoint.ts';
import { findingsText } from './text/findings.ts';
import { ladderText } from './text/ladder.ts';
import { listenersText } from './text/listeners.ts';
import { waiversText } from './text/waivers.ts';
import { paintWeight } from './text/weight-colour.ts';
import { wireText } from './text/wire.ts';
import { verdictWord } from './verdict-word.ts';
import { wrap } from './wrap.ts';

/** For people at a terminal: the verdict first, then what is wrong with its remedy and clause, then what was not seen. */
export const text: StreamedFormat = {
  id: 'text',
  mediaType: 'text/plain',
  open: (run: RunHeader) => {
    const { tool, asOf, register } = run;
    const [by, old] = [register === undefined ? '' : ` by the CMVP register of ${register.asOf}`, oldRegister(run)];
    return `${tool.name} ${tool.version}, judged as on ${asOf}${by}\n${old === undefined ? '' : `WARNING: ${old}\n`}`;
  },
  one: (target, look) =>
    `\n${sections(target, look)
      .filter((each) => each !== '')
      .join('\n\n')}\n`,
  close: ({ targets, unreachable, waivers = [] }, look) =>
    [
      targets === 1 && unreachable === 0
        ? ''
        : `\n${targets} targets, ${unreachable} of which could not be seen at all\n`,
      waiversText(waivers, look),
    ].join(''),
};

function sections(target: TargetReport, look: Look): readonly string[] {
  const paint = new Chalk({ level: look.colour ? 1 : 0 });
  const facts = factBase(target.facts, target.gaps);
  const assessments = target.assessments ?? [];
  return [
    heading(target, paint),
    target.assessments === undefined ? '' : verdict(assessments, paint, look),
    target.kind === 'endpoint' ? '' : ladderText(facts.all('fips.module'), paint, look),
    listenersText(facts.all('listener'), look),
    endpointText(facts, look),
    wireText(facts.all('tls.configured'), facts.all('ssh.configured'), look),
    ...assessments.map((assessment) => findingsText(assessment, target, paint, look)),
    target.assessments === undefined ? inventory(target.facts) : '',
    notSeen(target.gaps, paint, look),
  ];
}

function heading({ kind, name, damage, facts }: TargetReport, paint: ChalkInstance): string {
  const release = factBase(facts, []).all('os.release')[0]?.value;
  const system =
    release === undefined
      ? damage === undefined
        ? 'system unknown'
        : 'damaged'
      : (release.prettyName ?? `${release.id} ${release.versionId ?? ''}`.trim());
  return `${paint.bold(quote(name))} (${kind}): ${quote(system)}`;
}

function verdict(assessments: readonly Assessment[], paint: ChalkInstance, { width }: Look): string {
  const summary = summarise(assessments.flatMap((assessment) => assessment.findings));
  const [word, weight] = verdictWord(summary);
  const counts = COUNTED.flatMap(([member, said]) => (summary[member] > 0 ? [`${summary[member]} ${said}`] : []));
  return paintWeight(paint, weight)(wrap(`VERDICT ${word}: ${counts.join(', ')}`, width, '  ', ''));
}

function inventory(facts: readonly Fact[]): string {
  const kinds = [...Map.groupBy(facts, (each) => each.kind)].map(([kind, members]) => `  ${kind} ${members.length}`);
  return ['Facts by kind (--output json has them whole)', ...kinds].join('\n');
}

/** One line a reason: what could not be looked at often hides several kinds of facts at once. */
function notSeen(gaps: readonly Gap[], paint: ChalkInstance, { width }: Look): string {
  if (gaps.length === 0) return '';
  const reasons = [...Map.groupBy(gaps, reasonOf)];
  const shown = reasons.slice(0, MOST_REASONS).map(([reason, same]) => {
    const subjects = [...new Set(same.map(({ subject }) => quote(subject)))];
    return wrap(`${subjects.join(', ')}: ${reason}`, width, '    ', '  ');
  });
  const more =
    reasons.length > MOST_REASONS ? [`  and ${reasons.length - MOST_REASONS} more: --output json has them all`] : [];
  return [paint.bold(`Not seen (${reasons.length})`), ...shown, ...more].join('\n');
}

function reasonOf({ why, at }: Gap): string {
  const place = at === undefined || why.includes(describeLocator(at)) ? '' : ` (${describeLocator(at)})`;
  return `${quote(why)}${quote(place)}`;
}

const COUNTED: readonly (readonly [keyof Summary, string])[] = [
  ['fail', 'fail'],
  ['unknown', 'cannot be decided'],
  ['warn', 'warn'],
  ['waived', 'waived'],
  ['pass', 'pass'],
  ['notApplicable', 'do not apply'],
];
const MOST_REASONS = 20;

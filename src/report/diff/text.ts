import { Chalk, type ChalkInstance } from 'chalk';
import { quote } from '../../facts/quote.ts';
import type { Look } from '../format.ts';
import { paintWeight } from '../text/weight-colour.ts';
import { wrap } from '../wrap.ts';
import { turns } from './compare.ts';
import type { DiffDocument, FactChange, FindingChange, TargetDiff, Turn } from './document.ts';
import { tellingMembers, wordsOfMember } from './reasons.ts';

/** For people: what became worse first, each with what explains it; then what is better; then what changed underneath. */
export function diffText({ tool, targets, onlyOld, onlyNew, totals }: DiffDocument, look: Look): string {
  const paint = new Chalk({ level: look.colour ? 1 : 0 });
  return `${[
    `${tool.name} ${tool.version} diff`,
    ...targets.map((target) => targetText(target, paint, look)),
    ...onlyText('Only in the old report', onlyOld, paint),
    ...onlyText('Only in the new report', onlyNew, paint),
    ...copiesText(targets, look),
    verdict(totals, onlyOld.length, paint),
  ].join('\n\n')}\n`;
}

function targetText(target: TargetDiff, paint: ChalkInstance, look: Look): string {
  const told = new Map<string, string>();
  const inFull = target.findings.filter(({ turn }) => IN_FULL.includes(turn));
  const inBrief = target.findings.filter(({ turn }) => !IN_FULL.includes(turn));
  return [
    heading(target, paint),
    ...inFull.map((each) => findingText({ ...each, why: whyOnce(each, told) }, paint, look)),
    ...(inBrief.length > 0 ? [inBrief.map((each) => briefText(each, paint, look)).join('\n')] : []),
    ...(target.facts.length > 0 ? [factsText(target.facts, paint, look)] : []),
  ].join('\n\n');
}

/** What explains one finding often explains the next as well. */
function whyOnce({ why, requirement }: FindingChange, told: Map<string, string>): readonly string[] {
  const key = why.join('\n');
  const before = told.get(key);
  if (before === undefined) told.set(key, requirement);
  return before === undefined ? why : [`as for ${before}`];
}

function briefText(
  { turn, requirement, subject, before, after }: FindingChange,
  paint: ChalkInstance,
  look: Look,
): string {
  const label = paintWeight(paint, COLOURS[turn])(LABELS[turn].padEnd(7));
  const words = `${requirement} ${weightWord(before)} -> ${weightWord(after)}: ${quote(subject)}`;
  return `${label} ${wrap(words, look.width, ' '.repeat(8), ' '.repeat(8)).trimStart()}`;
}

function heading({ old, new: now, findings, same }: TargetDiff, paint: ChalkInstance): string {
  const name = old.name === now.name ? quote(now.name) : `${quote(old.name)} -> ${quote(now.name)}`;
  const [was, is] = [old.system ?? 'system unknown', now.system ?? 'system unknown'].map((each) => quote(each));
  const days = old.asOf === now.asOf ? `as on ${now.asOf}` : `as on ${old.asOf}, then as on ${now.asOf}`;
  const counts = [...countedTurns(findings), `${same} as before`].join(', ');
  return `${paint.bold(name)}: ${was === is ? is : `${was} -> ${is}`}, ${days}\n  ${counts}`;
}

function countedTurns(findings: readonly FindingChange[]): readonly string[] {
  return turns.flatMap((turn) => {
    const count = findings.filter((each) => each.turn === turn).length;
    return count === 0 ? [] : [`${count} ${WORDS[turn]}`];
  });
}

function findingText(change: FindingChange, paint: ChalkInstance, { width }: Look): string {
  const { turn, requirement, subject, severity, profile, before, after, shortfall, says, remedy, why } = change;
  const step = `${weightWord(before)} -> ${weightWord(after)}`;
  const label = paintWeight(paint, COLOURS[turn])(LABELS[turn].padEnd(7));
  const rows: readonly (readonly [string, string])[] = [
    ['', `${quote(subject)}: ${shortfall ?? says}`],
    ...why.map((each, index) => [index === 0 ? 'why' : '', each] as const),
    ...(turn === 'worse' ? remedyRows(remedy) : []),
  ];
  const body = rows.map(([name, words]) =>
    wrap(words, width, ' '.repeat(8), `  ${name.padEnd(6)}`).replaceAll(HARD_SPACE, ' '),
  );
  return [`${label} ${paint.bold(requirement)} ${step} ${paint.dim(`(${severity}, ${profile})`)}`, ...body].join('\n');
}

function weightWord(weight: FindingChange['before']): string {
  return weight === null ? 'none' : weight.replace('not-applicable', 'n/a');
}

function remedyRows(remedy: string | undefined): readonly (readonly [string, string])[] {
  const lines = remedy?.split('\n') ?? [];
  return lines.map((line, index) => [
    index === 0 ? 'do' : '',
    line.startsWith('$ ') ? line.replaceAll(' ', HARD_SPACE) : line,
  ]);
}

/** One line a fact; a fact whose certificate alone differs has changed by date. */
function factsText(facts: readonly FactChange[], paint: ChalkInstance, { width }: Look): string {
  const lines = facts.slice(0, MOST_FACTS).map((fact) => wrap(factWords(fact), width, '      ', '  '));
  const more = facts.length > MOST_FACTS ? [`  and ${facts.length - MOST_FACTS} more: --output json has them all`] : [];
  return [paint.bold(`Changed underneath (${facts.length})`), ...lines, ...more].join('\n');
}

function factWords({ kind, subject, change, members, seenNow, seenBefore }: FactChange): string {
  const mark = { new: '+', gone: '-', changed: '~' }[change];
  const told = tellingMembers(members).map(wordsOfMember);
  const shown = told.slice(0, MOST_MEMBERS).join('; ');
  const rest = told.length > MOST_MEMBERS ? ` and ${told.length - MOST_MEMBERS} more` : '';
  const place = change === 'changed' ? '' : (seenNow[0] ?? seenBefore[0] ?? '');
  return `${mark} ${kind} ${quote(subject)}: ${shown}${rest}${place}`;
}

/** Told once, whatever the number of targets: each says it of the same copies. */
function copiesText(targets: readonly TargetDiff[], { width }: Look): readonly string[] {
  const days = [...new Set(targets.flatMap(({ olderCopies = [] }) => olderCopies))].sort();
  const words = `Our copy of the CMVP's lists (of ${days.join(', ')}) only grew older: look up again what rests on it.`;
  return days.length === 0 ? [] : [wrap(words, width, '', '')];
}

function onlyText(title: string, names: readonly string[], paint: ChalkInstance): readonly string[] {
  return names.length === 0 ? [] : [[paint.bold(title), ...names.map((name) => `  ${quote(name)}`)].join('\n')];
}

function verdict(totals: DiffDocument['totals'], missing: number, paint: ChalkInstance): string {
  if (totals.worse > 0)
    return paintWeight(paint, 'fail')(`VERDICT REGRESSION: ${count(totals.worse, 'finding')} worse`);
  const lost = [
    ...(totals.lost > 0 ? [`${count(totals.lost, 'finding')} can no longer be told`] : []),
    ...(missing > 0 ? [`${count(missing, 'target')} no longer there`] : []),
  ];
  if (lost.length > 0) return paintWeight(paint, 'unknown')(`VERDICT UNDECIDED: ${lost.join(', ')}`);
  const better = totals.better > 0 ? `${count(totals.better, 'finding')} better` : 'nothing better, nothing worse';
  return paintWeight(paint, 'pass')(`VERDICT NO REGRESSION: ${better}`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const WORDS: Readonly<Record<Turn, string>> = {
  worse: 'worse',
  lost: 'no longer known',
  better: 'better',
  gone: 'gone',
  other: 'otherwise changed',
};
const LABELS: Readonly<Record<Turn, string>> = {
  worse: 'WORSE',
  lost: 'LOST',
  better: 'BETTER',
  gone: 'GONE',
  other: 'CHANGED',
};
const COLOURS = { worse: 'fail', lost: 'unknown', better: 'pass', gone: 'not-applicable', other: 'warn' } as const;
const IN_FULL: readonly Turn[] = ['worse', 'lost', 'better'];
const MOST_FACTS = 30;
const MOST_MEMBERS = 3;
const HARD_SPACE = '\u00a0';

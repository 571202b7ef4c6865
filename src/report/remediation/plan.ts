import type { Finding } from '../../assess/assessment.ts';
import type { Step } from '../../rules/remedy.ts';
import type { TargetReport } from '../format.ts';
import { printable } from '../told-finding.ts';

/** One thing to do, and every finding that it answers. */
export interface Task {
  readonly findings: readonly Finding[];
  readonly words: string;
  /** Empty: it has to be done by hand. */
  readonly steps: readonly Step[];
  /** Why steps that are known are not taken: another task sets the same thing otherwise. */
  readonly refused?: string;
}

/**
 * What there is to do on one target, in the order of its findings, the gravest first: what several findings ask for stands once,
 * and where two ask for different things in the same place the second is left for a second look. Waived findings ask nothing.
 */
export function planFor({ assessments = [] }: TargetReport): readonly Task[] {
  const asking = assessments
    .flatMap(({ findings }) => findings)
    .filter(({ weight, remedy }) => remedy !== undefined && (weight === 'fail' || weight === 'warn'));
  const tasks = [...Map.groupBy(asking, (finding) => finding.remedy ?? '')].map(
    ([words, findings]): Task => ({ findings, words, steps: findings[0]?.steps ?? [] }),
  );
  return settle(tasks);
}

function settle(tasks: readonly Task[]): readonly Task[] {
  const claimed = new Map<string, string>();
  return tasks.map((task) => {
    const strange = task.steps.flatMap(textsOf).find((text) => UNPRINTABLE.test(text));
    if (strange !== undefined)
      return { ...task, steps: [], refused: 'a name in it has characters that no line can show' };
    const claims = task.steps.flatMap(claimsOf);
    const other = claims.find(({ place, value }) => (claimed.get(place) ?? value) !== value);
    if (other !== undefined)
      return { ...task, steps: [], refused: `another step sets ${other.place} already: apply that, then scan again` };
    for (const { place, value } of claims) claimed.set(place, value);
    return task;
  });
}

/** A text for a comment: a line that a scanned system breaks must not become a command. */
export function inOneLine(text: string): string {
  return printable(text).replaceAll('\n', ' ');
}

interface Claim {
  readonly place: string;
  readonly value: string;
}

/** The places that a step decides over, and what it makes of them. */
function claimsOf(step: Step): readonly Claim[] {
  switch (step.do) {
    case 'run':
      return [];
    case 'write':
      return [{ place: step.file, value: step.content }];
    case 'append':
      return [{ place: `the end of ${step.file}`, value: step.block }];
    case 'replace-line':
      return [{ place: `${step.name} in ${step.file}`, value: step.now }];
    case 'insert-line':
      return [{ place: `${firstWord(step.now)} in ${step.file}`, value: step.now }];
    case 'openssl-default':
      return [{ place: `${firstWord(step.setting)} in ${step.file}`, value: step.setting }];
    case 'ssh-lines':
      return step.lines.map((line) => ({ place: `${firstWord(line)} in ${step.file}`, value: line }));
    case 'remove-settings':
      return [{ place: `${step.names.join(', ')} in ${step.file}`, value: '' }];
  }
}

/** Every text of a step, to be looked through. */
function textsOf(step: Step): readonly string[] {
  const members: readonly unknown[] = Object.values(step).flat();
  return members.filter((each) => typeof each === 'string').map((each) => each.replaceAll('\n', ' '));
}

function firstWord(line: string): string {
  return /^\S*/.exec(line)?.[0] ?? '';
}

const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

import type { Finding } from '../../assess/assessment.ts';
import type { Fact } from '../../facts/fact.ts';
import type { TlsConfigured } from '../../facts/values/configuration.ts';
import type { Step } from '../../rules/remedy.ts';
import { namedGroups } from '../../vocabulary/named-groups.ts';
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
export function planFor({ assessments = [], facts }: TargetReport): readonly Task[] {
  const asking = assessments
    .flatMap(({ findings }) => findings)
    .filter(({ weight, remedy }) => remedy !== undefined && (weight === 'fail' || weight === 'warn'));
  const tasks = [...Map.groupBy(asking, (finding) => finding.remedy ?? '')].map(
    ([words, findings]): Task => ({ findings, words, steps: findings[0]?.steps ?? [] }),
  );
  return settle(tasks.map((task) => keptFromBreaking(task, facts)));
}

/** A module that knows not every group of a list that stands in a file makes no TLS context at all: SSL_CONF_cmd(3), Groups. */
function keptFromBreaking(task: Task, facts: readonly Fact[]): Task {
  if (!task.steps.some((step) => step.do === 'append' && isFipsSwitch(step))) return task;
  const [broken] = facts.flatMap((each) => (each.kind === 'tls.configured' ? groupsOutsideFips(each.value) : []));
  return broken === undefined
    ? task
    : { ...task, steps: [], refused: `${broken}: take out what the module does not have` };
}

function groupsOutsideFips({ groups, origin }: TlsConfigured): readonly string[] {
  const from = origin.groups;
  const strangers = groups.filter((name) =>
    namedGroups.some((group) => group.name === name && (group.fips === null || group.fips.until !== null)),
  );
  return from.from === 'built-in' || strangers.length === 0
    ? []
    : [`the groups that are set name ${strangers.join(', ')}`];
}

function settle(tasks: readonly Task[]): readonly Task[] {
  const turnsFipsOn = tasks.some(({ steps }) => steps.some(isFipsSwitch));
  const claimed = new Map<string, string>();
  return tasks.map((task) => {
    const strange = task.steps.flatMap(textsOf).find((text) => UNPRINTABLE.test(text));
    if (strange !== undefined)
      return { ...task, steps: [], refused: 'a name in it has characters that no line can show' };
    // Its names are of what serves today; the module that will serve then may have no such group, and no TLS at all would come of it.
    if (turnsFipsOn && task.steps.some(isTlsList))
      return { ...task, steps: [], refused: 'another step turns FIPS mode on: apply that, then scan again' };
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

/** Whether other modules of cryptography serve after the step than before. */
function isFipsSwitch(step: Step): boolean {
  if (step.do === 'run') return FIPS_COMMAND.test(step.argv.join(' '));
  const text = step.do === 'append' ? step.block : step.do === 'write' ? step.content : '';
  return FIPS_SETTING.test(text);
}

/** Whether a step writes names of groups or signature schemes for OpenSSL, of which one that is unknown undoes them all. */
function isTlsList(step: Step): boolean {
  switch (step.do) {
    case 'openssl-default':
      return TLS_LIST.test(step.setting);
    case 'insert-line':
    case 'replace-line':
      return TLS_LIST.test(step.now);
    case 'write':
      return TLS_LIST.test(step.content);
    case 'append':
    case 'remove-settings':
    case 'run':
    case 'ssh-lines':
      return false;
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
const FIPS_COMMAND = /fips-mode-setup|--args=fips=1|update-crypto-policies --set FIPS|^pro enable fips/;
const FIPS_SETTING = /\bfips=1\b|^fips = fips_sect$|^default_properties = fips=yes$/m;
const TLS_LIST = /^(Groups|Curves|SignatureAlgorithms|ClientSignatureAlgorithms)\s*=/m;

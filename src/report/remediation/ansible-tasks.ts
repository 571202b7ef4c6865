import type { Step } from '../../rules/remedy.ts';
import { unattended } from './unattended.ts';
import { scalar } from './yaml-scalar.ts';

/**
 * The tasks of one step, with modules of ansible.builtin alone. A second run finds done what the first did; in check mode what
 * would be edited is told, and commands that change something are left out.
 */
export function stepTasks(name: string, step: Step): readonly string[] {
  switch (step.do) {
    case 'run':
      return runTasks(name, step.argv);
    case 'write':
      return writeTasks(name, step.file, step.content);
    case 'append':
      return appendTasks(name, step);
    case 'replace-line':
    case 'insert-line':
      return lineTasks(name, step);
    case 'remove-settings':
      return step.names.map((each) =>
        task(name, 'lineinfile', {
          path: step.file,
          regexp: `^[ \\t]*${literal(each)}[ \\t]*=`,
          state: 'absent',
          backup: true,
        }),
      );
    case 'openssl-default':
    case 'ssh-lines':
      return [];
  }
}

/** A file that holds nothing else, and its directory, which in check mode may not be there yet. */
export function writeTasks(name: string, dest: string, content: string): readonly string[] {
  const path = dest.slice(0, dest.lastIndexOf('/')) || '/';
  return [
    task(`${path} is there`, 'file', { path, state: 'directory' }, ['register: pqready_directory']),
    task(name, 'copy', { dest, content, mode: '0644', backup: true }, [
      'when: not (ansible_check_mode and pqready_directory is changed)',
    ]),
  ];
}

/** A block at the end of a file, between two marks: what stands between them is ours, and no reason to stop. */
export function appendTasks(
  name: string,
  { file, block, wants, without }: Omit<Extract<Step, { do: 'append' }>, 'do'>,
): readonly string[] {
  const marker = (mark: string) => `# ${mark} pqready: ${name}`;
  return [
    check(`${name}: ${file} can be added to`, file, {
      program: CAN_BE_ADDED_TO,
      wants: wants.map(bare).join('\n'),
      without: without.map(bare).join('\n'),
      begin: marker('BEGIN'),
      end: marker('END'),
    }),
    task(name, 'blockinfile', { path: file, insertafter: 'EOF', marker: marker('{mark}'), block, backup: true }),
  ];
}

/**
 * A line is found by its number, and must still set the name: anything else is for a second scan. A line that was put behind it
 * before stands in the same section still.
 */
function lineTasks(
  name: string,
  { file, line, name: setting, now, do: how }: Extract<Step, { line: number }>,
): readonly string[] {
  const before = `\\A((?:.*\\n){${line - 1}})`;
  const edit =
    how === 'replace-line'
      ? { regexp: `${before}.*$`, replace: `\\g<1>${template(now)}` }
      : {
          regexp: `${before}(.*)$(?!(?:\\n(?![ \\t]*\\[).*)*?\\n${literal(now)}$)`,
          replace: `\\g<1>\\2\\n${template(now)}`,
        };
  return [
    check(`${name}: line ${line} still sets ${setting}`, file, {
      program: LINE_SETS,
      wanted: bare(setting),
      at: `${line}`,
    }),
    task(name, 'replace', { path: file, ...edit, backup: true }),
  ];
}

function runTasks(name: string, given: readonly string[]): readonly string[] {
  const { argv, change } = unattended(given);
  const told = (more: readonly string[]) =>
    task(name, 'command', { argv: { texts: argv } }, ['environment:', '  LC_ALL: C', ...more]);
  if (change === null) return [told([])];
  if ('silentBy' in change)
    return [
      told([
        'register: pqready_ran',
        `changed_when: ${scalar(`'${change.silentBy}' not in pqready_ran.stdout | default('') ~ pqready_ran.stderr | default('')`)}`,
      ]),
    ];
  const look = (when: string, more: readonly string[]) =>
    task(`${name}: what ${argv[0]} writes, ${when}`, 'stat', { path: { template: '{{ item }}' }, follow: true }, [
      'loop:',
      ...change.writes.map((path) => `  - ${scalar(path)}`),
      ...more,
    ]);
  return [look('before', ['register: pqready_before']), told(['changed_when: false']), look('after', CHANGED_SINCE)];
}

/** Something that must hold before a file is edited; looked at in check mode too. */
function check(
  name: string,
  file: string,
  { program, ...words }: { readonly program: string } & Readonly<Record<string, string>>,
): string {
  return task(name, 'command', { argv: { texts: ['awk', program, file] } }, [
    'environment:',
    ...Object.entries(words).map(([key, word]) => `  ${key.toUpperCase()}: ${scalar(word)}`),
    'changed_when: false',
    'check_mode: false',
  ]);
}

function task(
  name: string,
  module: string,
  options: Readonly<Record<string, Option>>,
  more: readonly string[] = [],
): string {
  const lines = Object.entries(options).flatMap(([key, value]) => optionText(value, key));
  return [
    `    - name: ${scalar(name)}`,
    `      ansible.builtin.${module}:`,
    ...lines,
    ...more.map((line) => `      ${line}`),
  ].join('\n');
}

/** A text stands for itself; what Ansible is to put in is said to be a template. */
type Option = string | boolean | { readonly texts: readonly string[] } | { readonly template: string };

function optionText(value: Option, key: string): readonly string[] {
  const name = `        ${key}:`;
  if (typeof value === 'string') return [`${name} ${scalar(value)}`];
  if (typeof value === 'boolean') return [`${name} ${value}`];
  if ('template' in value) return [`${name} "${value.template}"`];
  return [name, ...value.texts.map((each) => `          - ${scalar(each)}`)];
}

function bare(text: string): string {
  return text.replaceAll(/[ \t]/g, '');
}

/** A text as a regular expression of Python. */
function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A text that Python's re puts in as it is. */
function template(text: string): string {
  return text.replaceAll('\\', '\\\\');
}

const CHANGED_SINCE = [
  'loop_control:',
  '  index_var: pqready_at',
  'register: pqready_after',
  'changed_when: pqready_after.stat.checksum | default() != pqready_before.results[pqready_at].stat.checksum | default()',
] as const;

// Blanks do not count, nor does a carriage return. What is looked for comes by the environment, which awk reads as it stands.
const BARE = 'line = $0; gsub(/[ \\t\\r]/, "", line)';
const LINE_SETS = `{ ${BARE} } NR == ENVIRON["AT"] && index(line, ENVIRON["WANTED"]) == 1 { found = 1 } END { exit !found }`;
const CAN_BE_ADDED_TO = `
BEGIN { split(ENVIRON["WANTS"], wants, "\\n"); split(ENVIRON["WITHOUT"], without, "\\n") }
$0 == ENVIRON["BEGIN"] { ours = 1 }
{ ${BARE}; stands[line] = 1; if (!ours && sub(/=.*/, "=", line)) sets[tolower(line)] = 1 }
$0 == ENVIRON["END"] { ours = 0 }
END {
  for (each in wants) if (!(wants[each] in stands)) { print "no line " wants[each]; wrong = 1 }
  for (each in without) if (tolower(without[each]) "=" in sets) { print "sets " without[each] " already"; wrong = 1 }
  exit wrong
}`.trim();

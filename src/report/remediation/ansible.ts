import type { Finding } from '../../assess/assessment.ts';
import type { Step } from '../../rules/remedy.ts';
import type { StreamedFormat, TargetReport } from '../format.ts';
import { opensslDefaults, SECTION_GUARD, sectionOf, sshDropIns } from './edits.ts';
import { inOneLine, planFor, type Task } from './plan.ts';

/** The remedies of every target as an Ansible playbook: one play a target, with modules of ansible.builtin alone. */
export const remediationAnsible: StreamedFormat = {
  id: 'remediation',
  mediaType: 'application/yaml',
  open: ({ tool, asOf }) =>
    [
      '---',
      `# What ${inOneLine(`${tool.name} ${tool.version}`)} proposes, judged as on ${asOf}. Read it before you run it:`,
      '#   ansible-playbook --check --diff -e target_1=HOST playbook.yaml',
      '# target_1 is the host of your inventory on which the first play runs, and so on. Nothing is restarted: that is yours to do.',
      '',
    ].join('\n'),
  one: (target, _look, { index }) => `${playText(target, index + 1)}\n`,
  close: () => '',
};

function playText(target: TargetReport, number: number): string {
  const tasks = planFor(target);
  const written = [
    ...tasks.flatMap(taskText),
    ...opensslDefaults(tasks).flatMap(({ file, lines }) =>
      appendTasks('OpenSSL system default', { file, block: sectionOf(lines), ...SECTION_GUARD }),
    ),
    ...sshDropIns(tasks).map(({ file, lines }) => copyTask(`OpenSSH: ${file}`, file, `${lines.join('\n')}\n`)),
  ];
  return [
    '',
    `- name: ${scalar(`pqready: ${target.name}`)}`,
    `  hosts: "{{ target_${number} }}"`,
    '  become: true',
    '  gather_facts: false',
    ...(written.some((each) => each.startsWith('    - ')) ? ['  tasks:', ...written] : [...written, '  tasks: []']),
  ].join('\n');
}

function taskText({ findings, words, steps, refused }: Task): readonly string[] {
  const head = findings.map((finding) => `    # ${inOneLine(headOf(finding))}`);
  const hand = refused === undefined ? 'by hand' : `by hand (${inOneLine(refused)})`;
  if (steps.length === 0)
    return [...head, `    # ${hand}:`, ...words.split('\n').map((line) => `    #   ${inOneLine(line)}`)];
  const name = findings.map(({ requirement }) => requirement.id).join(', ');
  return [...head, ...steps.flatMap((step) => stepTasks(name, step))];
}

function headOf({ requirement, subject, weight, shortfall }: Finding): string {
  return `${weight} ${requirement.id} (${requirement.severity}), ${subject}: ${shortfall ?? ''}`;
}

function stepTasks(name: string, step: Step): readonly string[] {
  switch (step.do) {
    case 'run':
      return [task(name, 'command', { argv: step.argv })];
    case 'write':
      return [copyTask(name, step.file, step.content)];
    case 'append':
      return appendTasks(name, step);
    case 'replace-line':
    case 'insert-line':
      return lineTasks(name, step);
    case 'remove-settings':
      return step.names.map((each) =>
        task(name, 'lineinfile', {
          path: step.file,
          regexp: `^\\s*${literal(each)}\\s*=`,
          state: 'absent',
          backup: true,
        }),
      );
    case 'openssl-default':
    case 'ssh-lines':
      return [];
  }
}

function copyTask(name: string, dest: string, content: string): string {
  return task(name, 'copy', { dest, content, mode: '0644', backup: true });
}

/** A line is found by its number, and must still set the name: anything else is for a second scan. */
function lineTasks(
  name: string,
  { file, line, name: setting, now, do: how }: Extract<Step, { line: number }>,
): readonly string[] {
  const place = `${line}`;
  const wanted = `^\\s*${literal(setting)}`;
  const program =
    how === 'insert-line' ? 'NR == at { print; print now; next } { print }' : 'NR == at { print now; next } { print }';
  return [
    task(
      `${name}: line ${place} still sets ${setting}`,
      'command',
      {
        argv: [
          'awk',
          '-v',
          `at=${place}`,
          '-v',
          `wanted=${wanted.replaceAll('\\s', '[ \\t]')}`,
          'NR == at && $0 ~ wanted { found = 1 } END { exit !found }',
          file,
        ],
      },
      ['changed_when: false', 'check_mode: false'],
    ),
    task(
      name,
      'shell',
      {
        cmd: `cp -p -- "$FILE" "$FILE.before-pqready" && awk '${program.replaceAll('now', 'ENVIRON["NOW"]').replaceAll('at', 'ENVIRON["AT"]')}' "$FILE.before-pqready" > "$FILE"`,
      },
      ['environment:', `  FILE: ${scalar(file)}`, `  AT: ${scalar(place)}`, `  NOW: ${scalar(now)}`],
    ),
  ];
}

function appendTasks(
  name: string,
  { file, block, wants, without }: Omit<Extract<Step, { do: 'append' }>, 'do'>,
): readonly string[] {
  return [
    ...wants.map((line) =>
      task(`${name}: ${line} stands in ${file}`, 'command', { argv: ['grep', '-qE', lineLike(line), file] }, QUIET),
    ),
    ...without.map((setting) =>
      task(
        `${name}: nothing in ${file} sets ${setting}`,
        'command',
        { argv: ['grep', '-qiE', `^[[:blank:]]*${literal(setting)}[[:blank:]]*=`, file] },
        ['register: pqready_set', 'failed_when: pqready_set.rc == 0', ...QUIET],
      ),
    ),
    task(name, 'blockinfile', {
      path: file,
      insertafter: 'EOF',
      marker: `# {mark} pqready: ${name}`,
      block,
      backup: true,
    }),
  ];
}

/** A line as an extended regular expression, whatever blanks stand in it. */
function lineLike(line: string): string {
  const parts = line
    .split(/(?<=[[=])|(?=[\]=])|\s+/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return `^[[:blank:]]*${parts.map(literal).join('[[:blank:]]*')}[[:blank:]]*$`;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, (character) => (/[-/]/.test(character) ? character : `\\${character}`));
}

function task(
  name: string,
  module: string,
  options: Readonly<Record<string, string | boolean | readonly string[]>>,
  more: readonly string[] = [],
): string {
  const lines = Object.entries(options).flatMap(([key, value]) =>
    typeof value === 'object'
      ? [`        ${key}:`, ...value.map((each) => `          - ${scalar(each)}`)]
      : [`        ${key}: ${typeof value === 'boolean' ? value : scalar(value)}`],
  );
  return [
    `    - name: ${scalar(name)}`,
    `      ansible.builtin.${module}:`,
    ...lines,
    ...more.map((line) => `      ${line}`),
  ].join('\n');
}

/** A YAML scalar in double quotation marks that no template is looked for in, whatever stands in it. */
function scalar(text: string): string {
  const quoted = JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return /[{}]/.test(text) ? `!unsafe ${quoted}` : quoted;
}

const QUIET = ['changed_when: false', 'check_mode: false'] as const;

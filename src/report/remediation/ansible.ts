import type { Finding } from '../../assess/assessment.ts';
import type { StreamedFormat, TargetReport } from '../format.ts';
import { appendTasks, stepTasks, writeTasks } from './ansible-tasks.ts';
import { opensslDefaults, SECTION_GUARD, sectionOf, sshDropIns } from './edits.ts';
import { inOneLine, planFor, type Task } from './plan.ts';
import { scalar } from './yaml-scalar.ts';

/** The remedies of every target as an Ansible playbook: one play a target, with modules of ansible.builtin alone. */
export const remediationAnsible: StreamedFormat = {
  id: 'remediation',
  mediaType: 'application/yaml',
  open: ({ tool, asOf }) =>
    [
      '---',
      `# What ${inOneLine(`${tool.name} ${tool.version}`)} proposes, judged as on ${asOf}. Read it before you run it:`,
      '#   ansible-playbook --check --diff -e target_1=HOST playbook.yaml',
      '# target_1 is the host of your inventory on which the first play runs, and so on; a play without one is passed over.',
      '# Nothing is restarted: that is yours to do.',
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
    // Drop-ins of one directory ask for it once.
    ...new Set(
      sshDropIns(tasks).flatMap(({ file, lines }) => writeTasks(`OpenSSH: ${file}`, file, `${lines.join('\n')}\n`)),
    ),
  ];
  return [
    '',
    `- name: ${scalar(`pqready: ${target.name}`)}`,
    `  hosts: "{{ target_${number} | default([]) }}"`,
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

import type { Step } from '../../rules/remedy.ts';
import type { Task } from './plan.ts';

/** The steps of all tasks that only make sense together: what is set in one new section, and the lines of one drop-in. */
export interface Joined {
  readonly file: string;
  readonly lines: readonly string[];
}

/** What goes into a section of OpenSSL's TLS settings that the file does not have yet. */
export function opensslDefaults(tasks: readonly Task[]): readonly Joined[] {
  return joined(tasks, (step) =>
    step.do === 'openssl-default' ? { file: step.file, lines: [step.setting] } : undefined,
  );
}

/** What goes into each drop-in of OpenSSH. */
export function sshDropIns(tasks: readonly Task[]): readonly Joined[] {
  return joined(tasks, (step) => (step.do === 'ssh-lines' ? step : undefined));
}

/** The section, and the way from the beginning of the file to it. A section may be opened again. Source: config(5). */
export function sectionOf(lines: readonly string[]): string {
  return [
    '[openssl_init]',
    'ssl_conf = pqready_ssl_sect',
    '[pqready_ssl_sect]',
    'system_default = pqready_system_default_sect',
    '[pqready_system_default_sect]',
    ...lines,
  ].join('\n');
}

/** What must stand in a file, and what nothing may set there, so that the section is read and hides no other. */
export const SECTION_GUARD = {
  wants: ['openssl_conf = openssl_init', '[openssl_init]'],
  without: ['ssl_conf'],
} as const;

function joined(tasks: readonly Task[], pick: (step: Step) => Joined | undefined): readonly Joined[] {
  const parts = tasks.flatMap(({ steps }) => steps.flatMap((step) => pick(step) ?? []));
  return [...Map.groupBy(parts, ({ file }) => file)].map(([file, same]) => ({
    file,
    lines: [...new Set(same.flatMap(({ lines }) => lines))],
  }));
}

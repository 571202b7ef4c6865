import type { TlsAnswers } from './answers.ts';
import type { TlsStack } from './stack.ts';

/** One row of the table: what is known beforehand of a stack, and what a survey of its recording said. */
export interface TableRow {
  readonly stack: TlsStack;
  readonly answers: TlsAnswers;
  readonly connections: number;
}

/** docs/STACKS.md, from what surveys of the recordings said. */
export function stacksTable(rows: readonly TableRow[], ssh: string): string {
  const head = [
    'Stack',
    'Versions',
    'Groups of TLS 1.3',
    'Posture',
    'Schemes of TLS 1.3',
    'Certificates',
    'Suites',
    'Connections',
  ];
  const lines = [head, head.map(() => '---'), ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`);
  const sources = rows.map(({ stack }) => {
    const configured = stack.configured === '' ? 'as it comes' : `\`${stack.configured}\``;
    return `- **${stack.title}**: ${configured}. ${stack.source}`;
  });
  return [
    '# Real servers, and what a scan says of them',
    '',
    'Made by `test/stacks/stacks.test.ts` from recordings of real servers; each row equals what was written down of that server',
    'beforehand from its configuration and documentation (`test/stacks/`). `test/live/stacks.test.ts` and',
    '`test/ondemand/stacks.test.ts` start the servers themselves, and record them anew with `PQREADY_RECORD_STACKS=1`.',
    'An endpoint shows algorithms: which module carries them out, and whether that is validated, it cannot show.',
    '',
    ...lines,
    '',
    '"Suites" are counted by version. A scan stops at 72 connections to one endpoint: what a server has beyond that is reported as a',
    'list that may lack some. The surveys here were given more, so that nothing is left unknown.',
    '',
    '## Where the expectations come from',
    '',
    ...sources,
    '',
    ssh,
    '',
  ].join('\n');
}

function cellsOf({ stack, answers, connections }: TableRow): readonly string[] {
  const { older } = answers;
  const suites = [
    `1.3: ${answers.tls13Suites.length}`,
    ...Object.entries(older?.suites ?? {}).map(([version, names]) => `${nameOf(version)}: ${names.length}`),
  ];
  return [
    stack.startTls === null ? stack.title : `${stack.title}, STARTTLS`,
    answers.versions.map(nameOf).join(', '),
    answers.groups.map((name) => (name === answers.preferred ? `**${name}**` : name)).join(', '),
    answers.enforced === 'yes' ? `${answers.postQuantum}, enforced` : answers.postQuantum,
    answers.schemes.join(', '),
    answers.certificates.join('; '),
    suites.join(', '),
    String(connections),
  ];
}

/** OpenSSL's name of TLS 1.0 has no minor version. */
function nameOf(version: string): string {
  return version === 'TLSv1' ? '1.0' : version.replace(/^TLSv/, '');
}

import type { Options } from 'yargs';
import type { Drafts } from '../assess/weigh.ts';
import { formatNames } from '../report/index.ts';
import type { Gate } from './exit-code.ts';
import { writtenTargets } from './targets/index.ts';

/** What a target may be. */
export const TARGETS = [...writtenTargets, '@FILE', '-'].join(', ');

/** What `judgingOptions` give. */
export interface JudgingArguments {
  readonly profile: readonly string[];
  readonly asOf: string | undefined;
  readonly cmvp: string | undefined;
  readonly drafts: Drafts;
  readonly waivers: string | undefined;
  readonly baseline: string | undefined;
  readonly failOn: Gate['failOn'];
  readonly unknown: Gate['unknown'];
}

/** What `outputOptions` give. */
export interface OutputArguments {
  readonly output: readonly string[] | undefined;
  readonly sarifLocation: string | undefined;
  readonly bundle: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Options that every judging command takes. */
export const judgingOptions = {
  profile: {
    type: 'string',
    array: true,
    requiresArg: true,
    nargs: 1,
    default: ['fips-140-3', 'pq-transition'],
    describe: 'Profile to judge by: an id or a YAML file; repeatable',
  },
  'as-of': { type: 'string', requiresArg: true, describe: 'Judge as on that day, YYYY-MM-DD (default: today)' },
  baseline: {
    type: 'string',
    requiresArg: true,
    describe: 'Earlier report (JSON): what it has already does not fail this run',
  },
  'fail-on': {
    choices: ['high', 'medium', 'low', 'none'] as const,
    default: 'high' as const,
    describe: 'Exit 1 where a finding of this severity or above fails',
  },
  drafts: {
    choices: ['warn', 'fail'] as const,
    default: 'warn' as const,
    describe: 'What a shortfall of a draft does once its date has come',
  },
  cmvp: {
    type: 'string',
    requiresArg: true,
    describe: 'YAML file that extends or replaces the CMVP register: docs/REGISTER.md',
  },
  unknown: {
    choices: ['fail', 'pass'] as const,
    default: 'fail' as const,
    describe: 'Exit 3 where something required is unknown, or let it pass',
  },
  waivers: {
    type: 'string',
    requiresArg: true,
    describe: 'YAML file of accepted shortfalls: docs/WAIVERS.md',
  },
} satisfies Record<string, Options>;

/** Where a command writes, and in which of its formats. */
export function outputOption(names: readonly string[]) {
  return {
    type: 'string',
    array: true,
    requiresArg: true,
    nargs: 1,
    describe: `FORMAT or FORMAT=PATH; repeatable. Formats: ${names.join(', ')}`,
  } as const satisfies Options;
}

/** Options of every command that writes a report. */
export const outputOptions = {
  output: outputOption(formatNames),
  quiet: {
    type: 'boolean',
    default: false,
    describe: 'Say nothing but what --output asks for: the exit code tells',
  },
  verbose: { type: 'boolean', default: false, describe: 'Say each step on standard error, with its time' },
  bundle: {
    type: 'string',
    requiresArg: true,
    describe: 'Write the evidence as one archive, FILE.tar.gz, in every format of --output, which needs no PATH then',
  },
  'sarif-location': {
    type: 'string',
    requiresArg: true,
    describe: 'File of the repository, relative to its root, to which SARIF pins findings',
  },
} satisfies Record<string, Options>;

/** Options of every command that looks at targets. */
export const lookingOptions = {
  exec: { type: 'boolean', default: true, describe: 'Run programs of the host from an allow-list; --no-exec for none' },
  inventory: {
    type: 'boolean',
    describe: 'Walk all files, for what is linked or bundled (default: not those of a host)',
  },
  listeners: {
    type: 'boolean',
    default: true,
    describe:
      'Talk to the TCP listeners of the host scanned, at its own addresses only; --no-listeners to leave them alone',
  },
  platform: {
    type: 'string',
    array: true,
    requiresArg: true,
    nargs: 1,
    describe: "Image for OS/ARCH[/VARIANT], or all; repeatable (default: this machine's)",
  },
  name: { type: 'string', requiresArg: true, describe: 'Name of the target in the report' },
  label: {
    type: 'string',
    array: true,
    requiresArg: true,
    nargs: 1,
    default: [] as string[],
    describe: 'K=V, kept in the report; repeatable',
  },
  timeout: {
    type: 'number',
    requiresArg: true,
    default: 30_000,
    describe: 'Limit for each collector, in milliseconds',
  },
  yes: { type: 'boolean', default: false, describe: 'Scan ranges of more than 256 addresses without asking' },
  concurrency: {
    type: 'number',
    requiresArg: true,
    default: 128,
    describe: 'Connections at once; half as many targets',
  },
  'per-host': { type: 'number', requiresArg: true, default: 3, describe: 'Connections at once to one address' },
  rate: { type: 'number', requiresArg: true, describe: 'New connections a second (default: no limit)' },
  resume: {
    type: 'boolean',
    default: false,
    describe: 'Append to --output jsonl=PATH line by line, and go on behind what is there',
  },
} satisfies Record<string, Options>;

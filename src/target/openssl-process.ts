import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './commands.ts';
import { type ProgramFailure, runProgram } from './run-program.ts';
import type { CommandOutput, Milliseconds, OpensslView } from './views.ts';

/** An openssl program and a private place for the files that it reads and writes. */
export interface OpensslProgram {
  /** As reports name it: `openssl`, or the path that the user gave. */
  readonly name: string;
  /** Runs that may be under way at the same time: one a core. */
  readonly atOnce: number;
  run(call: OpensslCall, within: Milliseconds, signal: AbortSignal): Promise<OpensslOutcome>;
  /** Removes the private place. It goes at the end of this process too, however that comes, unless it is killed outright. */
  close(): void;
}

/** One run. Its working directory is its own, so that files are named without a path. */
export interface OpensslCall {
  readonly arguments: readonly string[];
  /** Written before it starts, mode 0600: keys belong here and not into `arguments`, which every user of the machine can read. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** Read after it has ended; one that is not there is left out. */
  readonly outputs?: readonly string[];
}

/** How a run ended. */
export type OpensslOutcome =
  | ({ readonly ended: true; readonly outputs: Readonly<Record<string, Uint8Array>> } & CommandOutput)
  | { readonly ended: false; readonly why: ProgramFailure };

/** Which program, and which configuration: undefined leaves the program's own, null is none at all. */
export interface OpensslChoice {
  readonly name: string;
  readonly path: string;
  readonly configuration: string | null | undefined;
}

/** Makes the private place: a fresh directory of mode 0700, in memory where the system has such a place. */
export async function openOpenssl(choice: OpensslChoice): Promise<OpensslProgram> {
  const place = await privateDirectory();
  const remove = () => rmSync(place, { recursive: true, force: true });
  process.once('exit', remove);
  const atOnce = availableParallelism();
  const desks = Array.from({ length: atOnce }, (_, index) => makeDesk(place, index));
  const waiting: ((desk: string) => void)[] = [];
  return {
    name: choice.name,
    atOnce,
    async run(call, within, signal) {
      const desk = desks.pop() ?? (await new Promise<string>((resolve) => waiting.push(resolve)));
      try {
        return await runAt(desk, choice, call, { within, signal });
      } finally {
        const next = waiting.shift();
        if (next === undefined) desks.push(desk);
        else next(desk);
      }
    },
    close() {
      process.off('exit', remove);
      remove();
    },
  };
}

/** The host's own program, from the system's directories. */
export function hostOpenssl(): OpensslView {
  return {
    async open(configuration) {
      const at = { in: 'command', argv: ['openssl'] } as const;
      const path = await findProgram('openssl');
      if (path === undefined) return { state: 'absent', at };
      const choice = { name: 'openssl', path, configuration: configuration === 'none' ? null : undefined };
      const program = await openOpenssl(choice).catch(() => undefined);
      return program === undefined ? { state: 'hidden', at, why: 'io-error' } : { state: 'seen', at, value: program };
    },
  };
}

interface Limits {
  readonly within: Milliseconds;
  readonly signal: AbortSignal;
}

async function runAt(
  desk: string,
  { path, configuration }: OpensslChoice,
  { arguments: given, files = {}, outputs = [] }: OpensslCall,
  { within, signal }: Limits,
): Promise<OpensslOutcome> {
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(desk, name), content, { mode: 0o600 });
    const outcome = await runProgram({
      argv: [path, ...given],
      directory: desk,
      environment: configuration === undefined ? {} : { OPENSSL_CONF: configuration ?? '/dev/null' },
      mostOutput: MOST_OUTPUT,
      within,
      signal,
    });
    if (typeof outcome === 'string') return { ended: false, why: outcome };
    return { ended: true, ...outcome, outputs: readOutputs(desk, outputs) };
  } catch {
    return { ended: false, why: 'io-error' };
  } finally {
    clear(desk);
  }
}

function readOutputs(desk: string, names: readonly string[]): Readonly<Record<string, Uint8Array>> {
  const present = new Set(readdirSync(desk));
  return Object.fromEntries(
    names.filter((name) => present.has(name)).map((name) => [name, new Uint8Array(readFileSync(join(desk, name)))]),
  );
}

function clear(desk: string): void {
  try {
    for (const name of readdirSync(desk)) rmSync(join(desk, name), { recursive: true, force: true });
  } catch {
    // The whole place was removed meanwhile.
  }
}

function makeDesk(place: string, index: number): string {
  const desk = join(place, `${index}`);
  mkdirSync(desk, { mode: 0o700 });
  return desk;
}

async function privateDirectory(): Promise<string> {
  for (const parent of ['/dev/shm', tmpdir()]) {
    const place = await mkdtemp(join(parent, 'pqready-')).catch(() => undefined);
    if (place === undefined) continue;
    chmodSync(place, 0o700);
    return place;
  }
  throw new Error('no room for a private directory in /dev/shm or the directory for temporary files');
}

const MOST_OUTPUT = 1024 * 1024;

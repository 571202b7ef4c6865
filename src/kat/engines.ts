import { type OpensslProgram, openOpenssl } from '../target/openssl-process.ts';
import type { Engine } from './engine.ts';

/** Every engine, in the order of reports; `--engine` chooses among them. */
export const engineIds = ['noble', 'node', 'openssl', 'openssl-fips'] as const;

export type EngineId = (typeof engineIds)[number];

/** Engines that were opened, those that could not be, and what to call when done. */
export interface OpenEngines {
  readonly engines: readonly Engine[];
  readonly unavailable: readonly { readonly id: EngineId; readonly why: string }[];
  close(): void;
}

/** Which openssl to run. */
export interface OpensslGiven {
  /** Undefined where this machine has none. */
  readonly path: string | undefined;
  /** A configuration to load in place of the program's own. */
  readonly configuration: string | undefined;
}

/**
 * Opens engines. `openssl-fips` loads the program's own configuration, or the one that is given. `openssl` loads none, so that the
 * default provider answers; one that is given is its own only where it is opened alone.
 */
export async function openEngines(
  wanted: readonly EngineId[],
  openssl: OpensslGiven,
  signal: AbortSignal,
): Promise<OpenEngines> {
  const engines: Engine[] = [];
  const unavailable: { id: EngineId; why: string }[] = [];
  const programs: OpensslProgram[] = [];
  const close = () => {
    for (const program of programs) program.close();
  };
  try {
    for (const id of engineIds.filter((each) => wanted.includes(each))) {
      const opened = await openEngine(id, ownOpenssl(id, wanted, openssl), { programs, signal });
      if ('engine' in opened) engines.push(opened.engine);
      else unavailable.push({ id, why: opened.unavailable });
    }
  } catch (error) {
    close();
    throw error;
  }
  return { engines, unavailable, close };
}

function ownOpenssl(id: EngineId, wanted: readonly EngineId[], given: OpensslGiven): OpensslGiven {
  return id === 'openssl' && wanted.includes('openssl-fips') ? { path: given.path, configuration: undefined } : given;
}

async function openEngine(
  id: EngineId,
  openssl: OpensslGiven,
  { programs, signal }: { readonly programs: OpensslProgram[]; readonly signal: AbortSignal },
): Promise<{ readonly engine: Engine } | { readonly unavailable: string }> {
  if (id === 'noble') return { engine: (await import('./noble.ts')).noble };
  if (id === 'node') return { engine: (await import('./node.ts')).nodeEngine() };
  if (openssl.path === undefined) return { unavailable: 'there is no openssl in the system directories' };
  const configuration = openssl.configuration ?? (id === 'openssl' ? null : undefined);
  const program = await openOpenssl({ name: openssl.path, path: openssl.path, configuration });
  programs.push(program);
  const { opensslEngine, opensslFipsEngine } = await import('./openssl.ts');
  return id === 'openssl' ? opensslEngine(program, signal) : opensslFipsEngine(program, signal);
}

import type { VectorSet } from '../../codec/known-answer.ts';
import { type Fact, fact, type Gap, type Harvest } from '../../facts/fact.ts';
import { evidence } from '../../facts/quote.ts';
import type { Engine } from '../../kat/engine.ts';
import { nodeEngine } from '../../kat/node.ts';
import { type Opened, opensslEngine, opensslFipsEngine } from '../../kat/openssl.ts';
import { runSet } from '../../kat/run-set.ts';
import { sampleSets } from '../../kat/sample.ts';
import type { OpensslProgram } from '../../target/openssl-process.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { OpensslView } from '../../target/views.ts';

/** Puts the sample to every engine of the host at the same time; a program takes as many questions at once as there are cores. */
export async function harvestSample(openssl: OpensslView, signal: AbortSignal): Promise<Harvest> {
  const sets = await sampleSets();
  const parts = await Promise.all([
    throughOpenssl(openssl, { configuration: 'none', open: opensslEngine }, sets, signal),
    throughOpenssl(openssl, { configuration: 'own', open: opensslFipsEngine }, sets, signal),
    factsOf(nodeEngine(), sets, signal).then((facts) => ({ facts, gaps: [] })),
  ]);
  return { facts: parts.flatMap(({ facts }) => facts), gaps: parts.flatMap(({ gaps }) => gaps) };
}

interface Way {
  readonly configuration: 'own' | 'none';
  readonly open: (program: OpensslProgram, signal: AbortSignal) => Promise<Opened>;
}

async function throughOpenssl(
  view: OpensslView,
  { configuration, open }: Way,
  sets: readonly VectorSet[],
  signal: AbortSignal,
): Promise<Harvest> {
  const program = await view.open(configuration);
  if (program.state !== 'seen') {
    const why = program.state === 'hidden' ? describeHidden(program) : 'there is no openssl command to ask';
    // Both ways meet the same program: one gap is enough.
    return { facts: [], gaps: configuration === 'none' ? [gap(why)] : [] };
  }
  try {
    const opened = await open(program.value, signal);
    if ('engine' in opened) return { facts: await factsOf(opened.engine, sets, signal), gaps: [] };
    return { facts: [], gaps: configuration === 'none' ? [gap(opened.unavailable)] : [] };
  } finally {
    program.value.close();
  }
}

async function factsOf(engine: Engine, sets: readonly VectorSet[], signal: AbortSignal): Promise<readonly Fact[]> {
  const proof = evidence({ in: 'command', argv: COMMANDS[engine.id] ?? [engine.id] }, engine.proof ?? engine.version);
  const results = await Promise.all(
    sets.map((set) => runSet({ ...set, title: `sample of ${set.title}` }, engine, { signal, full: false })),
  );
  return results.flatMap(({ runs }) =>
    runs.map((run) => fact('kat.run', SUBJECTS[engine.id] ?? engine.id, run, proof)),
  );
}

function gap(why: string): Gap {
  return { kind: 'kat.run', subject: 'OpenSSL library', why };
}

const SUBJECTS: Readonly<Record<string, string>> = {
  node: 'Node.js',
  openssl: 'OpenSSL library',
  'openssl-fips': 'OpenSSL FIPS provider',
};
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  node: ['node', '-p', 'process.versions.openssl'],
  openssl: ['openssl', 'list', '-key-managers'],
  'openssl-fips': ['openssl', 'list', '-providers'],
};

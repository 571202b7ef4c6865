import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { targetPath } from '../src/facts/locator.ts';
import { type EngineId, openEngines } from '../src/kat/engines.ts';
import { findSets } from '../src/kat/find-sets.ts';
import { runSet } from '../src/kat/run-set.ts';
import { sampleSets } from '../src/kat/sample.ts';
import { openOpenssl } from '../src/target/openssl-process.ts';
import { rootTree } from '../src/target/root-tree.ts';

/**
 * `npm run bench -- kat [OPENSSL [FIPS-CONFIGURATION]]`: the known answers of ../shared/vectors, without SLH-DSA key generation,
 * through noble and the given openssl (3.5 or later), and the sample of a scan. Cases a second stand beside the floor: that many
 * bare starts of openssl, as many at a time. Exit 1 when a goal is missed.
 */
const VECTORS = resolve(import.meta.dirname, '../../shared/vectors');
const SIGNAL = new AbortController().signal;
const [program = '/usr/bin/openssl', configuration] = process.argv.slice(2);

interface Row {
  readonly what: string;
  readonly cases: number;
  readonly seconds: number;
  readonly goalSeconds: number;
  readonly floorSeconds: number | null;
}

async function allVectors(id: EngineId, goalSeconds: number): Promise<Row> {
  const opened = await openEngines([id], { path: program, configuration: undefined }, SIGNAL);
  const [engine] = opened.engines;
  if (engine === undefined) throw new Error(`${id}: ${opened.unavailable[0]?.why}`);
  const started = performance.now();
  let cases = 0;
  for (const directory of directories())
    for await (const found of findSets(rootTree('/'), targetPath(directory))) {
      if (found.is !== 'set') continue;
      const { runs } = await runSet(found.set, engine, { signal: SIGNAL, full: true });
      cases += runs.reduce((sum, { passed, failed }) => sum + passed + failed, 0);
    }
  const seconds = (performance.now() - started) / 1000;
  opened.close();
  const floorSeconds = id === 'noble' ? null : await bareStarts(cases);
  return { what: `all vectors, ${engine.version}`, cases, seconds, goalSeconds, floorSeconds };
}

async function sample(): Promise<Row> {
  const started = performance.now();
  const sets = await sampleSets();
  let cases = 0;
  const throughOne = async (id: EngineId) => {
    const opened = await openEngines(
      [id],
      { path: program, configuration: id === 'openssl' ? undefined : configuration },
      SIGNAL,
    );
    for (const engine of opened.engines) {
      const results = await Promise.all(sets.map((set) => runSet(set, engine, { signal: SIGNAL, full: false })));
      cases += results.flatMap(({ runs }) => runs).reduce((sum, { passed, failed }) => sum + passed + failed, 0);
    }
    opened.close();
  };
  await Promise.all((['node', 'openssl', 'openssl-fips'] as const).map(throughOne));
  const seconds = (performance.now() - started) / 1000;
  return { what: 'sample of a scan, every engine', cases, seconds, goalSeconds: 2, floorSeconds: null };
}

/** What so many starts of openssl cost by themselves. */
async function bareStarts(count: number): Promise<number> {
  const openssl = await openOpenssl({ name: program, path: program, configuration: null });
  const started = performance.now();
  let left = count;
  const work = async () => {
    for (; left > 0; left -= 1) await openssl.run({ arguments: ['version'] }, 10_000, SIGNAL);
  };
  await Promise.all(Array.from({ length: openssl.atOnce }, work));
  openssl.close();
  return (performance.now() - started) / 1000;
}

function directories(): readonly string[] {
  return readdirSync(VECTORS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(VECTORS, name)).map((below) => join(VECTORS, name, below)))
    .filter((path) => !path.includes('SLH-DSA-keyGen'));
}

function print({ what, cases, seconds, goalSeconds, floorSeconds }: Row): string {
  const floor =
    floorSeconds === null ? '' : `; floor ${floorSeconds.toFixed(1)} s, ${(cases / floorSeconds).toFixed(0)} starts/s`;
  const verdict = seconds <= goalSeconds ? 'met' : 'MISSED';
  return `${what}: ${cases} cases in ${seconds.toFixed(1)} s, ${(cases / seconds).toFixed(0)} cases/s (goal ${goalSeconds} s: ${verdict}${floor})`;
}

if (!existsSync(VECTORS)) throw new Error(`${VECTORS} is not there`);
const samples = [await sample(), await sample(), await sample()].toSorted(
  (left, right) => left.seconds - right.seconds,
);
const rows = [...samples.slice(1, 2), await allVectors('noble', 40), await allVectors('openssl', 90)];
console.log(rows.map(print).join('\n'));
process.exitCode = rows.every(({ seconds, goalSeconds }) => seconds <= goalSeconds) ? 0 : 1;

import { access } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { targetPath } from '../facts/locator.ts';
import { quote } from '../facts/quote.ts';
import type { KatRun } from '../facts/values/kat.ts';
import type { Engine } from '../kat/engine.ts';
import { type EngineId, engineIds, openEngines } from '../kat/engines.ts';
import { type FoundFile, findSets } from '../kat/find-sets.ts';
import { runSet } from '../kat/run-set.ts';
import { vectorsAsset } from '../target/assets.ts';
import { findProgram } from '../target/commands.ts';
import { rootTree } from '../target/root-tree.ts';
import { untilInterrupted } from './interruption.ts';
import { katJson } from './kat-json.ts';
import { katJunit } from './kat-junit.ts';
import { katMarkdown } from './kat-markdown.ts';
import { type KatEngine, type KatFileRun, type KatReport, katExitCode } from './kat-report.ts';
import { katText } from './kat-text.ts';
import { type Progress, progressOn } from './progress.ts';
import { UsageError } from './usage-error.ts';
import { readWrittenForms, writeForms } from './written-forms.ts';

/** What `kat` takes. */
export interface KatArguments {
  readonly engine: readonly (EngineId | 'all')[];
  readonly vectors: readonly string[] | undefined;
  readonly full: boolean;
  readonly openssl: string | undefined;
  readonly opensslConf: string | undefined;
  readonly output: readonly string[];
  readonly unknown: 'fail' | 'pass';
}

/** `kat`: opens engines, puts every set to every one of them, reports. @throws UsageError */
export async function runKat(given: KatArguments): Promise<0 | 1 | 2 | 3> {
  const outputs = readWrittenForms(given.output, FORMS);
  const interruption = untilInterrupted();
  const progress = progressOn(process.stderr);
  try {
    const report = await reportOf(given, { signal: interruption.signal, progress });
    progress.end();
    await writeForms(report, outputs);
    return katExitCode(report, given.unknown);
  } finally {
    progress.end();
    interruption.end();
  }
}

const FORMS = { json: katJson, junit: katJunit, markdown: katMarkdown, text: katText } as const;

interface Watch {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

async function reportOf(given: KatArguments, watch: Watch): Promise<KatReport> {
  const wanted = given.engine.includes('all') ? engineIds : engineIds.filter((id) => given.engine.includes(id));
  const configuration = await existing(given.opensslConf, '--openssl-conf');
  const path = (await existing(given.openssl, '--openssl')) ?? (await findProgram('openssl'));
  const places = await Promise.all(
    (given.vectors ?? [await vectorsAsset()]).map((each) => existing(each, '--vectors')),
  );
  const opened = await openEngines(wanted, { path, configuration }, watch.signal);
  try {
    const found = places.flatMap((place) => (place === undefined ? [] : [place]));
    const { runs, files } = await runAll(found, opened.engines, { ...watch, full: given.full });
    const engines: readonly KatEngine[] = [
      ...opened.engines.map(({ id, version, proof }) => ({ id, version, proof })),
      ...opened.unavailable.map(({ id, why }) => ({ id, why, wanted: given.engine.includes(id) })),
    ];
    return { tool: { name: packageJson.name, version: packageJson.version }, engines, runs, files };
  } finally {
    opened.close();
  }
}

async function runAll(
  places: readonly string[],
  engines: readonly Engine[],
  watch: Watch & { readonly full: boolean },
): Promise<Pick<KatReport, 'runs' | 'files'>> {
  const runs: KatFileRun[] = [];
  const files: KatReport['files'][number][] = [];
  for (const place of places)
    for await (const found of findSets(rootTree('/'), targetPath(place))) {
      watch.signal.throwIfAborted();
      const file = asNamed(found.path);
      if (found.is !== 'set') files.push({ file, state: found.is, why: quote(found.why) });
      else
        for (const engine of engines) {
          const result = await runOne(found, engine, watch);
          runs.push(...result.runs.map((run) => ({ ...printable(run), file, sha256: found.sha256 })));
          if (result.problem !== null && !files.some((each) => each.file === file))
            files.push({ file, state: 'damaged', why: quote(result.problem) });
        }
    }
  return { runs, files };
}

function runOne(
  { set, path }: Extract<FoundFile, { is: 'set' }>,
  engine: Engine,
  { signal, progress, full }: Watch & { readonly full: boolean },
) {
  let done = 0;
  const onCase = () => {
    done += 1;
    progress.say(`${engine.id}: ${set.title}: ${done} of ${set.total} (${asNamed(path)})`);
  };
  return runSet(set, engine, { signal, full, onCase });
}

/** What an author wrote into a file goes to the user's terminal only as a quote. */
function printable(run: KatRun): KatRun {
  const { firstFailure, vectorSet } = run;
  if (firstFailure === null) return { ...run, vectorSet: quote(vectorSet) };
  const { why, note, parameterSet } = firstFailure;
  const first = { why: quote(why), note: note === null ? null : quote(note), parameterSet: quote(parameterSet) };
  return { ...run, vectorSet: quote(vectorSet), firstFailure: { ...firstFailure, ...first } };
}

/** As the user would name it: below the working directory without it. */
function asNamed(path: string): string {
  const near = relative(process.cwd(), path);
  return quote(near.startsWith('../..') || near === '' ? path : near);
}

async function existing(path: string | undefined, option: string): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const whole = resolve(path);
  await access(whole).catch(() => {
    throw new UsageError(
      `${option} ${path}: it is not there, or cannot be reached\nName a path that this user can read.`,
    );
  });
  return whole;
}

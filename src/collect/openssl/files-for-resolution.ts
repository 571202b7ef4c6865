import type { Answer, Asking, Query } from '../../codec/openssl/resolution.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { inspectFipsModule, type ModuleInspection } from './fips-module.ts';

/** Answers what a resolution asks from the files of a target, each path once. */
export interface AnswersFromFiles {
  run<T>(asking: Asking<T>): Promise<T>;
  /** What is known of a FIPS or SymCrypt module with this MAC in its section. */
  inspect(path: TargetPath, mac: string | null): Promise<ModuleInspection>;
}

/** Answers from a file view; a relative path is taken from the root, since each process has a working directory of its own. */
export function answersFrom(files: FileView, signal: AbortSignal): AnswersFromFiles {
  const known = new Map<string, Promise<Answer>>();
  const inspections = new Map<string, Promise<ModuleInspection>>();
  const inspect = (path: TargetPath, mac: string | null) =>
    remembered(inspections, `${path}\0${mac}`, () => inspectFipsModule(files, path, mac));
  const answer = (query: Query) => {
    const path = targetPath(query.path);
    if (query.ask === 'path') return remembered(known, path, () => answerPath(files, path));
    return remembered(known, `${path}\0${query.mac}`, () => answerModule(files, path, () => inspect(path, query.mac)));
  };
  return {
    inspect,
    async run(asking) {
      let step = asking.next();
      while (step.done !== true) {
        signal.throwIfAborted();
        step = asking.next(await answer(step.value));
      }
      return step.value;
    },
  };
}

async function answerPath(files: FileView, path: TargetPath): Promise<Answer> {
  // Named on purpose to have no configuration; a device is never opened.
  if (path === '/dev/null') return { is: 'file', path, text: '' };
  const content = await files.read(path, LARGEST_CONFIGURATION);
  if (content.state === 'absent') return { is: 'absent' };
  if (content.state === 'seen') {
    const real = content.at.in === 'file' ? content.at.path : path;
    return { is: 'file', path: real, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(content.value) };
  }
  if (content.why !== 'not-a-file') return { is: 'hidden', why: describeHidden(content) };
  const entries = await files.list(path);
  if (entries.state === 'seen') return { is: 'directory', names: entries.value.map((entry) => nameOf(entry.path)) };
  return { is: 'hidden', why: entries.state === 'hidden' ? describeHidden(entries) : describeHidden(content) };
}

async function answerModule(
  files: FileView,
  path: TargetPath,
  inspect: () => Promise<ModuleInspection>,
): Promise<Answer> {
  if (!/^(fips|symcrypt)/.test(nameOf(path))) {
    const place = await files.follow(path);
    if (place.state === 'hidden') return { is: 'hidden', why: describeHidden(place) };
    return { is: 'module', state: place.state === 'seen' ? 'loads' : 'missing', fipsVersion: null };
  }
  const { state, module, gaps } = await inspect();
  const gap = gaps[0];
  if (state === 'unknown' && gap !== undefined) return { is: 'hidden', why: gap.why };
  const fipsVersion = releaseOf(module?.value.version ?? null);
  // What an unknown release of the FIPS provider serves, nobody can say.
  const told = module?.role !== 'OpenSSL FIPS provider' || fipsVersion !== null || state !== 'loads';
  return { is: 'module', state: told ? state : 'unknown', fipsVersion };
}

function releaseOf(text: string | null) {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)/.exec(text ?? '') ?? [];
  return text === null || major === undefined
    ? null
    : { major: Number(major), minor: Number(minor), patch: Number(patch), text };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return answer;
}

const LARGEST_CONFIGURATION = 1024 * 1024;

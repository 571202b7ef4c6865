import { createHash } from 'node:crypto';
import { readAcvp } from '../codec/acvp/read-acvp.ts';
import { readCctv } from '../codec/cctv/read-cctv.ts';
import { gunzipped } from '../codec/gunzip.ts';
import type { VectorSet } from '../codec/known-answer.ts';
import { accepted, describeProblem, type Parsed } from '../codec/parsed.ts';
import { recogniseVectorFile } from '../codec/vector-file.ts';
import { readWycheproof } from '../codec/wycheproof/read-wycheproof.ts';
import { type TargetPath, targetPath } from '../facts/locator.ts';
import { describeHidden } from '../target/sighting.ts';
import type { FileView } from '../target/views.ts';

/** A file below the path that was named. */
export type FoundFile =
  | {
      readonly is: 'set';
      readonly path: TargetPath;
      readonly set: VectorSet;
      /** Of the content, unpacked; of a prompt and its expectedResults one after the other. 64 hexadecimal digits. */
      readonly sha256: string;
    }
  | { readonly is: 'skipped' | 'damaged'; readonly path: TargetPath; readonly why: string };

/**
 * Finds the sets of a file, a directory or a whole ACVP-Server checkout, one at a time and in byte order of paths. Where an
 * internalProjection stands, the prompt and expectedResults beside it say the same and are passed over.
 */
export async function* findSets(files: FileView, path: TargetPath): AsyncGenerator<FoundFile> {
  const place = await files.follow(path);
  if (place.state !== 'seen') {
    const why = place.state === 'absent' ? 'there is no such path' : describeHidden(place);
    return yield { is: 'damaged', path, why };
  }
  if (place.value.type !== 'dir') return yield* openSet(files, place.value.path);
  yield* inDirectory(files, place.value.path, 0);
}

async function* inDirectory(files: FileView, directory: TargetPath, depth: number): AsyncGenerator<FoundFile> {
  const listing = await files.list(directory);
  if (listing.state !== 'seen')
    return yield { is: 'damaged', path: directory, why: listing.state === 'hidden' ? describeHidden(listing) : 'gone' };
  const names = listing.value.filter(({ type }) => type === 'file').map((entry) => nameOf(entry.path));
  const hasProjection = names.some((name) => PROJECTION.test(name));
  for (const entry of listing.value) {
    const name = nameOf(entry.path);
    if (entry.type === 'dir' && depth < DEEPEST && name !== '.git') yield* inDirectory(files, entry.path, depth + 1);
    if (entry.type !== 'file' || !VECTOR_FILE.test(name)) continue;
    const isSaid = hasProjection && PROMPT.test(name);
    if (!isSaid && !ANSWERS.test(name)) yield* openSet(files, entry.path);
  }
}

async function* openSet(files: FileView, path: TargetPath): AsyncGenerator<FoundFile> {
  const text = await contentOf(files, path);
  if (!text.ok) return yield { is: 'damaged', path, why: text.problem };
  const file = recogniseVectorFile(text.value);
  if (file.is === 'unknown') return yield { is: 'skipped', path, why: file.why };
  if (file.is === 'damaged') return yield { is: 'damaged', path, why: file.why };
  if (file.is === 'acvp-answers')
    return yield { is: 'skipped', path, why: 'expected results alone: name the prompt beside them' };
  const answers = PROMPT.test(nameOf(path)) ? await contentOf(files, besides(path)) : accepted(undefined);
  if (!answers.ok) return yield { is: 'damaged', path, why: `expectedResults: ${answers.problem}` };
  const set = READERS[file.is](text.value, answers.value);
  if (!set.ok) return yield { is: 'damaged', path, why: describeProblem(set) };
  const hash = createHash('sha256').update(text.value);
  if (answers.value !== undefined) hash.update(answers.value);
  yield { is: 'set', path, set: set.value, sha256: hash.digest('hex') };
}

async function contentOf(files: FileView, path: TargetPath): Promise<Parsed<Uint8Array>> {
  const file = await files.read(path, LARGEST);
  if (file.state === 'seen') {
    const content = gunzipped(file.value, LARGEST);
    return content.ok ? content : { ...content, problem: describeProblem(content) };
  }
  const problem = file.state === 'absent' ? `${path}: there is no such file` : describeHidden(file);
  return { ok: false, problem, at: { offset: 0 } };
}

function besides(prompt: TargetPath): TargetPath {
  return targetPath(prompt.replace(/prompt(\.json(?:\.gz)?)$/, 'expectedResults$1'));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const READERS: Readonly<
  Record<'acvp' | 'wycheproof' | 'cctv', (text: Uint8Array, answers: Uint8Array | undefined) => Parsed<VectorSet>>
> = { acvp: readAcvp, wycheproof: (text) => readWycheproof(text), cctv: (text) => readCctv(text) };

const PROJECTION = /^internalProjection\.json(\.gz)?$/;
const PROMPT = /^prompt\.json(\.gz)?$/;
const ANSWERS = /^expectedResults\.json(\.gz)?$/;
const VECTOR_FILE = /\.(json|txt)(\.gz)?$/;
/** The largest set of ACVP has some 50 MB. */
const LARGEST = 256 * 1024 * 1024;
const DEEPEST = 12;

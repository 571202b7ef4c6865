import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { AttestedFile } from '../../codec/attestation.ts';
import { TarReader, type TarVisitor } from '../../codec/tar/tar-reader.ts';
import { digestOf } from '../../facts/canonical.ts';
import { quote } from '../../facts/quote.ts';
import { systemWords } from '../system-words.ts';
import { UsageError } from '../usage-error.ts';

/** Hashes a report; of a bundle (.tar.gz) every file that it holds as well, as `BUNDLE/NAME`. @throws UsageError */
export async function attestedFiles(path: string): Promise<readonly [AttestedFile, ...AttestedFile[]]> {
  const name = basename(path);
  const itself = await attestedItself(path);
  if (!/\.(tar\.gz|tgz)$/.test(name)) return itself;
  return [...itself, ...(await filesOfBundle(path)).map((each) => ({ ...each, name: `${name}/${each.name}` }))];
}

/** Hashes a file, and of a report each of its parts, so that a change can be named; a bundle is not opened. @throws UsageError */
export async function attestedItself(path: string): Promise<readonly [AttestedFile, ...AttestedFile[]]> {
  const name = basename(path);
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    const sha256 = hash.digest('hex');
    const document = name.endsWith('.json') ? await jsonOf(path) : undefined;
    if (document === undefined) return [{ name, sha256 }];
    return [{ name, sha256, canonicalSha256: digestOf(document) }, ...partsOf(name, document)];
  } catch (error) {
    throw new UsageError(`${path}: ${systemWords(error)}\nName a file that this user can read.`);
  }
}

/** What is no JSON, or too much to hold, is hashed as bytes alone. */
async function jsonOf(path: string): Promise<unknown> {
  const { size } = await stat(path);
  if (size > MOST_JSON) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)));
  } catch {
    return undefined;
  }
}

/** Each target of a report in canonical form, and all that stands around them. */
function partsOf(name: string, document: unknown): readonly AttestedFile[] {
  if (document === null || typeof document !== 'object' || !('targets' in document)) return [];
  const { targets, ...rest } = document;
  if (!Array.isArray(targets)) return [];
  const parts = targets.map((target: unknown, index) => ({
    name: `${name}/target ${index + 1}${titleOf(target)}`,
    sha256: digestOf(target),
  }));
  return [...parts, { name: `${name}/what stands around the targets`, sha256: digestOf(rest) }];
}

function titleOf(target: unknown): string {
  const named = target !== null && typeof target === 'object' && 'name' in target ? target.name : undefined;
  return typeof named === 'string' ? ` (${quote(named)})` : '';
}

async function filesOfBundle(path: string): Promise<readonly AttestedFile[]> {
  const listing = new Listing();
  const reader = new TarReader(listing);
  const source = createReadStream(path);
  const unpacked = source.pipe(createGunzip());
  source.on('error', (error) => unpacked.destroy(error));
  try {
    let size = 0;
    for await (const chunk of unpacked) {
      size += chunk.length;
      if (size > MOST_UNPACKED) throw new Error(`unpacks to more than ${MOST_UNPACKED} bytes`);
      reader.push(chunk);
    }
    const problem = reader.finish();
    if (problem !== undefined) throw new Error(problem);
  } catch (error) {
    throw new UsageError(`${path}: ${systemWords(error)}\nName a bundle as pqready writes it.`);
  } finally {
    source.destroy();
    unpacked.destroy();
  }
  return listing.files.toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/** Hashes each file of an archive as it comes by. Names are shown as quotes: they are somebody else's. */
class Listing implements TarVisitor {
  readonly files: AttestedFile[] = [];
  #open: { readonly name: string; readonly hash: Hash } | undefined;

  entry({ name, type }: Parameters<TarVisitor['entry']>[0]): boolean {
    if (this.files.length >= MOST_FILES) throw new Error(`holds more than ${MOST_FILES} files`);
    const shown = quote(Buffer.from(name, 'latin1').toString('utf8'));
    if (type !== 'file') throw new Error(`${shown}: a bundle holds plain files only`);
    this.#open = { name: shown, hash: createHash('sha256') };
    return true;
  }

  data(piece: Uint8Array): boolean {
    this.#open?.hash.update(piece);
    return true;
  }

  end(): void {
    if (this.#open !== undefined) this.files.push({ name: this.#open.name, sha256: this.#open.hash.digest('hex') });
    this.#open = undefined;
  }
}

const MOST_JSON = 256 * 1024 * 1024;
const MOST_UNPACKED = 4 * 1024 * 1024 * 1024;
const MOST_FILES = 10_000;

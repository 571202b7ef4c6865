import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, readlink } from 'node:fs/promises';
import { type Locator, type TargetPath, targetPath } from '../facts/locator.ts';
import type { Hidden, Sighting } from './sighting.ts';
import type { Bytes, DirEntry, FileView } from './views.ts';

/**
 * The files below a directory of this machine, as the target's own root. Links are resolved here, component by component, and
 * never by the kernel, so that an absolute link or `..` stays inside; what was opened is checked against what was meant.
 * @param root directory of this machine; `/` gives the live host
 */
export function rootTree(root: string): FileView {
  const base = root === '/' ? '' : root.replace(/\/+$/, '');
  const examine = remembering((path) => examineEntry(base, path));
  return {
    async read(path, limit) {
      const place = await resolve(examine, path, true);
      if (place.state !== 'seen') return place;
      if (place.value.type !== 'file') return hidden(place.value.path, 'not-a-file');
      return readRegular(base, place.value.path, limit);
    },
    async list(dir) {
      const place = await resolve(examine, dir, true);
      if (place.state !== 'seen') return place;
      if (place.value.type !== 'dir') return hidden(place.value.path, 'not-a-directory');
      return listDirectory(base, examine, place.value.path);
    },
    look: (path) => resolve(examine, path, false),
    follow: (path) => resolve(examine, path, true),
  };
}

type Examine = (path: TargetPath) => Promise<Sighting<DirEntry>>;

/** Each path is examined once a scan: collectors that meet on a directory ask the kernel once, and see the same tree. */
function remembering(examine: Examine): Examine {
  const known = new Map<TargetPath, Promise<Sighting<DirEntry>>>();
  return (path) => {
    const answer = known.get(path) ?? examine(path);
    known.set(path, answer);
    return answer;
  };
}

/** Walks the path; with `followLast` the last component's link is followed too. Linux gives up after 40 links (path_resolution(7)). */
async function resolve(examine: Examine, path: TargetPath, followLast: boolean): Promise<Sighting<DirEntry>> {
  let pending = path.split('/').filter((segment) => segment !== '');
  let reached = targetPath('/');
  let links = 0;
  let entry = await examine(reached);
  while (pending.length > 0 && entry.state === 'seen') {
    const [segment = '', ...rest] = pending;
    if (segment === '..') {
      reached = targetPath(`${reached}/..`);
      entry = await examine(reached);
      pending = rest;
      continue;
    }
    if (entry.value.type !== 'dir') return absent(targetPath(`${reached}/${segment}`));
    const next = targetPath(`${reached}/${segment}`);
    entry = await examine(next);
    if (entry.state !== 'seen') return entry;
    if (entry.value.type === 'link' && (rest.length > 0 || followLast)) {
      links += 1;
      const link = entry.value.link ?? '';
      if (links > MOST_LINKS || link.length > LONGEST_LINK) return hidden(next, 'link-loop');
      pending = [...link.split('/').filter((part) => part !== '' && part !== '.'), ...rest];
      if (link.startsWith('/')) reached = targetPath('/');
      entry = await examine(reached);
      continue;
    }
    reached = next;
    pending = rest;
  }
  return entry;
}

async function examineEntry(base: string, path: TargetPath): Promise<Sighting<DirEntry>> {
  try {
    const found = await lstat(`${base}${path}`);
    const type = found.isFile() ? 'file' : found.isDirectory() ? 'dir' : found.isSymbolicLink() ? 'link' : 'other';
    const entry = { path, type, size: found.size, mode: found.mode & 0o7777 } as const;
    const value = type === 'link' ? { ...entry, link: await readlink(`${base}${path}`) } : entry;
    return { state: 'seen', value, at: inFile(path) };
  } catch (error) {
    return notSeen(path, error);
  }
}

async function readRegular(base: string, path: TargetPath, limit: Bytes): Promise<Sighting<Uint8Array>> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(
      `${base}${path}`,
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY,
    );
    const before = await handle.stat();
    if (!before.isFile()) return hidden(path, 'not-a-file');
    // A parent may have been swapped for a link since it was resolved: the kernel's own name for the open file tells.
    if (base !== '' && (await readlink(`/proc/self/fd/${handle.fd}`)) !== `${base}${path}`)
      return hidden(path, 'changed-while-read');
    if (before.size > limit) return hidden(path, 'too-large');
    const content = await readFully(handle, before.size);
    const after = await handle.stat();
    const changed = content.length !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs;
    return changed ? hidden(path, 'changed-while-read') : { state: 'seen', value: content, at: inFile(path) };
  } catch (error) {
    return notSeen(path, error);
  } finally {
    await handle?.close();
  }
}

async function readFully(handle: FileHandle, size: Bytes): Promise<Uint8Array> {
  const content = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await handle.read(content, filled, size - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return content.subarray(0, filled);
}

async function listDirectory(base: string, examine: Examine, dir: TargetPath): Promise<Sighting<readonly DirEntry[]>> {
  try {
    const names = (await readdir(`${base}${dir}`)).sort((left, right) =>
      Buffer.compare(Buffer.from(left), Buffer.from(right)),
    );
    const entries = await Promise.all(names.map((name) => examine(targetPath(`${dir}/${name}`))));
    return {
      state: 'seen',
      value: entries.flatMap((entry) => (entry.state === 'seen' ? [entry.value] : [])),
      at: inFile(dir),
    };
  } catch (error) {
    return notSeen(dir, error);
  }
}

function notSeen(path: TargetPath, error: unknown): Sighting<never> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return absent(path);
  return hidden(
    path,
    code === 'EACCES' || code === 'EPERM' ? 'permission' : code === 'ELOOP' ? 'changed-while-read' : 'io-error',
  );
}

function absent(path: TargetPath): Sighting<never> {
  return { state: 'absent', at: inFile(path) };
}

function hidden(path: TargetPath, why: Hidden): Sighting<never> {
  return { state: 'hidden', at: inFile(path), why };
}

function inFile(path: TargetPath): Locator {
  return { in: 'file', path };
}

const MOST_LINKS = 40;
const LONGEST_LINK = 4096;

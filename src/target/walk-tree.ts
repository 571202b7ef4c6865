import { closeSync, fstatSync, lstatSync } from 'node:fs';
import { entryPath, type TargetPath, targetPath } from '../facts/locator.ts';
import { hidden, inFile, noLongerSeen, notSeen } from './failed-look.ts';
import { contentOf, fill } from './file-content.ts';
import { type FileInterest, type FileVisitor, HEAD_BYTES, LARGEST_SHOWN } from './file-visitor.ts';
import { type HeldDirectory, holdDirectory } from './held-directory.ts';
import { openUnfollowed } from './open-checked.ts';
import { bytesOfPath } from './path-bytes.ts';
import type { Hidden, Sighting } from './sighting.ts';
import type { DirEntry } from './views.ts';
import { walkedFileSystem } from './walked-file-system.ts';

/** Where a walk goes: `base` is the root on this machine, '' for the live host. */
export interface WalkedTree {
  readonly base: string;
  /** Entries of one directory. */
  readonly most: number;
}

/**
 * Shows every regular file below the root once, directory by directory; links are not followed, since what they lead to is
 * come upon by its own path. The event loop has its turn every few milliseconds, so that the signal can stop it.
 */
export async function walkTree(tree: WalkedTree, visitor: FileVisitor, signal: AbortSignal): Promise<void> {
  const walk = { visitor, signal, head: new Uint8Array(HEAD_BYTES), paused: performance.now() };
  const pending: TargetPath[] = [targetPath('/')];
  for (let dir = pending.pop(); dir !== undefined; dir = pending.pop()) {
    visitor.getsOn();
    const held = enter(tree, dir);
    if (held?.state === 'held') pending.push(...(await walkDirectory(walk, dir, held)));
    else if (held !== undefined) visitor.miss(held);
  }
}

interface Walk {
  readonly visitor: FileVisitor;
  readonly signal: AbortSignal;
  /** Room for the first bytes, used again for each file. */
  readonly head: Uint8Array;
  paused: number;
}

/** @returns the directories below, the last one first */
async function walkDirectory(walk: Walk, dir: TargetPath, held: HeldDirectory): Promise<readonly TargetPath[]> {
  const below: TargetPath[] = [];
  try {
    for (const { name, type } of held.entries) {
      const path = entryPath(dir, name);
      if (type === 'dir') below.push(path);
      if (type !== 'file' || walk.visitor.mayEnter?.(path) === false) continue;
      showEntry(walk, path, bytesOfPath(`${held.place}${name}`));
      if (performance.now() - walk.paused < LONGEST_TURN_MS) continue;
      await new Promise((resume) => setImmediate(resume));
      walk.signal.throwIfAborted();
      walk.paused = performance.now();
    }
  } finally {
    held.close();
  }
  return below.reverse();
}

/** Nothing to be seen for the kernel's own file systems; what cannot be listed is hidden. */
function enter(tree: WalkedTree, dir: TargetPath): HeldDirectory | Sighting<never> | undefined {
  const walked = tree.base === '' ? walkedFileSystem(dir) : 'walked';
  if (walked === 'of-the-kernel') return undefined;
  if (walked === 'not-local') return hidden(dir, 'not-local');
  const held = holdDirectory(tree, dir);
  return held.state === 'absent' ? hidden(dir, 'changed-while-read') : held;
}

function showEntry({ visitor, head }: Walk, path: TargetPath, place: string | Buffer): void {
  const entry = fileAt(path, place);
  if (entry.state === 'hidden') visitor.miss(entry);
  if (entry.state !== 'seen') return;
  const interest = visitor.enter(entry.value);
  if (interest !== undefined) showFile(place, { entry: entry.value, interest, head });
}

function fileAt(path: TargetPath, place: string | Buffer): Sighting<DirEntry> {
  try {
    const found = lstatSync(place);
    if (!found.isFile()) return hidden(path, 'changed-while-read');
    const value = { path, type: 'file', size: found.size, mode: found.mode & 0o7777 } as const;
    return { state: 'seen', value, at: inFile(path) };
  } catch (error) {
    return notSeen(path, error);
  }
}

interface Showing {
  readonly entry: DirEntry;
  readonly interest: FileInterest;
  readonly head: Uint8Array;
}

function showFile(place: string | Buffer, showing: Showing): void {
  const { entry, interest } = showing;
  const at = inFile(entry.path);
  let descriptor: number | undefined;
  try {
    descriptor = openUnfollowed(place);
    const failed = showOpen(descriptor, showing);
    if (failed !== undefined) interest.miss(at, failed);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const failure = noLongerSeen(entry.path, error);
    interest.miss(at, failure.state === 'hidden' ? failure.why : 'io-error');
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function showOpen(descriptor: number, { entry, interest, head }: Showing): Hidden | undefined {
  const before = fstatSync(descriptor);
  if (!before.isFile()) return 'changed-while-read';
  const first = head.subarray(0, fill(descriptor, head, 0));
  if (!interest.begins(first)) return undefined;
  if (before.size > LARGEST_SHOWN) return 'too-large';
  interest.see(contentOf(descriptor, before.size, first), inFile(entry.path));
  const after = fstatSync(descriptor);
  const untouched = after.size === before.size && after.mtimeMs === before.mtimeMs && after.ctimeMs === before.ctimeMs;
  return untouched ? undefined : 'changed-while-read';
}

/** A failed system call, not a bug of whoever was shown the file. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

const LONGEST_TURN_MS = 20;

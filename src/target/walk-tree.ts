import { fstatSync } from 'node:fs';
import { type TargetPath, targetPath } from '../facts/locator.ts';
import { inFile, noLongerSeen } from './failed-look.ts';
import { contentOf, fill } from './file-content.ts';
import { type FileInterest, type FileVisitor, HEAD_BYTES, LARGEST_SHOWN } from './file-visitor.ts';
import { listDirectory } from './list-directory.ts';
import { openChecked } from './open-checked.ts';
import type { Examine } from './resolve-path.ts';
import type { Hidden, Sighting } from './sighting.ts';
import type { DirEntry } from './views.ts';
import { walkedFileSystem } from './walked-file-system.ts';

/** Where a walk goes: `base` is the root on this machine, '' for the live host. */
export interface WalkedTree {
  readonly base: string;
  readonly examine: Examine;
  /** Entries of one directory. */
  readonly most: number;
}

/**
 * Shows every regular file below the root once, directory by directory; links are not followed, since what they lead to is
 * come upon by its own path. The event loop has its turn every few milliseconds, so that the signal can stop it.
 */
export async function walkTree(tree: WalkedTree, visitor: FileVisitor, signal: AbortSignal): Promise<void> {
  const head = new Uint8Array(HEAD_BYTES);
  const pending: TargetPath[] = [targetPath('/')];
  let paused = performance.now();
  for (let dir = pending.pop(); dir !== undefined; dir = pending.pop()) {
    const below: TargetPath[] = [];
    visitor.getsOn();
    for (const entry of entriesOf(tree, dir, visitor)) {
      if (entry.type === 'dir') below.push(entry.path);
      if (entry.type !== 'file') continue;
      const interest = visitor.enter(entry);
      if (interest !== undefined) showFile(tree.base, { entry, interest, head });
      if (performance.now() - paused < LONGEST_TURN_MS) continue;
      await new Promise((resume) => setImmediate(resume));
      signal.throwIfAborted();
      paused = performance.now();
    }
    pending.push(...below.reverse());
  }
}

function entriesOf(tree: WalkedTree, dir: TargetPath, visitor: FileVisitor): readonly DirEntry[] {
  const walked = tree.base === '' ? walkedFileSystem(dir) : 'walked';
  if (walked === 'of-the-kernel') return [];
  const listed: Sighting<readonly DirEntry[]> =
    walked === 'walked' ? listDirectory(tree, dir) : { state: 'hidden', at: inFile(dir), why: 'not-local' };
  if (listed.state === 'seen') return listed.value;
  visitor.miss(listed.state === 'hidden' ? listed : { ...listed, state: 'hidden', why: 'changed-while-read' });
  return [];
}

interface Showing {
  readonly entry: DirEntry;
  readonly interest: FileInterest;
  /** Room for the first bytes, used again for each file. */
  readonly head: Uint8Array;
}

function showFile(base: string, showing: Showing): void {
  const { entry, interest } = showing;
  const at = inFile(entry.path);
  try {
    const failed = openChecked(base, entry.path, (descriptor, doubt) => doubt ?? showOpen(descriptor, showing));
    if (failed !== undefined) interest.miss(at, failed);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const failure = noLongerSeen(entry.path, error);
    interest.miss(at, failure.state === 'hidden' ? failure.why : 'io-error');
  }
}

function showOpen(descriptor: number, { entry, interest, head }: Showing): Hidden | undefined {
  const before = fstatSync(descriptor);
  if (!before.isFile()) return 'changed-while-read';
  if (!interest.begins(head.subarray(0, fill(descriptor, head, 0)))) return undefined;
  if (before.size > LARGEST_SHOWN) return 'too-large';
  interest.see(contentOf(descriptor, before.size), inFile(entry.path));
  const after = fstatSync(descriptor);
  const untouched = after.size === before.size && after.mtimeMs === before.mtimeMs && after.ctimeMs === before.ctimeMs;
  return untouched ? undefined : 'changed-while-read';
}

/** A failed system call, not a bug of whoever was shown the file. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

const LONGEST_TURN_MS = 20;

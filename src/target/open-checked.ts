import { closeSync, constants, openSync, readlinkSync } from 'node:fs';
import { bytesOfPath } from './path-bytes.ts';
import type { Hidden } from './sighting.ts';

/**
 * Opens what stands at a path whose links are already resolved, and calls `use` with the descriptor. Never follows a link in the
 * last place, never waits for a FIFO's other end, never takes a terminal.
 * @param base the target's root on this machine, '' for the live host
 * @param use told a doubt where it is not certain that the place that was meant is the place that is open: a directory above
 * it may have been swapped for a link that leads out of the target
 */
export function openChecked<T>(
  base: string,
  path: string,
  use: (descriptor: number, doubt: Hidden | undefined) => T,
): T {
  const { descriptor, doubt } = openPlace(base, path);
  try {
    return use(descriptor, doubt);
  } finally {
    closeSync(descriptor);
  }
}

/** The same for what stays open; to be closed by whoever asked for it. @throws as the system says */
export function openPlace(
  base: string,
  path: string,
): { readonly descriptor: number; readonly doubt: Hidden | undefined } {
  const place = bytesOfPath(`${base}${path}`);
  const descriptor = openUnfollowed(place);
  // On the live host no place is outside.
  return { descriptor, doubt: base === '' ? undefined : doubtOf(descriptor, Buffer.from(place)) };
}

/** Opens a path of this machine whose directories are known to be the right ones. @throws as the system says */
export function openUnfollowed(place: string | Buffer): number {
  return openSync(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY);
}

/** The kernel's own name for what is open tells; without /proc nothing does. */
function doubtOf(descriptor: number, meant: Buffer): Hidden | undefined {
  try {
    const opened = readlinkSync(`/proc/self/fd/${descriptor}`, { encoding: 'buffer' });
    // The root itself is meant with a slash behind it, which the kernel leaves out.
    const bare = meant.length > 1 && meant.at(-1) === SLASH ? meant.subarray(0, -1) : meant;
    return opened.equals(bare) ? undefined : 'changed-while-read';
  } catch {
    return 'io-error';
  }
}

const SLASH = 0x2f;

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { TargetError } from '../target-error.ts';
import type { Bytes } from '../views.ts';
import { archiveMembers, type Member } from './archive-members.ts';
import type { BlobStore } from './blob-store.ts';
import { compressionOf, unpacked } from './compression.ts';
import { readRange } from './read-range.ts';

/**
 * The pieces of an image in a tar archive. Of a plain archive the headers alone are read, then each piece where it lies; of a
 * compressed one each piece costs a pass over what stands before it.
 */
export async function layoutArchive(path: string): Promise<BlobStore> {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) throw new TargetError('it is no regular file');
    const head = Buffer.alloc(4);
    readSync(descriptor, head, 0, head.length, 0);
    const isPlain = compressionOf(head) === 'none';
    const whole = () => unpacked(readRange(descriptor, 0, found.size));
    const members = await archiveMembers(isPlain ? { descriptor, size: found.size } : { chunks: whole() });
    const open = (member: Member) =>
      isPlain ? readRange(descriptor, member.offset, member.offset + member.size) : rangeOf(whole(), member);
    return storeOf(members, open, () => closeSync(descriptor));
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function storeOf(
  members: ReadonlyMap<string, Member>,
  open: (member: Member) => AsyncIterable<Uint8Array>,
  close: () => void,
): BlobStore {
  const memberOf = (name: string): Member => {
    const member = members.get(name);
    if (member === undefined) throw new TargetError(`it has no ${name}`);
    return member;
  };
  return {
    has: (name) => members.has(name),
    async read(name, limit) {
      const member = memberOf(name);
      if (member.size > limit)
        throw new TargetError(`${name} has ${member.size} bytes, more than the ${limit} allowed`);
      const pieces: Uint8Array[] = [];
      for await (const piece of open(member)) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    stream: (name) => open(memberOf(name)),
    close,
  };
}

/** A part of a stream. */
async function* rangeOf(chunks: AsyncIterable<Uint8Array>, { offset, size }: Member): AsyncGenerator<Uint8Array> {
  let at: Bytes = 0;
  for await (const chunk of chunks) {
    const from = Math.max(0, offset - at);
    const to = Math.min(chunk.length, offset + size - at);
    if (from < to) yield chunk.subarray(from, to);
    at += chunk.length;
    if (at >= offset + size) return;
  }
  throw new TargetError('the archive is cut short');
}

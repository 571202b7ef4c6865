import { readSync } from 'node:fs';
import { posix } from 'node:path';
import { TarReader } from '../../codec/tar/tar-reader.ts';
import { TargetError } from '../target-error.ts';
import type { Bytes } from '../views.ts';

/** Where a piece lies in the (unpacked) archive. */
export interface Member {
  readonly offset: Bytes;
  readonly size: Bytes;
}

/** An archive that can be read anywhere, or one that comes by once. */
export type Archive =
  | { readonly descriptor: number; readonly size: Bytes }
  | { readonly chunks: AsyncIterable<Uint8Array> };

/** Finds the files of an archive by its headers; links among them (docker save once wrote them) are followed. @throws TargetError */
export async function archiveMembers(archive: Archive): Promise<ReadonlyMap<string, Member>> {
  const members = new Map<string, Member>();
  const links = new Map<string, string>();
  const reader = readerInto(members, links);
  if ('chunks' in archive)
    for await (const chunk of archive.chunks) {
      reader.push(chunk);
      refuse(reader.problem);
    }
  else readHeaders(archive, reader);
  refuse(reader.finish());
  return withLinks(members, links);
}

function readerInto(members: Map<string, Member>, links: Map<string, string>): TarReader {
  return new TarReader({
    entry({ name, type, offset, size, link, isSparse }) {
      const place = plain(name);
      if (members.size + links.size >= MOST_MEMBERS)
        throw new TargetError(`more than ${MOST_MEMBERS} files in the archive`);
      if (type === 'link') links.set(place, plain(posix.join(posix.dirname(place), link)));
      if (type === 'hard-link') links.set(place, plain(link));
      if (type !== 'file' || isSparse) return false;
      // Which of the two is meant, each reader would say in its own way.
      if (members.has(place)) throw new TargetError(`${place} stands twice in the archive`);
      members.set(place, { offset, size });
      return false;
    },
    data: () => false,
    end: () => {},
  });
}

function readHeaders({ descriptor, size }: Extract<Archive, { descriptor: number }>, reader: TarReader): void {
  const block = Buffer.alloc(READ_AT_ONCE);
  for (let offset = 0; !reader.isBehindEnd; ) {
    const unwanted = Math.min(reader.unwanted, size - offset);
    reader.skip(unwanted);
    offset += unwanted;
    const count = readSync(descriptor, block, 0, block.length, offset);
    if (count === 0) return;
    reader.push(block.subarray(0, count));
    refuse(reader.problem);
    offset += count;
  }
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new TargetError(`it is no image, or a damaged one: ${problem}`);
}

function withLinks(members: Map<string, Member>, links: ReadonlyMap<string, string>): ReadonlyMap<string, Member> {
  for (const [name, first] of links) {
    let target = first;
    for (let hops = 0; hops < MOST_HOPS && !members.has(target); hops += 1) target = links.get(target) ?? target;
    const member = members.get(target);
    if (member !== undefined && !members.has(name)) members.set(name, member);
  }
  return members;
}

/** `./index.json` and `index.json` are one name. */
function plain(name: string): string {
  return posix.normalize(`/${name}`).slice(1);
}

const READ_AT_ONCE = 8 * 1024;
const MOST_HOPS = 8;
/** Of an archive, not of the layers in it: four a layer at most. */
const MOST_MEMBERS = 20_000;

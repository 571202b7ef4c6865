import { BACK_ENDS } from '../../codec/crypto-policies/back-ends.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { ETC, readText } from './places.ts';

/** A file of local.d; `text` undefined: it could not be read, which the tool would skip too. */
export interface DropIn {
  readonly path: TargetPath;
  readonly fileName: string;
  readonly text: string | undefined;
}

/** The drop-ins of local.d and what hid some of them. */
export interface DropIns {
  readonly all: readonly DropIn[];
  readonly hidden: readonly string[];
}

/** Reads local.d, sorted by name, as the tool appends them. */
export async function readDropIns(files: FileView): Promise<DropIns> {
  const listing = await files.list(targetPath(`${ETC}/local.d`));
  if (listing.state === 'hidden') return { all: [], hidden: [describeHidden(listing)] };
  if (listing.state === 'absent') return { all: [], hidden: [] };
  const read = await Promise.all(
    listing.value
      .filter(({ type, path }) => type !== 'dir' && path.endsWith('.config'))
      .map(async ({ path }) => ({ path, text: await readText(files, path) })),
  );
  return {
    all: read.map(({ path, text }) => ({
      path,
      fileName: path.slice(path.lastIndexOf('/') + 1),
      text: text.state === 'seen' ? text.value : undefined,
    })),
    hidden: read.flatMap(({ text }) => (text.state === 'hidden' ? [describeHidden(text)] : [])),
  };
}

/** Those that are appended to a back-end: `X-*.config`, dash included, so `openssl-*` feeds no `opensslcnf`. */
export function dropInsFor(dropIns: DropIns, backEnd: string): readonly DropIn[] {
  return dropIns.all.filter(({ fileName }) => fileName.startsWith(`${backEnd}-`));
}

/** Those that feed no back-end of this system: `present` are its back-ends. */
export function deadDropIns(dropIns: DropIns, present: readonly string[]): readonly string[] {
  return dropIns.all
    .filter(({ fileName }) => !present.some((backEnd) => fileName.startsWith(`${backEnd}-`)))
    .map(({ path, fileName }) => {
      const meant = BACK_ENDS.find(({ name }) => fileName.startsWith(`${name}-`))?.name;
      const why = meant === undefined ? 'no back-end has that name' : `this system has no back-end ${meant}`;
      return `${path} has no effect: ${why}`;
    });
}

import { type HmacFile, readHmacFile } from '../../codec/hmac-file.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import type { ReadLibrary } from './implementation.ts';

/** The `.hmac` file that belongs to a library. */
export type Sidecar =
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable'; readonly why: string }
  | { readonly state: 'seen'; readonly path: TargetPath; readonly entries: HmacFile };

/**
 * Looks for the MAC file where the libraries look for it: `.NAME.hmac` beside the name by which the library was found, then
 * beside its real name, then in `fipscheck/`. Sources: GnuTLS lib/fips.c; libgcrypt 1.9 src/fips.c.
 */
export async function readSidecar(files: FileView, library: ReadLibrary): Promise<Sidecar> {
  for (const path of new Set([library.link, library.path].flatMap(candidates))) {
    const content = await files.read(path, LARGEST);
    if (content.state === 'hidden') return { state: 'unreadable', why: describeHidden(content) };
    if (content.state === 'absent') continue;
    // An empty file is what a failed build step leaves behind.
    if (content.value.length === 0) return { state: 'unreadable', why: `${path} is empty` };
    const entries = readHmacFile(new TextDecoder().decode(content.value));
    return entries === undefined
      ? { state: 'unreadable', why: `${path} holds no MAC that can be read` }
      : { state: 'seen', path, entries };
  }
  return { state: 'absent' };
}

function candidates(library: TargetPath): readonly TargetPath[] {
  const [, directory = '', name = ''] = /^(.*)\/([^/]*)$/.exec(library) ?? [];
  return [targetPath(`${directory}/.${name}.hmac`), targetPath(`${directory}/fipscheck/${name}.hmac`)];
}

const LARGEST = 64 * 1024;

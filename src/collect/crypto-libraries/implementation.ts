import type { Gap, Harvest } from '../../facts/fact.ts';
import type { TargetPath } from '../../facts/locator.ts';
import type { CryptoImplementation } from '../../facts/values/modules.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { findSharedLibraries, type SharedLibrary } from '../shared-libraries.ts';

/** Finds one family of libraries and says what each is. */
export type LibraryReader = (files: FileView) => Promise<Harvest>;

/** A library with its content. */
export interface ReadLibrary extends SharedLibrary {
  readonly bytes: Uint8Array;
}

/** The value of a fact about a shared library of the system. */
export function implementation(
  library: string,
  version: string | null,
  path: TargetPath,
  fips: CryptoImplementation['fips'],
): CryptoImplementation {
  return { library, version, path, linkage: 'shared', language: null, fips };
}

/** Finds libraries by name and reads them whole; what cannot be read is a gap. */
export async function readLibraries(
  files: FileView,
  names: readonly string[],
): Promise<{ readonly libraries: readonly ReadLibrary[]; readonly gaps: readonly Gap[] }> {
  const { found, gaps } = await findSharedLibraries(files, names, 'crypto.implementation');
  const libraries: ReadLibrary[] = [];
  const hidden: Gap[] = [...gaps];
  for (const library of found) {
    const content = await files.read(library.path, LARGEST_LIBRARY);
    if (content.state === 'seen') libraries.push({ ...library, bytes: content.value });
    if (content.state === 'hidden')
      hidden.push({
        kind: 'crypto.implementation',
        subject: library.name,
        why: describeHidden(content),
        at: content.at,
      });
  }
  return { libraries, gaps: hidden };
}

const LARGEST_LIBRARY = 32 * 1024 * 1024;

import type { OpensslBuild } from '../../codec/openssl/build.ts';
import { type OpensslLibraryStrings, readOpensslLibrary, systemCiphersFileIn } from '../../codec/openssl/library.ts';
import { describeProblem } from '../../codec/parsed.ts';
import type { Gap } from '../../facts/fact.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import { type Evidence, evidence } from '../../facts/quote.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { findSharedLibraries, type SharedLibrary, sharedLibraryPaths } from '../shared-libraries.ts';

/** The OpenSSL libraries of a target. */
export interface OpensslSearch {
  /** 3.0 and later, in the order in which a loader would come upon them. */
  readonly installations: readonly OpensslInstallation[];
  /** 1.1.1 and older: their version is all that is told. */
  readonly olderLibraries: readonly OlderOpenssl[];
  readonly gaps: readonly Gap[];
}

export interface OpensslInstallation {
  readonly build: OpensslBuild;
  readonly path: TargetPath;
  readonly evidence: Evidence;
}

export interface OlderOpenssl {
  readonly version: string;
  readonly path: TargetPath;
  readonly evidence: Evidence;
}

/** Finds every libcrypto of the system's library directories and reads what it was built as. Each view is looked through once. */
export function locateOpenssl(files: FileView): Promise<OpensslSearch> {
  const known = SEARCHES.get(files) ?? search(files);
  SEARCHES.set(files, known);
  return known;
}

/** The paths that `locateOpenssl` may open, for a collector's `opens`. */
export const OPENSSL_LIBRARY_PATHS: readonly string[] = sharedLibraryPaths(['libcrypto.so.*', 'libssl.so.*']);

async function search(files: FileView): Promise<OpensslSearch> {
  const { found, gaps } = await findSharedLibraries(files, NAMES, 'openssl.library');
  const read = await Promise.all(found.map((library) => readLibrary(files, library)));
  return {
    installations: read.flatMap((each) => each.installations),
    olderLibraries: read.flatMap((each) => each.olderLibraries),
    gaps: [...gaps, ...read.flatMap((each) => each.gaps)],
  };
}

async function readLibrary(files: FileView, library: SharedLibrary): Promise<OpensslSearch> {
  const content = await files.read(library.path, LARGEST_LIBRARY);
  if (content.state === 'absent') return NOTHING;
  if (content.state === 'hidden') return { ...NOTHING, gaps: [gap(library, describeHidden(content))] };
  const read = readOpensslLibrary(content.value);
  if (!read.ok) return { ...NOTHING, gaps: [gap(library, `${library.path}: ${describeProblem(read)}`)] };
  const { path } = library;
  const proof = (version: string) => evidence({ in: 'file', path }, `OpenSSL ${version}`);
  if (read.value.generation === 'before-providers') {
    const { version } = read.value;
    return { ...NOTHING, olderLibraries: [{ version, path, evidence: proof(version) }] };
  }
  const build = await withSystemCiphersFile(files, library, read.value.build);
  return {
    ...NOTHING,
    installations: [{ build, path, evidence: proof(build.version.text) }],
    gaps: doubtIn(library, read.value),
  };
}

/** The lookup of `PROFILE=SYSTEM` is compiled into libssl, which lies beside; libcrypto names the file on its compiler line only. */
async function withSystemCiphersFile(
  files: FileView,
  library: SharedLibrary,
  build: OpensslBuild,
): Promise<OpensslBuild> {
  if (build.systemCiphersFile !== null || build.flavour === 'upstream') return build;
  const libssl = targetPath(library.link.replace(/libcrypto(\.so\.[^/]*)$/, 'libssl$1'));
  const content = await files.read(libssl, LARGEST_LIBRARY);
  return content.state === 'seen' ? { ...build, systemCiphersFile: systemCiphersFileIn(content.value) } : build;
}

function doubtIn(library: SharedLibrary, { doubt }: Extract<OpensslLibraryStrings, { generation: 'providers' }>) {
  return doubt === null ? [] : [gap(library, `${library.path}: ${doubt}`)];
}

function gap(library: SharedLibrary, why: string): Gap {
  return { kind: 'openssl.library', subject: 'OpenSSL libcrypto', why, at: { in: 'file', path: library.path } };
}

const NAMES = ['libcrypto.so.4', 'libcrypto.so.3', 'libcrypto.so.1.1', 'libcrypto.so.10'];
const LARGEST_LIBRARY = 32 * 1024 * 1024;
const NOTHING: OpensslSearch = { installations: [], olderLibraries: [], gaps: [] };
const SEARCHES = new WeakMap<FileView, Promise<OpensslSearch>>();

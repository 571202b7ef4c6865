import { stringsWith } from '../../codec/elf/strings.ts';
import { fact, type Harvest } from '../../facts/fact.ts';
import { evidence } from '../../facts/quote.ts';
import type { FileView } from '../../target/views.ts';
import { implementation, type ReadLibrary, readLibraries } from './implementation.ts';

/** SymCrypt, the module behind symcryptprovider.so. Its test is over its memory, with a key drawn at build time. */
export async function symcrypt(files: FileView): Promise<Harvest> {
  const { libraries, gaps } = await readLibraries(files, ['libsymcrypt.so.103']);
  const facts = libraries.map((library) => {
    const version = versionOf(library);
    const value = implementation('SymCrypt', version, library.path, { integrity: 'unknown', basis: BASIS });
    const proof = evidence({ in: 'file', path: library.path }, `SymCrypt ${version ?? 'of unknown version'}`);
    return fact('crypto.implementation', 'SymCrypt', value, proof);
  });
  return { facts, gaps };
}

/** From the build string `v103.8.0_main_...`, else from the file's name `libsymcrypt.so.103.8.0`. */
function versionOf({ bytes, path }: ReadLibrary): string | null {
  const build = stringsWith(bytes, 'v103.', 8).map(({ text }) => /^v(103\.\d+\.\d+)_/.exec(text)?.[1]);
  return build.find((version) => version !== undefined) ?? /\.so\.(103\.\d+\.\d+)$/.exec(path)?.[1] ?? null;
}

const BASIS = 'it tests itself in memory when it is loaded; a file cannot be compared';

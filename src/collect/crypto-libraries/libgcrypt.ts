import { readElf } from '../../codec/elf/file.ts';
import { stringsWith } from '../../codec/elf/strings.ts';
import { checkLibgcrypt, checkLibgcryptSidecar, type LibgcryptIntegrity } from '../../codec/libgcrypt-integrity.ts';
import { fact, type Harvest } from '../../facts/fact.ts';
import { targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { FileView } from '../../target/views.ts';
import { implementation, type ReadLibrary, readLibraries } from './implementation.ts';
import { readSidecar } from './sidecar.ts';

/** libgcrypt, the MAC that its FIPS build carries, and the file that switches it into FIPS mode. */
export async function libgcrypt(files: FileView): Promise<Harvest> {
  const { libraries, gaps } = await readLibraries(files, ['libgcrypt.so.20']);
  const marker = (await files.look(targetPath(MARKER))).state === 'seen';
  const facts = await Promise.all(
    libraries.map(async (library) => {
      const { integrity, basis } = await check(files, library);
      const version = versionOf(library.bytes);
      const fips = { integrity, basis: marker ? `${basis}; ${MARKER} puts it into FIPS mode` : basis };
      const value = implementation('libgcrypt', version, library.path, fips);
      const proof = evidence({ in: 'file', path: library.path }, `Libgcrypt ${version ?? 'of unknown version'}`);
      return fact('crypto.implementation', 'libgcrypt', value, proof);
    }),
  );
  return { facts, gaps };
}

function versionOf(bytes: Uint8Array): string | null {
  const [banner] = stringsWith(bytes, 'This is Libgcrypt ', 1);
  return /This is Libgcrypt (\d+\.\d+\.\d+\S*)/.exec(banner?.text ?? '')?.[1] ?? null;
}

async function check(files: FileView, library: ReadLibrary): Promise<LibgcryptIntegrity> {
  const elf = readElf(library.bytes);
  if (!elf.ok) return { integrity: 'unknown', basis: `not a readable ELF file: ${elf.problem}` };
  const inside = checkLibgcrypt(library.bytes, elf.value);
  if (inside.integrity !== 'absent') return inside;
  const sidecar = await readSidecar(files, library);
  if (sidecar.state === 'unreadable') return { integrity: 'unknown', basis: sidecar.why };
  const [entry] = sidecar.state === 'seen' ? sidecar.entries : [];
  return entry === undefined ? inside : checkLibgcryptSidecar(library.bytes, entry.mac);
}

const MARKER = '/etc/gcrypt/fips_enabled';

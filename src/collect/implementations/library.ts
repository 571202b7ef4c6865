import type { ByteSource } from '../../codec/byte-source.ts';
import { type ElfFile, sectionNamed } from '../../codec/elf/file.ts';
import { scanFor } from '../../codec/elf/scan.ts';
import { findStaticCrypto, KERNEL_FLAG } from '../../codec/elf/static-crypto.ts';
import type { Locator, TargetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import { CRYPTO_LIBRARY_NAMES, type CryptoLibraryName } from '../../vocabulary/crypto-library-names.ts';
import { isSystemLibrary } from '../shared-libraries.ts';
import { byVersion, noMark, roleOf, type Sighted } from './sighted.ts';

/** A file that may be a library of cryptography. */
export interface LibraryFile {
  readonly source: ByteSource;
  readonly elf: ElfFile;
  readonly path: TargetPath;
  readonly at: Locator;
  readonly soname: string | null;
}

/**
 * A library of cryptography by its name: one of the system, or a copy that a package brings along.
 * @returns `elsewhere` for one that the collector of the system's libraries tells of
 */
export function seeLibrary(file: LibraryFile): Sighted | 'elsewhere' | undefined {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const known = CRYPTO_LIBRARY_NAMES.find((each) => each.file.test(name) || each.file.test(file.soname ?? ''));
  if (known === undefined) return undefined;
  const system = isSystemLibrary(file.path);
  if (system && TOLD_ELSEWHERE.includes(known.library)) return 'elsewhere';
  return sighting(file, known, system);
}

function sighting(file: LibraryFile, known: CryptoLibraryName, system: boolean): Sighted {
  const { path, at } = file;
  // A libcrypto may be BoringSSL's or AWS-LC's.
  const inside = known.library === 'OpenSSL libcrypto' ? findStaticCrypto(file.source, file.elf, false)[0] : undefined;
  const library = inside === undefined || inside.library === 'OpenSSL' ? known.library : inside.library;
  const version = inside?.version ?? versionOf(file, known);
  const told = `${library} ${version ?? 'of unknown version'}`;
  const reads = library === 'OpenSSL libcrypto' && !/^[0-2]\./.test(version ?? '0.');
  return {
    subject: system ? library : `${library} in ${roleOf(path)}`,
    value: {
      library,
      version,
      path,
      linkage: system ? 'shared' : 'bundled',
      language: null,
      fips: noMark('no mark of a FIPS build is known for it here'),
      ...kernelFlagOf(file),
      route: reads ? { via: 'own-openssl' } : { via: 'none' },
      ...(WITHOUT_PUBLIC_KEYS.includes(library) ? {} : { postQuantum: byVersion(library, version) }),
    },
    proof: evidence(at, inside?.proof.text ?? told),
  };
}

function kernelFlagOf({ source, elf }: LibraryFile): { readonly kernelFlag?: 'named' | 'not-named' } {
  const data = sectionNamed(elf, '.rodata');
  if (data === undefined) return {};
  return { kernelFlag: scanFor(source, data, [{ text: KERNEL_FLAG, most: 1 }]).length > 0 ? 'named' : 'not-named' };
}

function versionOf({ source, elf, path }: LibraryFile, { version, versionInName }: CryptoLibraryName): string | null {
  if (versionInName) return /\.so\.(\d+\.\d+\.\d+)$/.exec(path)?.[1] ?? null;
  const data = sectionNamed(elf, '.rodata');
  if (version === undefined || data === undefined) return null;
  const hits = scanFor(source, data, [{ text: version.needle, most: 64 }]);
  const versions = new Set(hits.flatMap(({ text }) => version.pattern.exec(text)?.[1] ?? []));
  const [only, ...others] = versions;
  return others.length > 0 ? null : (only ?? null);
}

/** Libraries of ciphers and hashes only: there is nothing to be made post-quantum. */
const WITHOUT_PUBLIC_KEYS = ['Kerberos k5crypto'];
/** Families whose libraries in the system's directories the collector `crypto-libraries` reads, marks and all. */
const TOLD_ELSEWHERE = ['GnuTLS', 'libgcrypt', 'NSS freebl', 'NSS softoken', 'OpenSSL libcrypto', 'SymCrypt'];

import type { TargetPath } from '../../facts/locator.ts';
import type { Evidence } from '../../facts/quote.ts';
import type { CryptoImplementation, PostQuantumSupport } from '../../facts/values/modules.ts';
import { supportOf } from '../../vocabulary/post-quantum-support.ts';

/** One implementation as a file shows it, before files that are alike are put together. */
export interface Sighted {
  /** Of what role: `OpenSSL in /usr/bin/node`. */
  readonly subject: string;
  readonly value: CryptoImplementation;
  readonly proof: Evidence;
}

/** A program or library that uses a library of the system. */
export interface Linked {
  readonly library: string;
  readonly path: TargetPath;
  readonly program: boolean;
  readonly proof: Evidence;
}

/** What one file brings. */
export interface FileSighting {
  readonly sighted: readonly Sighted[];
  readonly linked: readonly Linked[];
  /** Why the file could not be looked into. */
  readonly problem?: string;
}

/** Nothing of interest. */
export const NOTHING: FileSighting = { sighted: [], linked: [] };

/** No mark that could be tested: the usual case of a copy. */
export function noMark(basis: string): CryptoImplementation['fips'] {
  return { integrity: 'absent', basis };
}

/** What the table of versions says. */
export function byVersion(library: string, version: string | null): PostQuantumSupport {
  return supportOf(library, version);
}

/** A path as a role: what a build puts into a file's name (version, hash of auditwheel) is left out. */
export function roleOf(path: string): string {
  return path
    .replace(/-[0-9a-f]{8}(?=\.so)/, '')
    .replace(/[-_.]v?\d+(?:\.\d+)+[\w.+-]*?(?=\.jar\b)/g, '')
    .replace(/\.cpython-\d+[\w-]*(?=\.so$)/, '');
}

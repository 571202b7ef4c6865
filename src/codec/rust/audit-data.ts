import { inflateSync } from 'node:zlib';
import { accepted, type Parsed, refused } from '../parsed.ts';

/** A crate that was built into a program. */
export interface AuditedCrate {
  readonly name: string;
  readonly version: string;
}

/**
 * Reads what cargo-auditable leaves in the section `.dep-v0`: JSON, compressed by zlib, with each crate of the build. Those that only the
 * build ran (`kind: build`) are left out. Source: cargo-auditable PARSING.md and its JSON schema.
 * @param bytes the whole section; inflated to at most 8 MiB
 */
export function readAuditData(bytes: Uint8Array): Parsed<readonly AuditedCrate[]> {
  const text = inflated(bytes);
  if (text === undefined) return refused('.dep-v0: wants data compressed by zlib', { offset: 0 });
  const packages = packagesOf(text);
  if (packages === undefined) return refused('.dep-v0: wants JSON with a list of packages', { offset: 0 });
  return accepted(
    packages.flatMap((each) => {
      const { name, version, kind } = each;
      const isWhole = typeof name === 'string' && typeof version === 'string' && kind !== 'build';
      return isWhole && NAME.test(name) && VERSION.test(version) ? [{ name, version }] : [];
    }),
  );
}

function inflated(bytes: Uint8Array): string | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: LARGEST }).toString('utf8');
  } catch {
    // Not zlib, cut, or larger than allowed: node:zlib has no other way to say so.
    return undefined;
  }
}

type Package = Readonly<Record<string, unknown>>;

function packagesOf(text: string): readonly Package[] | undefined {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document !== 'object' || document === null || !('packages' in document)) return undefined;
    const { packages } = document;
    if (!Array.isArray(packages)) return undefined;
    return packages.slice(0, MOST).filter((each): each is Package => typeof each === 'object' && each !== null);
  } catch {
    return undefined;
  }
}

/** What `crates` of a section may be at most, compressed. */
export const LARGEST_AUDIT_DATA: number = 4 * 1024 * 1024;
const LARGEST = 8 * 1024 * 1024;
const MOST = 20_000;
const NAME = /^[A-Za-z0-9_-]{1,128}$/;
const VERSION = /^\d[\w.+-]{0,127}$/;

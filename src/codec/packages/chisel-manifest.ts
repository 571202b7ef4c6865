import { zstdDecompressSync } from 'node:zlib';
import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';
import type { FileDigest, PackageRecord } from './record.ts';

/** A package of which slices were cut, and what those files should hash to. */
export interface ChiselPackage extends PackageRecord {
  readonly digests: readonly FileDigest[];
}

/**
 * Reads /var/lib/chisel/manifest.wall of chiselled Ubuntu images: JSON objects, one a line, under a header that counts the
 * lines, compressed with zstd. Of a file that chisel changed, the digest after the change stands.
 * Source: documentation.ubuntu.com/chisel, "Chisel manifest", schema 1.0.
 */
export function readChiselManifest(bytes: Uint8Array): Parsed<readonly ChiselPackage[]> {
  const text = decompress(bytes);
  if (text === undefined) return refused('wants a file compressed with zstd', { offset: 0 });
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const objects = lines.map(parseObject);
  const header = objects[0];
  if (header?.['jsonwall'] === undefined) return refused('wants a jsonwall header', { line: 1 });
  const oddities: Oddity[] = [];
  if (header['count'] !== lines.length)
    oddities.push({
      what: `cut short: has ${lines.length} of ${String(header['count'])} lines`,
      at: { line: lines.length },
    });
  const digests = digestsByPackage(objects);
  const packages: ChiselPackage[] = [];
  for (const [index, found] of objects.entries()) {
    const { kind, name, version, arch } = found ?? {};
    if (found === undefined) oddities.push({ what: 'wants a JSON object', at: { line: index + 1 } });
    else if (kind === 'package' && typeof name === 'string' && typeof version === 'string')
      packages.push({
        name,
        version,
        arch: typeof arch === 'string' ? arch : null,
        vendor: null,
        source: null,
        digests: digests.get(name) ?? [],
      });
    else if (kind === 'package') oddities.push({ what: 'package: wants name and version', at: { line: index + 1 } });
  }
  return accepted(packages, oddities);
}

type JsonObject = Readonly<Record<string, unknown>>;

function decompress(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder().decode(zstdDecompressSync(bytes, { maxOutputLength: LARGEST }));
  } catch {
    return undefined;
  }
}

function parseObject(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    // Neither null nor an array: what is left of typeof object is a record of unknown members.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** A slice is called PACKAGE_SLICE, and no package's name has an underscore. */
function digestsByPackage(objects: readonly (JsonObject | undefined)[]): ReadonlyMap<string, readonly FileDigest[]> {
  const byPackage = new Map<string, FileDigest[]>();
  for (const found of objects) {
    const digest = found?.['final_sha256'] ?? found?.['sha256'];
    const path = found?.['path'];
    const slices = found?.['slices'];
    if (found?.['kind'] !== 'path' || typeof path !== 'string' || !Array.isArray(slices)) continue;
    if (typeof digest !== 'string' || !/^[0-9a-f]{64}$/.test(digest)) continue;
    for (const name of new Set(slices.map((slice) => String(slice).replace(/_.*$/, '')))) {
      const files = byPackage.get(name) ?? [];
      files.push({ path, algorithm: 'sha256', digest });
      byPackage.set(name, files);
    }
  }
  return byPackage;
}

const LARGEST = 64 * 1024 * 1024;

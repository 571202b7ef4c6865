import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';
import type { PackageRecord } from './record.ts';

/** A package manifest of an image, written when it was built. */
export interface SpdxManifest {
  /** When the document says that it was made: RFC 3339, or null. */
  readonly created: string | null;
  /** What the document describes as a whole: name and version of the image. */
  readonly root: { readonly name: string; readonly version: string | null } | null;
  readonly packages: readonly PackageRecord[];
}

/**
 * Reads an SPDX 2.x document in JSON. The package that stands for the document itself is not counted as installed;
 * an rpm's architecture is in its purl: `pkg:rpm/azurelinux/bash@5.2-1.azl3?arch=x86_64&epoch=1`.
 * Source: SPDX 2.3 clauses 6 and 7, ISO/IEC 5962:2021; package-url specification.
 */
export function readSpdxManifest(text: string): Parsed<SpdxManifest> {
  const document = parseObject(text);
  if (document === undefined) return refused('wants one JSON object', { line: 1 });
  if (!String(document['spdxVersion']).startsWith('SPDX-2.'))
    return refused(`spdxVersion: wants SPDX-2.x, has ${String(document['spdxVersion']).slice(0, 20)}`, { line: 1 });
  if (!Array.isArray(document['packages'])) return refused('packages: wants a list', { line: 1 });
  const described = rootsOf(document);
  const oddities: Oddity[] = [];
  const packages: PackageRecord[] = [];
  let root: SpdxManifest['root'] = null;
  for (const [index, element] of document['packages'].entries()) {
    const found = asObject(element);
    const name = textOf(found?.['name']);
    const version = textOf(found?.['versionInfo']);
    if (found !== undefined && name !== null && described.has(String(found['SPDXID']))) root = { name, version };
    else if (found === undefined || name === null || version === null)
      oddities.push({ what: `package ${index}: wants name and versionInfo`, at: { line: 1 } });
    else packages.push({ name, version, arch: archOf(found), vendor: supplierOf(found), source: null });
  }
  return accepted({ created: textOf(asObject(document['creationInfo'])?.['created']), root, packages }, oddities);
}

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(text: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): JsonObject | undefined {
  // Neither null nor an array: what is left of typeof object is a record of unknown members.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value !== 'NOASSERTION' ? value : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Ids of what the document describes: documentDescribes, DESCRIBES relationships, and the id that generators give to it. */
function rootsOf(document: JsonObject): ReadonlySet<string> {
  const related = listOf(document['relationships']).flatMap((each) => {
    const relationship = asObject(each);
    const isDescription =
      relationship?.['relationshipType'] === 'DESCRIBES' && relationship['spdxElementId'] === 'SPDXRef-DOCUMENT';
    return isDescription ? [String(relationship['relatedSpdxElement'])] : [];
  });
  const direct = listOf(document['documentDescribes']).map(String);
  // A document that describes each package by itself has no root.
  const described = new Set([...direct, ...related]);
  return new Set(['SPDXRef-DocumentRoot', ...(described.size === 1 ? described : [])]);
}

function archOf(found: JsonObject): string | null {
  const purls = listOf(found['externalRefs']).map((each) => textOf(asObject(each)?.['referenceLocator']) ?? '');
  const purl = purls.find((each) => each.startsWith('pkg:'));
  return purl === undefined ? null : (/[?&]arch=([^&#]+)/.exec(purl)?.[1] ?? null);
}

function supplierOf(found: JsonObject): string | null {
  return textOf(found['supplier'])?.replace(/^(Organization|Person): /, '') ?? null;
}

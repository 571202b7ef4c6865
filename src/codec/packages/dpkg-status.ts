import { accepted, type Oddity, type Parsed } from '../parsed.ts';
import type { FileDigest, PackageRecord } from './record.ts';
import { readStanzas, type Stanza } from './stanzas.ts';

/** A package of dpkg's database. */
export interface DpkgPackage extends PackageRecord {
  readonly line: number;
  /** The third word of Status: `installed`, `config-files`, `half-installed` ...; `installed` where there is no such field. */
  readonly state: string;
  /** Several architectures can stand side by side; its files in info/ are then called `name:arch`. */
  readonly multiArchSame: boolean;
  /** For `readConffiles`. */
  readonly stanza: Stanza;
}

/**
 * Reads /var/lib/dpkg/status, or a file of status.d (distroless), which has no Status field.
 * A stanza without name or version is an oddity. Source: deb822(5), dpkg(1) "Package states".
 */
export function readDpkgStatus(text: string): Parsed<readonly DpkgPackage[]> {
  const { stanzas, oddities: cut } = readStanzas(text);
  const oddities: Oddity[] = [...cut];
  const packages: DpkgPackage[] = [];
  for (const stanza of stanzas) {
    const found = readPackage(stanza);
    if (found === undefined)
      oddities.push({ what: 'stanza: wants the fields Package and Version', at: { line: stanza.line } });
    else packages.push(found);
  }
  return accepted(packages, oddities);
}

/** Whether the package's files are there and usable. `hold` and the other selections of the first word do not change that. */
export function isInstalled(found: DpkgPackage): boolean {
  return INSTALLED.has(found.state);
}

/** Reads info/NAME.md5sums: 32 hexadecimal digits, two spaces, a path without its leading slash. Source: deb-md5sums(5). */
export function readMd5sums(text: string): readonly FileDigest[] {
  return text.split('\n').flatMap((line) => {
    const match = /^([0-9a-fA-F]{32}) [ *](.+)$/.exec(line);
    const [, digest = '', path = ''] = match ?? [];
    return match === null
      ? []
      : [{ path: `/${path.replace(/^\.?\/+/, '')}`, algorithm: 'md5', digest: digest.toLowerCase() } as const];
  });
}

/** The files of settings that a package brought, with the MD5 of what it brought. Source: deb-conffiles(5), dpkg lib/dpkg/fields.c. */
export function readConffiles({ lines }: Stanza): readonly FileDigest[] {
  const start = lines.findIndex((line) => line.toLowerCase().startsWith('conffiles:'));
  if (start < 0) return [];
  const end = lines.findIndex((line, index) => index > start && line.charCodeAt(0) > 0x20);
  return lines.slice(start + 1, end < 0 ? undefined : end).flatMap((line) => {
    // What follows the digest (`obsolete`) says that the package's newer versions no longer have the file.
    const match = /^ (\/.*) ([0-9a-f]{32})$/.exec(line);
    const [, path = '', digest = ''] = match ?? [];
    return match === null ? [] : [{ path, algorithm: 'md5', digest, isConfiguration: true } as const];
  });
}

/** Files that dpkg-divert has moved out of the way, by their old path: `to`, and the package that may keep the old path. */
export function readDiversions(text: string): ReadonlyMap<string, { readonly to: string; readonly by: string }> {
  const lines = text.split('\n');
  const diversions = new Map<string, { readonly to: string; readonly by: string }>();
  for (let at = 0; at + 2 < lines.length; at += 3)
    diversions.set(lines[at] ?? '', { to: lines[at + 1] ?? '', by: lines[at + 2] ?? '' });
  return diversions;
}

function readPackage(stanza: Stanza): DpkgPackage | undefined {
  const fields = readFields(stanza.lines);
  const name = fields.get('package');
  const state = (fields.get('status') ?? 'install ok installed').split(/\s+/)[2] ?? '';
  // dpkg keeps a stanza without a version for what was never installed.
  const version = fields.get('version') ?? (state === 'not-installed' ? '' : undefined);
  if (name === undefined || name === '' || version === undefined) return undefined;
  return {
    name,
    version,
    arch: fields.get('architecture') ?? null,
    vendor: fields.get('origin') ?? null,
    source: fields.get('source')?.replace(/\s*\(.*$/, '') ?? name,
    line: stanza.line,
    state,
    multiArchSame: fields.get('multi-arch') === 'same',
    stanza,
  };
}

/** Only the wanted fields are kept; a name's case does not matter, and lines that begin with white space continue the field above. */
function readFields(lines: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0 || colon > LONGEST_NAME || line.charCodeAt(0) <= 0x20) continue;
    const name = line.slice(0, colon).toLowerCase();
    if (WANTED.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

const INSTALLED: ReadonlySet<string> = new Set(['installed', 'triggers-awaited', 'triggers-pending']);
const WANTED: ReadonlySet<string> = new Set([
  'architecture',
  'multi-arch',
  'origin',
  'package',
  'source',
  'status',
  'version',
]);
const LONGEST_NAME = 12;

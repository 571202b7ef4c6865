import { accepted, type Oddity, type Parsed } from '../parsed.ts';
import { builtAt, type PackageRecord } from './record.ts';

/** A line of the manifest. */
export interface ManifestPackage extends PackageRecord {
  readonly line: number;
}

/**
 * Reads /var/lib/rpmmanifest/container-manifest-2, which Azure Linux distroless images have in place of a database: one package
 * a line, ten columns parted by tabs. Source: the query format of microsoft/marinara: NAME, VERSION-RELEASE, INSTALLTIME,
 * BUILDTIME, VENDOR, EPOCH, SIZE, ARCH, EPOCHNUM, SOURCERPM; `(none)` where rpm has nothing.
 */
export function readRpmmanifest(text: string): Parsed<readonly ManifestPackage[]> {
  return readLines(text, readLine, (line) => `${COLUMNS} columns, has ${line.split('\t').length}`);
}

/**
 * Reads container-manifest-1 beside it, which says less: NAME.VERSION-RELEASE.ARCH, a line a package, without the epoch.
 * A version is taken to begin at the first digit behind a dot, since names have dots too.
 */
export function readShortRpmmanifest(text: string): Parsed<readonly ManifestPackage[]> {
  return readLines(text, readShortLine, () => 'NAME.VERSION-RELEASE.ARCH');
}

function readLines(
  text: string,
  read: (text: string, line: number) => ManifestPackage | undefined,
  wants: (line: string) => string,
): Parsed<readonly ManifestPackage[]> {
  const packages: ManifestPackage[] = [];
  const oddities: Oddity[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const found = read(line, index + 1);
    if (found === undefined) oddities.push({ what: `manifest line: wants ${wants(line)}`, at: { line: index + 1 } });
    else packages.push(found);
  }
  if (text !== '' && !text.endsWith('\n'))
    oddities.push({ what: 'the last line is not ended: cut short', at: { line: text.split('\n').length } });
  return accepted(packages, oddities);
}

function readLine(text: string, line: number): ManifestPackage | undefined {
  const [name = '', version = '', , buildTime, vendor = '', epoch = '', , arch = '', , source, ...rest] =
    text.split('\t');
  if (source === undefined || rest.length > 0 || name === '' || version === '') return undefined;
  const prefix = /^\d+$/.test(epoch) ? `${epoch}:` : '';
  return {
    name,
    version: `${prefix}${version}`,
    arch: value(arch),
    vendor: value(vendor),
    source: value(source),
    ...builtAt(null, Number(buildTime)),
    line,
  };
}

function readShortLine(text: string, line: number): ManifestPackage | undefined {
  const [, name = '', version = '', arch = ''] = /^([^\s]+?)\.(\d[^\s-]*-[^\s-]+)\.([a-z0-9_]+)$/.exec(text) ?? [];
  return name === '' ? undefined : { name, version, arch, vendor: null, source: null, line };
}

function value(column: string): string | null {
  const text = column.trim();
  return text === '' || text === '(none)' ? null : text;
}

const COLUMNS = 10;

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
  const packages: ManifestPackage[] = [];
  const oddities: Oddity[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const found = readLine(line, index + 1);
    if (found === undefined)
      oddities.push({
        what: `manifest line: wants ${COLUMNS} columns, has ${line.split('\t').length}`,
        at: { line: index + 1 },
      });
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

function value(column: string): string | null {
  const text = column.trim();
  return text === '' || text === '(none)' ? null : text;
}

const COLUMNS = 10;

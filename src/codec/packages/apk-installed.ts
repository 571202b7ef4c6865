import { accepted, type Oddity, type Parsed } from '../parsed.ts';
import { builtAt, type FileDigest, type PackageRecord } from './record.ts';
import { readStanzas, type Stanza } from './stanzas.ts';

/** A package of apk's database, with its stanza for `readApkDigests`. */
export interface ApkPackage extends PackageRecord {
  readonly line: number;
  readonly stanza: Stanza;
}

/** Reads the installed database: stanzas of `X:value` lines. Source: apk-tools src/database.c, apk-package(5). */
export function readApkInstalled(text: string): Parsed<readonly ApkPackage[]> {
  const { stanzas, oddities: cut } = readStanzas(text);
  const oddities: Oddity[] = [...cut];
  const packages: ApkPackage[] = [];
  for (const stanza of stanzas) {
    const name = field(stanza, 'P');
    const version = field(stanza, 'V');
    if (name === undefined || name === '' || version === undefined)
      oddities.push({ what: 'stanza: wants the lines P: and V:', at: { line: stanza.line } });
    else
      packages.push({
        name,
        version,
        arch: field(stanza, 'A') ?? null,
        vendor: null,
        source: field(stanza, 'o') ?? null,
        ...builtAt(null, Number(field(stanza, 't') ?? 0)),
        line: stanza.line,
        stanza,
      });
  }
  return accepted(packages, oddities);
}

/** What the package's files should hash to: `F:` names a directory, `R:` a file in it, `Z:` that file's digest. */
export function readApkDigests(stanza: Stanza): readonly FileDigest[] {
  const digests: FileDigest[] = [];
  let directory = '';
  let path: string | undefined;
  for (const line of stanza.lines) {
    const value = line.slice(2);
    if (line.startsWith('F:')) {
      directory = value;
      path = undefined;
    } else if (line.startsWith('R:')) path = directory === '' ? `/${value}` : `/${directory}/${value}`;
    else if (line.startsWith('Z:') && path !== undefined) digests.push(...digestOf(path, value));
  }
  return digests;
}

/** `Q1` and base64 of SHA-1, `Q2` of SHA-256; bare hexadecimal is MD5, from the first versions. */
function digestOf(path: string, value: string): readonly FileDigest[] {
  const algorithm = value.startsWith('Q1') ? 'sha1' : value.startsWith('Q2') ? 'sha256' : undefined;
  if (algorithm === undefined) return [];
  const bytes = Buffer.from(value.slice(2), 'base64');
  if (bytes.length !== (algorithm === 'sha1' ? 20 : 32)) return [];
  return [{ path, algorithm, digest: bytes.toString('hex') }];
}

function field(stanza: Stanza, letter: string): string | undefined {
  return stanza.lines.find((line) => line.startsWith(`${letter}:`))?.slice(2);
}

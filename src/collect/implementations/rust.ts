import { type ByteSource, readExactly } from '../../codec/byte-source.ts';
import { type ElfFile, sectionNamed } from '../../codec/elf/file.ts';
import { describeProblem } from '../../codec/parsed.ts';
import { type AuditedCrate, LARGEST_AUDIT_DATA, readAuditData } from '../../codec/rust/audit-data.ts';
import type { Locator, TargetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import { AUDITED_CRYPTOGRAPHY } from '../../vocabulary/audited-crates.ts';
import { byVersion, noMark, roleOf, type Sighted } from './sighted.ts';

/** What a Rust program's audit data lists; `problem` where they are there and cannot be read. */
export interface Audited {
  readonly sighted: readonly Sighted[];
  readonly problem?: string;
}

/**
 * Copies that the audit data of a Rust program name (cargo-auditable): they tell more than texts, since each crate stands there.
 * @param known libraries that texts in the program have shown already
 */
export function seeAuditData(
  source: ByteSource,
  elf: ElfFile,
  { path, at, known }: { readonly path: TargetPath; readonly at: Locator; readonly known: readonly string[] },
): Audited {
  const section = sectionNamed(elf, '.dep-v0');
  if (section === undefined) return { sighted: [] };
  const bytes = readExactly(source, section, LARGEST_AUDIT_DATA);
  if (bytes === undefined) return { sighted: [], problem: '.dep-v0: larger than is read, or past the end' };
  const read = readAuditData(bytes);
  if (!read.ok) return { sighted: [], problem: describeProblem(read) };
  const groups = Map.groupBy(read.value, (crate) => AUDITED_CRYPTOGRAPHY.find((each) => each.crate.test(crate.name)));
  return {
    sighted: [...groups].flatMap(([found, crates]) =>
      found === undefined || known.includes(found.library) ? [] : sighting(found, crates, { path, at }),
    ),
  };
}

function sighting(
  { library, version }: (typeof AUDITED_CRYPTOGRAPHY)[number],
  crates: readonly AuditedCrate[],
  { path, at }: { readonly path: TargetPath; readonly at: Locator },
): readonly Sighted[] {
  const [first] = crates;
  if (first === undefined) return [];
  const own = version === undefined ? first.version : (version.exec(first.version)?.[1] ?? null);
  const named = library === 'RustCrypto' ? null : own;
  return [
    {
      subject: `${library} in ${roleOf(path)}`,
      value: {
        library,
        version: library === 'AWS-LC' ? `${first.name} ${first.version}` : named,
        path,
        linkage: 'static',
        language: 'Rust',
        fips: noMark('named by the audit data of the program; its code was not looked at'),
        route: { via: 'none' },
        settings: Object.fromEntries(crates.slice(0, MOST_CRATES).map((crate) => [crate.name, crate.version])),
        postQuantum: library === 'RustCrypto' ? rustCrypto(crates) : byVersion(library, named),
      },
      proof: evidence(at, `.dep-v0: ${crates.map((crate) => `${crate.name} ${crate.version}`).join(', ')}`),
    },
  ];
}

function rustCrypto(crates: readonly AuditedCrate[]) {
  const has = (name: string) => (crates.some((crate) => crate.name === name) ? 'yes' : 'no');
  return { mlKem: has('ml-kem'), mlDsa: has('ml-dsa'), basis: 'by the crates that the audit data list' } as const;
}

const MOST_CRATES = 16;

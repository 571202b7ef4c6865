import type { ByteSource } from '../byte-source.ts';
import { type ElfFile, sectionNamed } from './file.ts';
import { type Hit, type Needle, scanFor } from './scan.ts';
import { findSymbols } from './symbols.ts';

/** A copy of a library's code inside a program, and the text that gives it away. */
export interface StaticCrypto {
  readonly library: 'OpenSSL' | 'BoringSSL' | 'AWS-LC' | 'ring' | 'wolfSSL' | 'Mbed TLS';
  readonly version: string | null;
  /** Built with its integrity test: the form that can be a validated module. */
  readonly fipsBuild: boolean;
  readonly language: 'Rust' | null;
  /** Its data names the kernel's file `fips_enabled`. */
  readonly namesKernelFlag: boolean;
  /** Whether the copy holds the names under which TLS and X.509 know them. */
  readonly mlKem: boolean;
  readonly mlDsa: boolean;
  readonly proof: { readonly text: string; readonly offset: number };
}

/**
 * Finds libraries that were linked into a program, by literals that their code keeps even when it is stripped. A text alone is
 * not enough where programs quote it: OpenSSL's version line counts only beside its OPENSSLDIR, which comes from the same object.
 * Sources: OpenSSL crypto/cversion.c; BoringSSL and AWS-LC crypto/fipsmodule; ring and aws-lc-sys symbol prefixes.
 * @param linked DT_NEEDED has libcrypto: what is said of OpenSSL then is that library's
 */
export function findStaticCrypto(source: ByteSource, elf: ElfFile, linked: boolean): readonly StaticCrypto[] {
  const data = sectionNamed(elf, '.rodata') ?? largestReadOnly(elf);
  if (data === undefined || data.size < SMALLEST) return [];
  const marks = scanFor(source, data, data.size < LARGEST_SEARCHED_FOR_ALL ? [...MARKS, ...OTHER_MARKS] : MARKS);
  const has = (needle: string) => marks.some((hit) => hit.needle === needle);
  const names = linked
    ? []
    : symbolPrefixes(source, elf, has(FIPSMODULE) ? [...RING_SYMBOLS, ...AWS_SYMBOLS] : RING_SYMBOLS);
  const rest =
    linked || data.size < LARGEST_SEARCHED_FOR_ALL
      ? []
      : othersInLarge(source, elf, marks.length === 0 ? data : undefined);
  if (marks.length === 0 && names.length === 0 && rest.length === 0) return [];
  const hits = [...marks, ...names, ...scanFor(source, data, DETAILS)];
  const of = (needle: string) => hits.filter((hit) => hit.needle === needle);
  const found = [
    ...(linked || !has(OPENSSLDIR) ? [] : openssl(of(OPENSSL))),
    ...fipsmodule(of(FIPSMODULE), [...of(AWS_LC), ...of(AWS_LC_SYS)]),
    ...ring([...of(RING), ...of(RING_CORE)]),
    ...(linked ? [] : others(hits)),
    ...rest,
  ];
  const holds = (...texts: readonly string[]) => hits.some(({ needle }) => texts.includes(needle));
  const rust = isRust(source, elf);
  return found.map((each) => ({
    ...each,
    fipsBuild: each.library !== 'OpenSSL' && holds(INTEGRITY),
    language: rust || each.library === 'ring' ? 'Rust' : null,
    namesKernelFlag: holds(KERNEL_FLAG),
    mlKem: each.library !== 'ring' && holds('X25519MLKEM768'),
    mlDsa: each.library !== 'ring' && holds('ML-DSA-65', 'MLDSA65'),
  }));
}

type Found = Pick<StaticCrypto, 'library' | 'version' | 'proof'>;

function openssl(hits: readonly Hit[]): readonly Found[] {
  for (const hit of hits) {
    const version = OPENSSL_LINE.exec(hit.text)?.[1];
    if (version !== undefined) return [found('OpenSSL', version, hit)];
  }
  return [];
}

/** BoringSSL, and AWS-LC that descends from it, assert with the paths of their sources. */
function fipsmodule(hits: readonly Hit[], aws: readonly Hit[]): readonly Found[] {
  const first = hits[0];
  if (first === undefined) return [];
  const named = aws.find(({ text }) => AWS_NAMES.test(text));
  if (named === undefined) return [found('BoringSSL', null, first)];
  const own = aws.map(({ text }) => AWS_VERSION.exec(text)?.[1]).find((version) => version !== undefined);
  const crate = aws.map(({ text }) => AWS_SYMBOL.exec(text)).find((match) => match !== null);
  const numbers = crate?.[2]?.replaceAll('_', '.');
  const sys = numbers === undefined ? null : `aws-lc-${crate?.[1] === undefined ? '' : 'fips-'}sys ${numbers}`;
  const proof = aws.find(({ text }) => AWS_SYMBOL.test(text)) ?? named;
  return [found('AWS-LC', own ?? sys, proof)];
}

function ring(hits: readonly Hit[]): readonly Found[] {
  for (const hit of hits) {
    const version = RING_VERSION.exec(hit.text);
    if (version !== null) return [found('ring', (version[1] ?? version[2] ?? '').replaceAll('_', '.'), hit)];
  }
  return [];
}

function others(hits: readonly Hit[]): readonly Found[] {
  return OTHERS.flatMap(({ library, needle, pattern }) => {
    const hit = hits.find((each) => each.needle === needle && pattern.test(each.text));
    return hit === undefined ? [] : [found(library, pattern.exec(hit.text)?.[1] ?? null, hit)];
  });
}

/**
 * wolfSSL and Mbed TLS in much data, by their symbols; where there are none (stripped) by a pass of its own, unless the program is
 * known for another library already: few have two.
 */
function othersInLarge(source: ByteSource, elf: ElfFile, data: Part | undefined): readonly Found[] {
  const symbols = findSymbols(
    source,
    elf,
    OTHERS.map(({ symbol }) => symbol),
  );
  const named = symbols.ok ? symbols.value.filter(({ isDefined }) => isDefined).map(({ name }) => name) : [];
  const hits =
    data === undefined && named.length === 0
      ? []
      : others(data === undefined ? [] : scanFor(source, data, OTHER_MARKS));
  const bySymbol = OTHERS.filter(
    ({ library, symbol }) => named.includes(symbol) && !hits.some((hit) => hit.library === library),
  );
  return [
    ...hits,
    ...bySymbol.map(({ library, symbol }) => ({ library, version: null, proof: { text: symbol, offset: 0 } })),
  ];
}

type Part = { readonly offset: number; readonly size: number };

function found(library: StaticCrypto['library'], version: string | null, hit: Hit): Found {
  return { library, version, proof: { text: hit.text, offset: hit.offset } };
}

/** rustc names itself beside the C compilers. */
function isRust(source: ByteSource, elf: ElfFile): boolean {
  const comment = sectionNamed(elf, '.comment');
  if (comment !== undefined && scanFor(source, comment, [{ text: 'rustc version', most: 1 }]).length > 0) return true;
  return sectionNamed(elf, '.dep-v0') !== undefined;
}

/** Names of symbols: the prefix of aws-lc-sys and ring holds their version. */
function symbolPrefixes(source: ByteSource, elf: ElfFile, prefixes: readonly Needle[]): readonly Hit[] {
  const tables = ['.strtab', '.dynstr'].flatMap((name) => sectionNamed(elf, name) ?? []);
  return tables.flatMap((table) => scanFor(source, { ...table, size: Math.min(table.size, MOST_SYMBOLS) }, prefixes));
}

/** Without section headers, the mapped part that is neither run nor written. */
function largestReadOnly(elf: ElfFile) {
  const parts = elf.segments.filter(({ type, flags }) => type === LOAD && (flags & WRITE_OR_EXECUTE) === 0);
  return parts.toSorted((left, right) => right.size - left.size)[0];
}

const LOAD = 1;
const WRITE_OR_EXECUTE = 3;
const SMALLEST = 64;
const MOST_SYMBOLS = 64 * 1024 * 1024;
const OPENSSL = 'OpenSSL ';
const OPENSSL_LINE = /\bOpenSSL (\d+\.\d+\.\d+\S*)\s+(?:FIPS\s+)?\d{1,2} [A-Z][a-z]{2} \d{4}/;
const OPENSSLDIR = 'OPENSSLDIR: "';
const FIPSMODULE = 'crypto/fipsmodule/';
const AWS_LC = 'AWS-LC';
const AWS_LC_SYS = 'aws_lc_';
const AWS_NAMES = /AWS-LC|aws_lc_/;
const AWS_VERSION = /AWS-LC (?:FIPS )?(\d+\.\d+\.\d+)/;
const AWS_SYMBOL = /aws_lc_(fips_)?(\d+_\d+_\d+)_/;
const RING = '/ring-0.1';
const RING_CORE = 'ring_core_';
const RING_VERSION = /\/ring-(0\.\d+\.\d+)\/|ring_core_(\d+_\d+_\d+)_/;
/** As it stands in the kernel's `/proc/sys/crypto`. */
export const KERNEL_FLAG = 'fips_enabled';
const INTEGRITY = 'FIPS integrity test failed';
const OTHERS = [
  { library: 'wolfSSL', symbol: 'wolfSSL_Init', needle: 'wolfSSL ', pattern: /\bwolfSSL (\d+\.\d+\.\d+)/ },
  { library: 'Mbed TLS', symbol: 'mbedtls_ssl_init', needle: 'bed TLS ', pattern: /\b[mM]bed TLS (\d+\.\d+\.\d+)/ },
] as const;
/** Long texts are found fastest; those of the first look stand in every copy, stripped or not. */
const MARKS: readonly Needle[] = [
  { text: OPENSSLDIR, most: 1 },
  { text: FIPSMODULE, most: 1 },
  { text: RING, most: 2 },
];
const OTHER_MARKS: readonly Needle[] = OTHERS.map(({ needle }) => ({ text: needle, most: 16 }));
/** Past it the marks of the usual libraries are looked for first: each further text costs a pass. */
const LARGEST_SEARCHED_FOR_ALL = 16 * 1024 * 1024;
const DETAILS: readonly Needle[] = [
  { text: OPENSSL, most: 1024 },
  { text: AWS_LC_SYS, most: 4 },
  { text: AWS_LC, most: 8 },
  { text: INTEGRITY, most: 1 },
  { text: KERNEL_FLAG, most: 1 },
  { text: 'X25519MLKEM768', most: 1 },
  { text: 'ML-DSA-65', most: 1 },
  { text: 'MLDSA65', most: 1 },
];
const RING_SYMBOLS: readonly Needle[] = [{ text: RING_CORE, most: 1 }];
/** They tell the version of what is already known to be there. */
const AWS_SYMBOLS: readonly Needle[] = [{ text: AWS_LC_SYS, most: 1 }];

import type { ByteSource } from '../../codec/byte-source.ts';
import { readDynamicFrom } from '../../codec/elf/dynamic.ts';
import { type ElfFile, readElfFrom, sectionNamed } from '../../codec/elf/file.ts';
import { scanFor } from '../../codec/elf/scan.ts';
import { findStaticCrypto, type StaticCrypto } from '../../codec/elf/static-crypto.ts';
import { findSymbols } from '../../codec/elf/symbols.ts';
import { readGoBuildInfo } from '../../codec/go/build-info.ts';
import { describeProblem } from '../../codec/parsed.ts';
import type { Locator, TargetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { ImplementationRoute, PostQuantumSupport } from '../../facts/values/modules.ts';
import { LINKED_LIBRARIES } from '../../vocabulary/crypto-library-names.ts';
import { LANGUAGE_RUNTIMES, type LanguageRuntime } from '../../vocabulary/language-runtimes.ts';
import { goImplementation } from './go.ts';
import { seeLibrary } from './library.ts';
import { seeAuditData } from './rust.ts';
import { byVersion, type FileSighting, type Linked, NOTHING, noMark, roleOf, type Sighted } from './sighted.ts';

/** What a program or library has of cryptography: its own, copies inside it, and what it is linked with. */
export function seeElf(source: ByteSource, path: TargetPath, at: Locator): FileSighting {
  const read = readElfFrom(source);
  if (!read.ok) return { ...NOTHING, problem: describeProblem(read) };
  const elf = read.value;
  if (isPacked(source)) return { ...NOTHING, problem: 'packed with UPX: its code cannot be looked into' };
  const go = seeGo(source, elf, path, at);
  if (go !== undefined) return { sighted: [go], linked: [] };
  const dynamic = readDynamicFrom(source, elf);
  const needed = dynamic?.needed ?? [];
  const runtime = LANGUAGE_RUNTIMES.find((each) => each.path.test(path));
  const own = seeLibrary({ source, elf, path, at, soname: dynamic?.soname ?? null });
  if (own !== undefined) return { sighted: own === 'elsewhere' ? [] : [own], linked: [] };
  const copies = findStaticCrypto(
    source,
    elf,
    needed.some((name) => LIBCRYPTO.test(name)),
  );
  const audited = seeAuditData(source, elf, { path, at, known: copies.map(({ library }) => library) });
  const linked = linkedWith(needed, path, at, elf);
  const calls = runtime === undefined ? undefined : callsOpenssl(runtime, { needed, path, at });
  return {
    sighted: [
      ...copies.map((copy) => copyInside(copy, runtime, path, at)),
      ...audited.sighted,
      ...(calls === undefined ? [] : [calls]),
    ],
    linked,
    ...(audited.problem === undefined ? {} : { problem: audited.problem }),
  };
}

/** UPX leaves its mark behind the program headers. Source: UPX src/packhead.cpp. */
function isPacked(source: ByteSource): boolean {
  return scanFor(source, { offset: 0, size: UPX_WITHIN }, [{ text: 'UPX!', most: 1 }]).length > 0;
}

function seeGo(source: ByteSource, elf: ElfFile, path: TargetPath, at: Locator): Sighted | undefined {
  const info = readGoBuildInfo(source, elf);
  const table = info.ok ? functionNames(elf) : undefined;
  if (!info.ok || table === undefined) return undefined;
  // Names of functions stay in a stripped program, for its own traces.
  const hits = scanFor(source, table, GO_MARKS);
  const forked =
    hits.some(({ needle }) => needle === GOLANG_FIPS) ||
    /\bRed Hat\b/.test(info.value.version ?? '') ||
    loadsOpenssl(source, elf);
  return hits.length === 0 ? undefined : goImplementation(info.value, path, at, forked);
}

/** The forks before Go 1.22 load OpenSSL through this function of theirs. Source: openshift/check-payload. */
function loadsOpenssl(source: ByteSource, elf: ElfFile): boolean {
  const symbols = findSymbols(source, elf, [LOADER]);
  return symbols.ok && symbols.value.some(({ isDefined }) => isDefined);
}

function functionNames(elf: ElfFile) {
  return sectionNamed(elf, '.gopclntab') ?? sectionNamed(elf, '.data.rel.ro.gopclntab') ?? sectionNamed(elf, '.rodata');
}

function linkedWith(needed: readonly string[], path: TargetPath, at: Locator, elf: ElfFile): readonly Linked[] {
  const program = elf.segments.some(({ type }) => type === INTERPRETER);
  return LINKED_LIBRARIES.flatMap((each) => {
    const name = needed.find((wanted) => each.needed.test(wanted));
    return name === undefined ? [] : [{ library: each.library, path, program, proof: evidence(at, `NEEDED ${name}`) }];
  });
}

function copyInside(copy: StaticCrypto, runtime: LanguageRuntime | undefined, path: TargetPath, at: Locator): Sighted {
  const { library, version } = copy;
  return {
    subject: `${library} in ${roleOf(path)}`,
    value: {
      library,
      version,
      path,
      linkage: 'static',
      language: runtime?.language ?? copy.language,
      fips: noMark(
        copy.fipsBuild ? 'built with its integrity test, which is not computed here' : 'no integrity test in it',
      ),
      kernelFlag: copy.namesKernelFlag ? 'named' : 'not-named',
      route: routeOf(copy, runtime),
      postQuantum: postQuantumOf(copy),
    },
    proof: evidence(at, copy.proof.text),
  };
}

/** A release that has an algorithm may be built without it: both its version and the names in its data have to speak for it. */
function postQuantumOf({ library, version, mlKem, mlDsa }: StaticCrypto): PostQuantumSupport {
  const table = byVersion(library, version);
  const known = table.mlKem !== 'unknown' || table.mlDsa !== 'unknown';
  const joined = (by: 'yes' | 'no' | 'unknown', named: boolean) => (by === 'no' ? 'no' : named ? 'yes' : 'unknown');
  return {
    mlKem: joined(table.mlKem, mlKem),
    mlDsa: joined(table.mlDsa, mlDsa),
    basis: `${known ? `${table.basis}; ` : ''}by the names of the algorithms in its read-only data`,
  };
}

function routeOf(
  { library, version, fipsBuild }: StaticCrypto,
  runtime: LanguageRuntime | undefined,
): ImplementationRoute {
  if (library === 'AWS-LC' && fipsBuild)
    return { via: 'own-module', name: 'AWS-LC FIPS (static)', build: numbersOnly(version), mode: 'on' };
  if (library === 'BoringSSL' && fipsBuild) return { via: 'own-module', name: 'BoringCrypto', build: null, mode: 'on' };
  // Node.js loads providers by its own section of the configuration; whether others can is not known, so that they are none.
  if (library === 'OpenSSL' && runtime?.name === 'Node.js' && /^[3-9]\./.test(version ?? ''))
    return { via: 'own-openssl' };
  return { via: 'none' };
}

/** `aws-lc-fips-sys 0.13.7` is the version of a crate, not of the module. */
function numbersOnly(version: string | null): string | null {
  return version !== null && /^\d+\.\d+\.\d+$/.test(version) ? version : null;
}

function callsOpenssl(
  runtime: LanguageRuntime,
  { needed, path, at }: { readonly needed: readonly string[]; readonly path: TargetPath; readonly at: Locator },
): Sighted | undefined {
  // A hash in the name is auditwheel's: that copy lies beside the package, and is told of by itself.
  const name = needed.find((each) => SYSTEM_LIBCRYPTO.test(each));
  if (name === undefined && needed.some((each) => LIBCRYPTO.test(each))) return undefined;
  if (name === undefined && runtime.loadsOpenssl === undefined) return undefined;
  return {
    subject: `${runtime.name} (${roleOf(path)})`,
    value: {
      library: 'OpenSSL',
      version: null,
      path,
      linkage: 'shared',
      language: runtime.language,
      fips: noMark('it calls the OpenSSL of the system'),
      route: { via: 'system-openssl', withoutModule: 'as-openssl' },
    },
    proof: evidence(at, name === undefined ? 'loads libssl.so by name' : `NEEDED ${name}`),
  };
}

const SYSTEM_LIBCRYPTO = /^lib(crypto|ssl)\.so/;
const LIBCRYPTO = /^lib(crypto|ssl)(-[0-9a-f]{8})?\.so/;
const INTERPRETER = 3;
const UPX_WITHIN = 1024;
const GOLANG_FIPS = 'golang-fips/openssl';
const LOADER = '_goboringcrypto_DLOPEN_OPENSSL';
const GO_MARKS = [GOLANG_FIPS, 'crypto/tls.', 'crypto/internal/fips140', 'crypto/sha256.', 'golang.org/x/crypto/'].map(
  (text) => ({ text, most: 1 }),
);

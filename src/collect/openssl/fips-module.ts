import { createHash } from 'node:crypto';
import { readDynamic } from '../../codec/elf/dynamic.ts';
import { type ElfFile, readElf } from '../../codec/elf/file.ts';
import {
  FIPS_PROVIDER_NAMES,
  type ModuleIdentity,
  readModuleIdentity,
  SYMCRYPT_PROVIDER_NAMES,
} from '../../codec/fips-module/identity.ts';
import { checkModuleIntegrity, type ModuleIntegrity } from '../../codec/fips-module/integrity.ts';
import type { ModuleState } from '../../codec/openssl/build.ts';
import type { Gap } from '../../facts/fact.ts';
import type { TargetPath } from '../../facts/locator.ts';
import { type Evidence, evidence } from '../../facts/quote.ts';
import type { FipsModule } from '../../facts/values/modules.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { packageDigest as digestOfPackage } from '../packages/installed.ts';
import { findSharedLibraries } from '../shared-libraries.ts';

/** What the file of a provider module tells. */
export interface ModuleInspection {
  /** What loading it would come to. */
  readonly state: ModuleState;
  /** null where there is no such file, or it could not be read. */
  readonly module: InspectedModule | null;
  readonly gaps: readonly Gap[];
}

/** The rungs of `fips.module` that the file itself can tell; whether it is selected, the configuration says. */
export interface InspectedModule {
  readonly role: 'OpenSSL FIPS provider' | 'SymCrypt provider';
  readonly value: Pick<
    FipsModule,
    | 'name'
    | 'version'
    | 'build'
    | 'path'
    | 'machine'
    | 'integrity'
    | 'integrityBasis'
    | 'packageDigest'
    | 'nonCompliant'
  >;
  readonly evidence: Evidence;
}

/**
 * Reads fips.so or symcryptprovider.so: what it calls itself, whether it is the file that its MAC and its package speak of.
 * @param path where the configuration looks for it
 * @param moduleMac `module-mac` of its section; null where none is configured
 */
export async function inspectFipsModule(
  files: FileView,
  path: TargetPath,
  moduleMac: string | null,
): Promise<ModuleInspection> {
  const content = await files.read(path, LARGEST_MODULE);
  if (content.state === 'absent') return { state: 'missing', module: null, gaps: [] };
  const role = /\/symcrypt[^/]*$/.test(path) ? 'SymCrypt provider' : 'OpenSSL FIPS provider';
  if (content.state === 'hidden') {
    const gap: Gap = { kind: 'fips.module', subject: role, why: describeHidden(content), at: content.at };
    return { state: 'unknown', module: null, gaps: [gap] };
  }
  const real = content.at.in === 'file' ? content.at.path : path;
  return readModule(files, { role, path: real, bytes: content.value, moduleMac });
}

interface ModuleFile {
  readonly role: InspectedModule['role'];
  readonly path: TargetPath;
  readonly bytes: Uint8Array;
  readonly moduleMac: string | null;
}

async function readModule(files: FileView, file: ModuleFile): Promise<ModuleInspection> {
  const { role, path, bytes, moduleMac } = file;
  const parsed = readElf(bytes);
  const elf = parsed.ok ? parsed.value : null;
  const isSymcrypt = role === 'SymCrypt provider';
  const identity = readModuleIdentity(bytes, isSymcrypt ? SYMCRYPT_PROVIDER_NAMES : FIPS_PROVIDER_NAMES);
  const test = isSymcrypt
    ? await symcryptTest(files, bytes, elf)
    : ownTest(checkModuleIntegrity(bytes, elf, moduleMac), moduleMac, identity);
  const { integrity, basis: integrityBasis } = test;
  const packageDigest = await compareWithPackage(files, path, bytes);
  return {
    // The loader takes no file that is not ELF; whether it takes one that is broken elsewhere, only it can say.
    state: elf === null ? (test.state === 'loads' ? 'unknown' : 'integrity-failure') : test.state,
    module: {
      role,
      value: {
        ...identity,
        path,
        machine: elf === null ? null : (MACHINES[elf.machine] ?? null),
        integrity,
        integrityBasis,
        packageDigest,
      },
      evidence: evidence({ in: 'file', path }, describeIdentity(identity)),
    },
    gaps: [],
  };
}

type ModuleTest = Pick<ModuleIntegrity, 'integrity' | 'basis'> & { readonly state: ModuleState };

function ownTest(
  { integrity, basis, passesOwnTest }: ModuleIntegrity,
  moduleMac: string | null,
  { name }: ModuleIdentity,
): ModuleTest {
  const states = { yes: 'loads', no: 'integrity-failure', unknown: 'unknown' } as const;
  // Ubuntu's module loads without module-mac, and where its MAC lies is not published: only upstream's rule is known.
  if (moduleMac === null && passesOwnTest === 'no' && !UPSTREAM_NAME.test(name ?? ''))
    return { integrity, basis: `${basis}; a vendor's build may keep it elsewhere`, state: 'unknown' };
  return { integrity, basis, state: states[passesOwnTest] };
}

/**
 * The provider is a shell around libsymcrypt, which tests its own memory with a key drawn at build time, over everything before
 * its .data, jump slots zeroed: a copy on disk cannot be compared. Source: SymCrypt scripts/process_fips_module.py.
 */
async function symcryptTest(files: FileView, bytes: Uint8Array, elf: ElfFile | null): Promise<ModuleTest> {
  const needed = elf === null ? [] : (readDynamic(bytes, elf)?.needed ?? []);
  const library = needed.find((name) => name.startsWith('libsymcrypt.so'));
  const basis = `the provider has no MAC of its own; ${library ?? 'libsymcrypt'} tests itself in memory when it is loaded`;
  if (library === undefined) return { integrity: 'unknown', basis, state: 'unknown' };
  const { found, gaps } = await findSharedLibraries(files, [library], 'fips.module');
  if (found.length > 0) return { integrity: 'unknown', basis, state: 'loads' };
  if (gaps.length > 0) return { integrity: 'unknown', basis, state: 'unknown' };
  return { integrity: 'unknown', basis: `it needs ${library}, which is not installed`, state: 'missing' };
}

async function compareWithPackage(
  files: FileView,
  path: TargetPath,
  bytes: Uint8Array,
): Promise<FipsModule['packageDigest']> {
  const wanted = await digestOfPackage(files, path);
  if (wanted === undefined) return 'unknown';
  return createHash(wanted.algorithm).update(bytes).digest('hex') === wanted.digest ? 'matches' : 'differs';
}

function describeIdentity({ name, build, version }: ModuleIdentity): string {
  return [name ?? 'a module without a readable name', build ?? version].filter((part) => part !== null).join(' ');
}

/** `e_machine` as uname -m says it. */
const MACHINES: Readonly<Record<number, string>> = { 22: 's390x', 21: 'ppc64le', 62: 'x86_64', 183: 'aarch64' };
/** Before 3.5 the name was fixed; since then a vendor may stand in it. Source: OpenSSL Configure, FIPS_VENDOR. */
const UPSTREAM_NAME = /^(?:OpenSSL FIPS Provider|.* FIPS Provider for OpenSSL)$/;
const LARGEST_MODULE = 32 * 1024 * 1024;

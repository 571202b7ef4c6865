import { readOnlyData } from '../elf/file.ts';
import { type FoundString, literalsIn, stringsWith } from '../elf/strings.ts';

/** What a provider module would answer when asked for its parameters, as far as its strings tell without a doubt. */
export interface ModuleIdentity {
  /** OSSL_PROV_PARAM_NAME: `Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider`. */
  readonly name: string | null;
  /** OSSL_PROV_PARAM_VERSION: `3.5.7`, `3.0.7-395c1a240fbfffd8`. */
  readonly version: string | null;
  /** OSSL_PROV_PARAM_BUILDINFO: the version, or that with build metadata: `3.4.0-r5`. Certificates name this string. */
  readonly build: string | null;
  /** A build with no-fips-post calls itself so. Source: OpenSSL Configure. */
  readonly nonCompliant: boolean;
}

/**
 * Reads a module's name and version out of its read-only data. `fips_get_params` names both in one function, so their literals
 * lie side by side; where they do not, a version counts only when the module holds no other. Null rather than a guess.
 * Source: providers/fips/fipsprov.c, fips_get_params.
 * @param names words of which one stands in the name: `FIPS Provider`
 */
export function readModuleIdentity(bytes: Uint8Array, names: readonly string[]): ModuleIdentity {
  const data = readOnlyData(bytes);
  const candidates = names.flatMap((word) => stringsWith(data, word)).filter(isName);
  const placed = candidates.map((name) => ({ name, versions: versionsAround(data, name) }));
  const chosen = placed.find(({ versions }) => versions.length > 0) ?? placed[0];
  const versions = chosen !== undefined && chosen.versions.length > 0 ? chosen.versions : versionsAnywhere(data);
  return {
    name: chosen?.name.text ?? null,
    ...versionAndBuild(versions),
    nonCompliant: candidates.some(({ text }) => /non-compliant/i.test(text)),
  };
}

/** Words in the names of FIPS providers: OpenSSL's own and its rebrands, and Ubuntu's. */
export const FIPS_PROVIDER_NAMES = ['FIPS Provider', 'FIPS provider', 'Cryptographic Module', 'FIPS Module'] as const;

/** Words in the name of Microsoft's provider. Source: SymCrypt-OpenSSL, p_scossl_base.h.in. */
export const SYMCRYPT_PROVIDER_NAMES = ['SymCrypt', 'symcryptprovider'] as const;

function isName({ text }: FoundString): boolean {
  return text.length <= 128 && /^[A-Za-z][\w .,()+:-]*$/.test(text);
}

function versionsAround(data: Uint8Array, name: FoundString): readonly string[] {
  const from = Math.max(0, name.offset - NEIGHBOURHOOD);
  const near = literalsIn(data.subarray(from, name.offset + name.text.length + NEIGHBOURHOOD), 3);
  const afterBuildinfo = near[near.findIndex(({ text }) => text === 'buildinfo') + 1]?.text ?? '';
  const versions = near.map(({ text }) => text).filter((text) => VERSION.test(text));
  // A rebrand may name its build freely, as `Rocky9.20250210`; its literal follows that of the parameter.
  return VENDOR_VERSION.test(afterBuildinfo) ? distinct([...versions, afterBuildinfo]) : distinct(versions);
}

function versionsAnywhere(data: Uint8Array): readonly string[] {
  return distinct(
    literalsIn(data, 5)
      .map(({ text }) => text)
      .filter((text) => VERSION.test(text)),
  );
}

function versionAndBuild(found: readonly string[]): Pick<ModuleIdentity, 'version' | 'build'> {
  const [first, second, ...more] = found.toSorted((left, right) => left.length - right.length);
  if (first === undefined || more.length > 0) return { version: null, build: null };
  if (second === undefined) return { version: first, build: first };
  return second.startsWith(first) ? { version: first, build: second } : { version: null, build: null };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/**
 * Three numbers, then at most a tag: `3.5.7`, `3.0.7-395c1a240fbfffd8`, `3.0.13-0ubuntu3+Fips1`, `3.1.4 SUSE release 150600.5.15.1`.
 * An object identifier has more dots.
 */
const VERSION = /^\d{1,3}\.\d{1,3}\.\d{1,3}(?:[-+~][\w.+~-]{1,48}| SUSE release [\w.+~-]{1,48})?$/;
const VENDOR_VERSION = /^[A-Za-z][A-Za-z0-9_+~-]*\d\.\d[\w.+~-]*$/;
const NEIGHBOURHOOD = 256;

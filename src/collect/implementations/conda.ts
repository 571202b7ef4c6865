import type { TargetPath } from '../../facts/locator.ts';
import type { CryptoImplementation } from '../../facts/values/modules.ts';
import type { Linked, Sighted } from './sighted.ts';

/** A package of a conda environment, by the name of its record: `PREFIX/conda-meta/openssl-3.5.4-h26f9b46_0.json`. */
export interface CondaRecord {
  /** Where the environment lies; the empty text is the root itself. */
  readonly prefix: string;
  readonly name: string;
  readonly version: string;
  readonly build: string;
}

/** Whether a path may be that of a record: asked of every file of a tree. */
export function isCondaRecord(path: string): boolean {
  return path.endsWith('.json') && path.includes('/conda-meta/');
}

/** Reads a record's own name; nothing of the file is opened. Source: conda documentation, "conda package specification". */
export function condaRecord(path: TargetPath): CondaRecord | undefined {
  const [, prefix, name, version, build] =
    /^(.*)\/conda-meta\/([\w.-]+)-([^-/]{1,64})-([^-/]{1,64})\.json$/.exec(path) ?? [];
  if (prefix === undefined || name === undefined || version === undefined || build === undefined) return undefined;
  return { prefix, name, version, build };
}

interface Found {
  readonly sighted: readonly Sighted[];
  readonly linked: readonly Linked[];
}

/**
 * Sets right what lies in environments of conda: their programs find libraries beside them (RPATH `$ORIGIN/../lib`), not those of the
 * system, and a library belongs to a package with a version and a build.
 */
export function inCondaEnvironments({ sighted, linked }: Found, records: readonly CondaRecord[]): Found {
  const prefixes = [...new Set(records.map(({ prefix }) => prefix))];
  if (prefixes.length === 0) return { sighted, linked };
  const homeOf = (path: TargetPath) => prefixes.find((prefix) => path.startsWith(`${prefix}/`));
  const ownOpenssl = (prefix: string | undefined) =>
    prefix === undefined
      ? undefined
      : sighted.find(({ value }) => value.path.startsWith(`${prefix}/lib/libcrypto.so`) && isCopy(value));
  return {
    sighted: sighted.map((each) => {
      const prefix = homeOf(each.value.path);
      return prefix === undefined
        ? each
        : { ...each, value: ofConda(each.value, { prefix, records, openssl: ownOpenssl(prefix) }) };
    }),
    linked: linked.map((each) => {
      const prefix = homeOf(each.path);
      const library =
        each.library === 'OpenSSL' && ownOpenssl(prefix) !== undefined ? `OpenSSL of conda in ${prefix}` : each.library;
      return { ...each, library };
    }),
  };
}

function isCopy({ library }: CryptoImplementation): boolean {
  return library === 'OpenSSL libcrypto';
}

function ofConda(
  value: CryptoImplementation,
  {
    prefix,
    records,
    openssl,
  }: { readonly prefix: string; readonly records: readonly CondaRecord[]; readonly openssl: Sighted | undefined },
): CryptoImplementation {
  const wanted = PACKAGES[value.library];
  const record = records.find((each) => each.prefix === prefix && each.name === wanted);
  const settings = {
    ...value.settings,
    conda: record === undefined ? prefix : `${record.name} ${record.version} ${record.build}`,
  };
  if (value.route?.via === 'system-openssl' && value.route.withoutModule === 'as-openssl' && openssl !== undefined)
    return {
      ...value,
      settings,
      version: openssl.value.version,
      linkage: 'bundled',
      fips: { integrity: 'absent', basis: `it calls the OpenSSL of the conda environment ${prefix}` },
      route: { via: 'own-openssl' },
      ...(openssl.value.kernelFlag === undefined ? {} : { kernelFlag: openssl.value.kernelFlag }),
    };
  return { ...value, version: value.version ?? record?.version ?? null, settings };
}

/** Names of conda-forge's packages by library. */
const PACKAGES: Readonly<Record<string, string>> = {
  Botan: 'libbotan',
  GnuTLS: 'gnutls',
  'Kerberos k5crypto': 'krb5',
  libgcrypt: 'libgcrypt',
  libsodium: 'libsodium',
  'Mbed TLS': 'mbedtls',
  Nettle: 'nettle',
  'NSS freebl': 'nss',
  'NSS softoken': 'nss',
  'OpenSSL libcrypto': 'openssl',
};

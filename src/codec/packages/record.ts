/** One installed package as its database tells of it; null where the format or the entry is silent. */
export interface PackageRecord {
  readonly name: string;
  /** As the manager prints it; an rpm epoch only where it is set. */
  readonly version: string;
  readonly arch: string | null;
  readonly vendor: string | null;
  /** The source package: `openssl`, for rpm the file's name `openssl-3.5.4-3.azl4.src.rpm`. */
  readonly source: string | null;
  /** Where and when it was built, as far as the entry says so; absent where it says neither. */
  readonly built?: Built;
}

/** As the builder says of itself: nothing proves it. */
export interface Built {
  readonly host: string | null;
  /** RFC 3339, in UTC, to the second. */
  readonly time: string | null;
}

/** @param seconds since 1970; undefined, 0 and what is no such number count as not said */
export function builtAt(host: string | null, seconds: number | undefined): { readonly built?: Built } {
  const isTime = seconds !== undefined && Number.isInteger(seconds) && seconds > 0 && seconds <= LAST_SECOND;
  const time = isTime ? `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z` : null;
  return host === null && time === null ? {} : { built: { host, time } };
}

/** What a database says that a file's content should hash to. `path` is absolute; `digest` is lower-case hexadecimal. */
export interface FileDigest {
  readonly path: string;
  readonly algorithm: DigestAlgorithm;
  readonly digest: string;
  /** The manager itself calls it a file of settings, which its user may change. */
  readonly isConfiguration?: true;
}

export type DigestAlgorithm = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** The end of the year 9999, after which dates have another form. */
const LAST_SECOND = 253_402_300_799;

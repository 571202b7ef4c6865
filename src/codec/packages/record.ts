/** One installed package as its database tells of it; null where the format or the entry is silent. */
export interface PackageRecord {
  readonly name: string;
  /** As the manager prints it; an rpm epoch only where it is set. */
  readonly version: string;
  readonly arch: string | null;
  readonly vendor: string | null;
  /** The source package: `openssl`, for rpm the file's name `openssl-3.5.4-3.azl4.src.rpm`. */
  readonly source: string | null;
}

/** What a database says that a file's content should hash to. `path` is absolute; `digest` is lower-case hexadecimal. */
export interface FileDigest {
  readonly path: string;
  readonly algorithm: DigestAlgorithm;
  readonly digest: string;
}

export type DigestAlgorithm = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

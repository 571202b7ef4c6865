/** A minor release of OpenSSL 3 or later, `major.minor`; patch releases do not change the lists kept here. */
export type Release = `${number}.${number}`;

/** Whether a version is the named release or a later one. */
export function isFrom(version: { readonly major: number; readonly minor: number }, release: Release): boolean {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  return version.major > major || (version.major === major && version.minor >= minor);
}

/** Whether a version lies in `from` (included) to `until` (excluded); an open end is null. */
export function isBetween(
  version: { readonly major: number; readonly minor: number },
  span: { readonly from: Release; readonly until: Release | null },
): boolean {
  return isFrom(version, span.from) && (span.until === null || !isFrom(version, span.until));
}

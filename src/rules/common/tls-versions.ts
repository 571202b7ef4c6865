/** Versions of TLS in OpenSSL's spelling, oldest first. */
export const TLS_VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

/** The place of a version in the order, from 1; 0 for what is older than TLS 1.0; undefined for what is no version. */
export function versionRank(name: string): number | undefined {
  const plain = name.replace(/^DTLS/, 'TLS').replace(/^TLSv1\.0$/, 'TLSv1');
  if (/^SSLv[23]$/.test(plain)) return 0;
  const names: readonly string[] = TLS_VERSIONS;
  const at = names.indexOf(plain);
  return at < 0 ? undefined : at + 1;
}

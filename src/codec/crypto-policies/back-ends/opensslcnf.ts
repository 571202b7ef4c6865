import { type BackEndSets, backEndSets, type KeySizes, NO_SIZES } from '../back-end-sets.ts';
import { type KeyValueLine, listOf, readKeyValueLines } from '../key-value-lines.ts';

/**
 * Reads opensslcnf.config. It is included inside `[crypto_policy]`: what stands before its first header counts, and so does
 * what a drop-in puts under a `[crypto_policy]` header of its own; a bare line at the end lands in `[evp_properties]` and does
 * nothing. Of the same key the last counts. This says what the policy says; what OpenSSL makes of it is another matter.
 */
export function readOpensslcnf(text: string): BackEndSets {
  const lines = readKeyValueLines(text);
  const tls = lastOfEach(lines.filter(({ section }) => section === '' || section === 'crypto_policy'));
  const cipherString = tls.get('CipherString') ?? '';
  return backEndSets({
    ...readCipherString(cipherString),
    groups: listOf(tls.get('Groups') ?? tls.get('Curves') ?? '', /[:/]/).map(unmarked),
    signatures: listOf(tls.get('SignatureAlgorithms') ?? '', ':').map(unmarked),
    ciphers: listOf(tls.get('Ciphersuites') ?? '', ':'),
    protocols: [...versions(tls, 'TLS', TLS_VERSIONS), ...versions(tls, 'DTLS', DTLS_VERSIONS)],
    settings: settings(lines, tls),
  });
}

/** Reads the removed back-end openssl.config, which still exists on RHEL 9: a cipher string alone. */
export function readOpensslCiphers(text: string): BackEndSets {
  const cipherString = text.trim();
  return backEndSets({ ...readCipherString(cipherString), settings: { CipherString: cipherString } });
}

function readCipherString(text: string): Pick<BackEndSets, 'keyExchanges' | 'disabled' | 'minimumKeySizes'> {
  const tokens = listOf(text, ':');
  const level = tokens.flatMap((token) => /^@SECLEVEL=([0-5])$/.exec(token)?.[1] ?? []).at(-1);
  return {
    keyExchanges: tokens.filter((token) => /^[a-zA-Z]/.test(token)),
    disabled: tokens.filter((token) => /^[-!]/.test(token)),
    minimumKeySizes: level === undefined ? NO_SIZES : (SECURITY_LEVELS[Number(level)] ?? NO_SIZES),
  };
}

/** From the lowest to the highest version; no bound is as wide as the library. A DTLS version as TLS bound means: none. */
function versions(
  tls: ReadonlyMap<string, string>,
  family: 'TLS' | 'DTLS',
  known: readonly string[],
): readonly string[] {
  const minimum = tls.get(`${family}.MinProtocol`);
  const maximum = tls.get(`${family}.MaxProtocol`);
  if (minimum === undefined && maximum === undefined) return [];
  const from = minimum === undefined ? 0 : known.indexOf(minimum);
  const to = maximum === undefined ? known.length - 1 : known.indexOf(maximum);
  return from < 0 || to < 0 ? [] : known.slice(from, to + 1);
}

function settings(lines: readonly KeyValueLine[], tls: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const named = ['CipherString', 'Options'].flatMap((key) => {
    const value = tls.get(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  const elsewhere = lines
    .filter(({ section, key }) => ELSEWHERE.get(section) === key)
    .map(({ key, value }) => [key, value] as const);
  return Object.fromEntries([...named, ...elsewhere]);
}

function lastOfEach(lines: readonly KeyValueLine[]): ReadonlyMap<string, string> {
  return new Map(lines.map(({ key, value }) => [key, value]));
}

/** `*` key share, `?` may be unknown: marks of OpenSSL's list syntax, not part of the name. */
function unmarked(name: string): string {
  return name.replace(/^[*?-]+/, '');
}

const TLS_VERSIONS = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const DTLS_VERSIONS = ['DTLSv0.9', 'DTLSv1', 'DTLSv1.2'];
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['evp_properties', 'rh-allow-sha1-signatures'],
  ['req', 'default_bits'],
]);

/** Bits that each level demands of RSA, DH and DSA. Source: SSL_CTX_set_security_level(3). */
const SECURITY_LEVELS: readonly KeySizes[] = [
  NO_SIZES,
  ...[1024, 2048, 3072, 7680, 15360].map((bits) => ({ rsa: bits, dh: bits, dsa: bits })),
];

/**
 * Where an algorithm is in a library. `since`: from this release on, and in none before it; `from`: in this release and after it, what is
 * before it is not known; `noneUpTo`: not up to this release, what comes after it is not known; `unknown`: no source was found.
 */
export type Availability =
  | { readonly is: 'from' | 'noneUpTo'; readonly release: string }
  | { readonly is: 'since'; readonly release: string; readonly backports: readonly Backport[] }
  | { readonly is: 'unknown' };

/** An older branch that was given the algorithm later: from which release on; null: it was, in a release that is not known. */
interface Backport {
  readonly branch: string;
  readonly release: string | null;
}

/** What is known of a library's ML-KEM (FIPS 203) and ML-DSA (FIPS 204). Drafts of either (Kyber, Dilithium) do not count. */
export interface SupportRow {
  readonly library: string;
  readonly mlKem: Availability;
  readonly mlDsa: Availability;
  /** What was read, on the day of `verified`. */
  readonly source: string;
  readonly verified: string;
}

const UNKNOWN: Availability = { is: 'unknown' };
const OPENSSL = 'release notes of OpenSSL 3.5.0; EVP_KEM-ML-KEM(7ssl): added in OpenSSL 3.5';
const JDK =
  'JEP 496, delivered in 24; openjdk/jdk21u-dev 2980 (21.0.13); jsch issue 1115 (17, October 2026); tried with 21.0.13 of Debian';
const JDK_BACKPORTS: readonly Backport[] = [
  { branch: '21.0', release: '21.0.13' },
  { branch: '17.0', release: null },
];
const NSS = 'crypto-policies wants nss 3.105 for ML-KEM; release notes of NSS 3.118 for ML-DSA';

/** A library that is not listed is not known; GnuTLS is not, since its builds choose. A build may leave out what its release has. */
const POST_QUANTUM_SUPPORT: readonly SupportRow[] = [
  row('Bouncy Castle', UNKNOWN, from('1.80'), 'netty pull requests 14741 and 14748: ML-DSA is final in 1.80'),
  row(
    'Go',
    since('1.24'),
    since('1.27'),
    'crypto/mlkem of Go 1.24 (x/crypto 4bc07112); crypto/mldsa of Go 1.27 (issue 79733)',
  ),
  row('JDK', since('24', JDK_BACKPORTS), since('24', JDK_BACKPORTS), JDK),
  row('libgcrypt', UNKNOWN, UNKNOWN, 'no source for the release was found'),
  row('Mbed TLS', noneUpTo('4.1'), noneUpTo('4.1'), 'Mbed TLS issue 10834 of 2026-07; TF-PSA-Crypto issue 637'),
  row('NSS freebl', from('3.105'), from('3.118'), NSS),
  row('NSS softoken', from('3.105'), from('3.118'), NSS),
  row(
    'OpenSSH',
    since('9.9'),
    noneUpTo('10.0'),
    'RFC 10042 and OpenSSH 9.9; openssh-unix-dev of 2025-07-12 on signatures',
  ),
  row('OpenSSL', since('3.5'), since('3.5'), OPENSSL),
  row('OpenSSL libcrypto', since('3.5'), since('3.5'), OPENSSL),
  row('ring', noneUpTo('0.17.14'), UNKNOWN, 'rustls issue 2801 of 2025-12: not in 0.17.14'),
];

/** What a version can do, by the table; `basis` names the source. */
export function supportOf(library: string, version: string | null) {
  const known = POST_QUANTUM_SUPPORT.find((each) => each.library === library);
  if (known === undefined)
    return { mlKem: 'unknown', mlDsa: 'unknown', basis: `${library} is not in the table` } as const;
  const basis = `by its version: ${known.source}`;
  return { mlKem: has(version, known.mlKem), mlDsa: has(version, known.mlDsa), basis } as const;
}

function has(version: string | null, availability: Availability): 'yes' | 'no' | 'unknown' {
  const numbers = numbersOf(version ?? '');
  if (numbers.length === 0 || availability.is === 'unknown') return 'unknown';
  const place = order(numbers, numbersOf(availability.release));
  switch (availability.is) {
    case 'since': {
      const backport = availability.backports.find(({ branch }) => order(numbers, numbersOf(branch)) === 0);
      if (backport === undefined) return place >= 0 ? 'yes' : 'no';
      if (backport.release === null) return 'unknown';
      return order(numbers, numbersOf(backport.release)) >= 0 ? 'yes' : 'no';
    }
    case 'from':
      return place >= 0 ? 'yes' : 'unknown';
    case 'noneUpTo':
      return place <= 0 ? 'no' : 'unknown';
  }
}

/** Compared as far as the second goes: 3.6.6 is as 3.6. */
function order(left: readonly number[], right: readonly number[]): number {
  for (const [index, number] of right.entries()) {
    const difference = (left[index] ?? 0) - number;
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): readonly number[] {
  return (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '')
    .split('.')
    .filter((part) => part !== '')
    .map(Number);
}

function row(library: string, mlKem: Availability, mlDsa: Availability, source: string): SupportRow {
  return { library, mlKem, mlDsa, source, verified: '2026-11-28' };
}

function since(release: string, backports: readonly Backport[] = []): Availability {
  return { is: 'since', release, backports };
}

function from(release: string): Availability {
  return { is: 'from', release };
}

function noneUpTo(release: string): Availability {
  return { is: 'noneUpTo', release };
}

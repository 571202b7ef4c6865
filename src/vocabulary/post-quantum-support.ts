/** Where an algorithm first is in a library: `since` a release; in none `upTo` a release, past which nothing is known. */
export type Availability = { readonly since: string } | { readonly noneUpTo: string };

/** What is known of a library's ML-KEM (FIPS 203) and ML-DSA (FIPS 204). Drafts of either (Kyber, Dilithium) do not count. */
export interface SupportRow {
  readonly library: string;
  readonly mlKem: Availability;
  readonly mlDsa: Availability;
  readonly source: string;
  readonly verified: string;
}

/** A library that is not listed is not known; GnuTLS is not, since its builds choose. */
const POST_QUANTUM_SUPPORT: readonly SupportRow[] = [
  row('Bouncy Castle', { since: '1.79' }, { since: '1.79' }, 'Bouncy Castle release notes of 1.79'),
  row('Go', { since: '1.24' }, { since: '1.27' }, 'Go 1.24 release notes (crypto/mlkem); crypto/mldsa of Go 1.27'),
  row('JDK', { since: '24' }, { since: '24' }, 'JEP 496 and JEP 497'),
  row('libgcrypt', { since: '1.11' }, { noneUpTo: '1.11' }, 'libgcrypt NEWS of 1.11.0'),
  row('Mbed TLS', { noneUpTo: '3.6' }, { noneUpTo: '3.6' }, 'Mbed TLS ChangeLog of 3.6'),
  row('NSS freebl', { since: '3.105' }, { noneUpTo: '3.105' }, 'NSS release notes of 3.105'),
  row('NSS softoken', { since: '3.105' }, { noneUpTo: '3.105' }, 'NSS release notes of 3.105'),
  row('OpenSSH', { since: '9.9' }, { noneUpTo: '10.0' }, 'OpenSSH release notes of 9.9 and 10.0'),
  row('OpenSSL', { since: '3.5' }, { since: '3.5' }, 'OpenSSL release notes of 3.5.0'),
  row('OpenSSL libcrypto', { since: '3.5' }, { since: '3.5' }, 'OpenSSL release notes of 3.5.0'),
  row('ring', { noneUpTo: '0.17' }, { noneUpTo: '0.17' }, 'ring documentation of 0.17'),
];

/** What a version can do, by the table; `basis` names the source. */
export function supportOf(library: string, version: string | null) {
  const known = POST_QUANTUM_SUPPORT.find((each) => each.library === library);
  if (known === undefined)
    return { mlKem: 'unknown', mlDsa: 'unknown', basis: `${library} is not in the table` } as const;
  return { mlKem: has(version, known.mlKem), mlDsa: has(version, known.mlDsa), basis: known.source } as const;
}

function has(version: string | null, availability: Availability): 'yes' | 'no' | 'unknown' {
  const numbers = numbersOf(version ?? '');
  if (numbers.length === 0) return 'unknown';
  if ('since' in availability) return order(numbers, numbersOf(availability.since)) >= 0 ? 'yes' : 'no';
  return order(numbers, numbersOf(availability.noneUpTo)) <= 0 ? 'no' : 'unknown';
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
  return { library, mlKem, mlDsa, source, verified: '2026-11-27' };
}

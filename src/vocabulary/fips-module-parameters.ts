/** A key of a FIPS provider's section of the configuration. */
export interface FipsModuleParameter {
  readonly key: string;
  /** What `openssl fipsinstall -pedantic` writes. */
  readonly strict: '0' | '1';
  /** What holds where the key is absent: the compiled default of 3.5.7, read back from the loaded provider. */
  readonly whenAbsent: '0' | '1';
  /** The first OpenSSL version whose provider reads it. */
  readonly since: readonly [major: number, minor: number];
  /** The requirement behind the strict value. */
  readonly requirement: string;
}

/**
 * Every key that a provider reads and that can weaken it. A value other than 0 or 1 keeps the provider from loading (from 3.4).
 * `hkdf-digest-check` and `sskdf-digest-check` are left out: they have no effect. Source: fips_config(5) of 3.5; openssl-fipsinstall(1).
 */
export const FIPS_MODULE_PARAMETERS: readonly FipsModuleParameter[] = [
  parameter('conditional-errors', [3, 0], 'FIPS 140-3: error state after a failed conditional test', '1'),
  parameter('security-checks', [3, 0], 'SP 800-131A key sizes', '1'),
  parameter('drbg-no-trunc-md', [3, 1], 'IG D.R'),
  parameter('tls1-prf-ems-check', [3, 1], 'IG D.Q'),
  parameter('dsa-sign-disabled', [3, 4], 'IG C.K'),
  parameter('ecdh-cofactor-check', [3, 4], 'SP 800-56A r3 5.7.1.2'),
  parameter('hkdf-key-check', [3, 4], 'SP 800-131A r2'),
  parameter('hmac-key-check', [3, 4], 'SP 800-131A r2'),
  parameter('kbkdf-key-check', [3, 4], 'SP 800-131A r2'),
  parameter('kmac-key-check', [3, 4], 'SP 800-131A r2'),
  parameter('no-short-mac', [3, 4], 'IG C.D; SP 800-185', '1'),
  parameter('pbkdf2-lower-bound-check', [3, 4], 'SP 800-132', '1'),
  parameter('rsa-pkcs15-pad-disabled', [3, 4], 'SP 800-131A r2'),
  parameter('rsa-pss-saltlen-check', [3, 4], 'FIPS 186-5 5.4(g)'),
  parameter('rsa-sign-x931-pad-disabled', [3, 4], 'IG C.K'),
  parameter('signature-digest-check', [3, 4], 'FIPS 186-5: approved digests in signatures'),
  parameter('sshkdf-digest-check', [3, 4], 'SP 800-135 r1'),
  parameter('sshkdf-key-check', [3, 4], 'SP 800-131A r2'),
  parameter('sskdf-key-check', [3, 4], 'SP 800-131A r2'),
  parameter('tdes-encrypt-disabled', [3, 4], 'SP 800-131A r2'),
  parameter('tls1-prf-digest-check', [3, 4], 'SP 800-135 r1'),
  parameter('tls1-prf-key-check', [3, 4], 'SP 800-131A r2'),
  parameter('tls13-kdf-digest-check', [3, 4], 'SP 800-131A r2'),
  parameter('tls13-kdf-key-check', [3, 4], 'SP 800-131A r2'),
  parameter('x942kdf-key-check', [3, 4], 'SP 800-131A r2'),
  parameter('x963kdf-digest-check', [3, 4], 'SP 800-131A r2'),
  parameter('x963kdf-key-check', [3, 4], 'SP 800-131A r2'),
  { key: 'defer-tests', strict: '0', whenAbsent: '0', since: [4, 0], requirement: 'self-tests before first use' },
];

function parameter(
  key: string,
  since: readonly [number, number],
  requirement: string,
  whenAbsent: '0' | '1' = '0',
): FipsModuleParameter {
  return { key, strict: '1', whenAbsent, since, requirement };
}

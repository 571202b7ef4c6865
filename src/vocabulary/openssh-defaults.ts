/** The built-in algorithm lists of a range of upstream OpenSSH releases. */
export interface OpensshDefaults {
  /** First and last release of the range, both inside it: `8.2`. */
  readonly from: string;
  readonly to: string;
  readonly serverKex: readonly string[];
  readonly clientKex: readonly string[];
  /** HostKeyAlgorithms and PubkeyAcceptedAlgorithms share one built-in list. */
  readonly publicKeyAlgorithms: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  readonly certificateAuthorityAlgorithms: readonly string[];
  readonly source: string;
  readonly verified: string;
}

/**
 * The lists of a release, for a program whose own bytes do not tell them.
 * @param version `9.2p1` or `9.2`
 * @returns undefined for a release that no row covers: newer ones are not guessed from older ones
 */
export function opensshDefaultsOf(version: string): OpensshDefaults | undefined {
  const wanted = ordinal(version);
  if (wanted === undefined) return undefined;
  return ROWS.find(({ from, to }) => (ordinal(from) ?? Infinity) <= wanted && wanted <= (ordinal(to) ?? -Infinity));
}

/** The least RSA key size where RequiredRSASize is not set, in bits; before 9.1 it was fixed. Source: sshd_config(5), sshkey.h. */
export const opensshRequiredRsaSize = 1024;

function ordinal(version: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})(?:p\d+)?$/.exec(version);
  return match === null ? undefined : Number(match[1]) * 1000 + Number(match[2]);
}

const CURVE25519 = ['curve25519-sha256', 'curve25519-sha256@libssh.org'];
const NIST_ECDH = ['ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521'];
const FINITE_FIELD = [
  'diffie-hellman-group-exchange-sha256',
  'diffie-hellman-group16-sha512',
  'diffie-hellman-group18-sha512',
  'diffie-hellman-group14-sha256',
];
const SNTRUP = ['sntrup761x25519-sha512', 'sntrup761x25519-sha512@openssh.com'];
const ELLIPTIC = [...CURVE25519, ...NIST_ECDH];

const CTR = ['aes128-ctr', 'aes192-ctr', 'aes256-ctr'];
const GCM = ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'];
const CTR_FIRST = ['chacha20-poly1305@openssh.com', ...CTR, ...GCM];
const GCM_FIRST = ['chacha20-poly1305@openssh.com', ...GCM, ...CTR];

const MACS = [
  'umac-64-etm@openssh.com',
  'umac-128-etm@openssh.com',
  'hmac-sha2-256-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'hmac-sha1-etm@openssh.com',
  'umac-64@openssh.com',
  'umac-128@openssh.com',
  'hmac-sha2-256',
  'hmac-sha2-512',
  'hmac-sha1',
];

const ECDSA = ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'];
const ECDSA_CERTIFICATES = ECDSA.map((name) => `${name}-cert-v01@openssh.com`);
const RSA_SHA2 = ['rsa-sha2-512', 'rsa-sha2-256'];
const RSA_SHA2_CERTIFICATES = RSA_SHA2.map((name) => `${name}-cert-v01@openssh.com`);
const SECURITY_KEYS = ['sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com'];
const SECURITY_KEY_CERTIFICATES = [
  'sk-ssh-ed25519-cert-v01@openssh.com',
  'sk-ecdsa-sha2-nistp256-cert-v01@openssh.com',
];

/**
 * Names that a build which takes others away in FIPS mode (SUSE's) leaves in its lists. Were one of them taken away after all,
 * what is left would be approved and classical still.
 * Source: DISA STIG SLES-15-010160, SLES-15-010270 and SLES-15-040450, for systems in FIPS mode; SP 800-56A Rev. 3, appendix D.
 */
export const opensshKeptInFipsMode: readonly string[] = [
  ...NIST_ECDH,
  ...FINITE_FIELD,
  ...CTR,
  ...GCM,
  'hmac-sha2-256-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'hmac-sha2-256',
  'hmac-sha2-512',
  ...ECDSA_CERTIFICATES,
  ...RSA_SHA2_CERTIFICATES,
  ...ECDSA,
  ...RSA_SHA2,
];

const AUTHORITY_8_2 = [
  ...ECDSA,
  'sk-ecdsa-sha2-nistp256@openssh.com',
  'ssh-ed25519',
  'sk-ssh-ed25519@openssh.com',
  ...RSA_SHA2,
];
const KEYS_8_2 = [
  ...ECDSA_CERTIFICATES,
  'sk-ecdsa-sha2-nistp256-cert-v01@openssh.com',
  'ssh-ed25519-cert-v01@openssh.com',
  'sk-ssh-ed25519-cert-v01@openssh.com',
  ...RSA_SHA2_CERTIFICATES,
  'ssh-rsa-cert-v01@openssh.com',
  ...AUTHORITY_8_2,
  'ssh-rsa',
];
const AUTHORITY_8_9 = ['ssh-ed25519', ...ECDSA, ...SECURITY_KEYS, ...RSA_SHA2];
const KEYS_8_9 = [
  'ssh-ed25519-cert-v01@openssh.com',
  ...ECDSA_CERTIFICATES,
  ...SECURITY_KEY_CERTIFICATES,
  ...RSA_SHA2_CERTIFICATES,
  ...AUTHORITY_8_9,
];
const WEBAUTHN = 'webauthn-sk-ecdsa-sha2-nistp256@openssh.com';
const AUTHORITY_10_6 = ['ssh-ed25519', ...ECDSA, ...SECURITY_KEYS, WEBAUTHN, ...RSA_SHA2];
const KEYS_10_6 = [
  'ssh-ed25519-cert-v01@openssh.com',
  ...ECDSA_CERTIFICATES,
  ...SECURITY_KEY_CERTIFICATES,
  'webauthn-sk-ecdsa-sha2-nistp256-cert-v01@openssh.com',
  ...RSA_SHA2_CERTIFICATES,
  'ssh-mldsa44-ed25519-cert',
  ...AUTHORITY_10_6,
  'ssh-mldsa44-ed25519',
];

const KEX_10_0 = ['mlkem768x25519-sha256', ...SNTRUP, ...ELLIPTIC];

/** Only releases whose own programs or sources were read; 8.5 to 8.8 and 10.3 to 10.5 were not. */
const ROWS: readonly OpensshDefaults[] = [
  {
    from: '8.2',
    to: '8.4',
    serverKex: [...ELLIPTIC, ...FINITE_FIELD],
    clientKex: [...ELLIPTIC, ...FINITE_FIELD],
    publicKeyAlgorithms: KEYS_8_2,
    ciphers: CTR_FIRST,
    macs: MACS,
    certificateAuthorityAlgorithms: AUTHORITY_8_2,
    source: 'myproposal.h; sshd -T of Ubuntu 1:8.2p1-4 and Debian 1:8.4p1-5',
    verified: '2026-11-22',
  },
  {
    from: '8.9',
    to: '8.9',
    serverKex: [...ELLIPTIC, 'sntrup761x25519-sha512@openssh.com', ...FINITE_FIELD],
    clientKex: [...ELLIPTIC, 'sntrup761x25519-sha512@openssh.com', ...FINITE_FIELD],
    publicKeyAlgorithms: KEYS_8_9,
    ciphers: CTR_FIRST,
    macs: MACS,
    certificateAuthorityAlgorithms: AUTHORITY_8_9,
    source: 'myproposal.h 1.70; sshd -T of Ubuntu 1:8.9p1-3',
    verified: '2026-11-22',
  },
  {
    from: '9.0',
    to: '9.8',
    serverKex: ['sntrup761x25519-sha512@openssh.com', ...ELLIPTIC, ...FINITE_FIELD],
    clientKex: ['sntrup761x25519-sha512@openssh.com', ...ELLIPTIC, ...FINITE_FIELD],
    publicKeyAlgorithms: KEYS_8_9,
    ciphers: CTR_FIRST,
    macs: MACS,
    certificateAuthorityAlgorithms: AUTHORITY_8_9,
    source: 'release notes 9.0; sshd -T of Ubuntu 1:9.6p1-3 (Debian 9.2p1-2+deb12u10 adds sntrup761x25519-sha512)',
    verified: '2026-11-22',
  },
  {
    from: '9.9',
    to: '9.9',
    serverKex: [...SNTRUP, 'mlkem768x25519-sha256', ...ELLIPTIC, ...FINITE_FIELD],
    clientKex: [...SNTRUP, 'mlkem768x25519-sha256', ...ELLIPTIC, ...FINITE_FIELD],
    publicKeyAlgorithms: KEYS_8_9,
    ciphers: CTR_FIRST,
    macs: MACS,
    certificateAuthorityAlgorithms: AUTHORITY_8_9,
    source: 'release notes 9.9; sshd -T of Ubuntu 1:9.9p1-3',
    verified: '2026-11-22',
  },
  {
    from: '10.0',
    to: '10.2',
    serverKex: KEX_10_0,
    clientKex: [...KEX_10_0, ...FINITE_FIELD],
    publicKeyAlgorithms: KEYS_8_9,
    ciphers: GCM_FIRST,
    macs: MACS,
    certificateAuthorityAlgorithms: AUTHORITY_8_9,
    source: 'release notes 10.0; sshd -T of Debian 1:10.0p1-7 and Ubuntu 1:10.2p1-2',
    verified: '2026-11-22',
  },
  {
    from: '10.6',
    to: '10.6',
    serverKex: KEX_10_0,
    clientKex: [...KEX_10_0, ...FINITE_FIELD],
    publicKeyAlgorithms: KEYS_10_6,
    ciphers: GCM_FIRST,
    macs: MACS,
    certificateAuthorityAlgorithms: AUTHORITY_10_6,
    source: 'sshd -T of Debian 1:10.6p1-1',
    verified: '2026-11-22',
  },
];

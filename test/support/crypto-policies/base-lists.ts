/** Every list that the back-end files of one policy are printed from, in each consumer's own spelling. */
export interface BackEndLists {
  readonly keySize: 1024 | 2048 | 3072;
  readonly dsaSize: 1024 | 2048 | 3072;
  readonly certificates: boolean;
  readonly bindOff: readonly string[];
  readonly bindDigestsOff: readonly string[];
  readonly ipsec: Readonly<Record<'ciphers' | 'macs' | 'signatures', readonly string[]>>;
  readonly opensslKeyExchange: readonly string[];
  readonly opensslOff: readonly string[];
  readonly suites: readonly string[];
  readonly tls: readonly [minimum: string, maximum: string];
  readonly signatures: readonly string[];
  readonly pqGroups: readonly string[];
  readonly groups: readonly string[];
  readonly gnutls: Readonly<Record<'groups' | 'signatures' | 'ciphers' | 'kx' | 'hashes', readonly string[]>>;
  readonly nss: readonly string[];
  readonly ems: 'default' | 'enforce';
  readonly ssh: Readonly<Record<'ciphers' | 'macs' | 'kex' | 'keys', readonly string[]>>;
  readonly krb5: readonly string[];
  readonly javaSignaturesOff: readonly string[];
  readonly javaHashesOff: readonly string[];
  readonly javaTlsOff: readonly string[];
  readonly javaCurvesOff: readonly string[];
  readonly openpgp: readonly string[];
}

const FFDHE = ['ffdhe2048', 'ffdhe3072', 'ffdhe4096', 'ffdhe6144', 'ffdhe8192'];
const GNUTLS_FFDHE = FFDHE.map((name) => `GROUP-${name.toUpperCase()}`);
const OFF_ALWAYS = ['-3DES', '!DES', '!RC4', '!RC2', '!IDEA', '-SEED', '!eNULL:!aNULL', '!MD5'];
const RSA_SCHEMES = ['pss', 'rsae'].flatMap((kind) =>
  ['256', '384', '512'].map((size) => `rsa_pss_${kind}_sha${size}`),
);
const PKCS1 = ['RSA+SHA256', 'RSA+SHA384', 'RSA+SHA512', 'ECDSA+SHA224', 'RSA+SHA224'];
const ECDSA = ['ECDSA+SHA256', 'ECDSA+SHA384', 'ECDSA+SHA512'];
const GNUTLS_ECDSA = words(`
    ECDSA-SHA3-256 ECDSA-SHA256 ECDSA-SECP256R1-SHA256 ECDSA-SHA3-384 ECDSA-SHA384 ECDSA-SECP384R1-SHA384
    ECDSA-SHA3-512 ECDSA-SHA512 ECDSA-SECP521R1-SHA512`);
const GNUTLS_RSA = words(`
    RSA-PSS-SHA256 RSA-PSS-SHA384 RSA-PSS-SHA512 RSA-PSS-RSAE-SHA256 RSA-PSS-RSAE-SHA384 RSA-PSS-RSAE-SHA512
    RSA-SHA3-256 RSA-SHA256 RSA-SHA3-384 RSA-SHA384 RSA-SHA3-512 RSA-SHA512 ECDSA-SHA224 RSA-SHA224`);
const SSH_DH = words(`
    diffie-hellman-group-exchange-sha256 diffie-hellman-group14-sha256 diffie-hellman-group16-sha512
    diffie-hellman-group18-sha512`);
const NIST_KEX = ['ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521'];
const NIST_KEYS = ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-256', 'rsa-sha2-512'];

const DEFAULT: BackEndLists = {
  keySize: 2048,
  dsaSize: 2048,
  certificates: true,
  bindOff: ['RSAMD5', 'DSA', 'NSEC3DSA', 'ECCGOST'],
  bindDigestsOff: ['GOST'],
  ipsec: {
    ciphers: ['aes_gcm256', 'chacha20_poly1305', 'aes256', 'aes_gcm128', 'aes128'],
    macs: ['sha2_512', 'sha2_256', 'sha1'],
    signatures: ['ecdsa', 'rsa'].flatMap((kind) => ['256', '384', '512'].map((size) => `${kind}-sha2_${size}`)),
  },
  opensslKeyExchange: ['kEECDH', 'kRSA', 'kEDH', 'kPSK', 'kDHEPSK', 'kECDHEPSK', 'kRSAPSK'],
  opensslOff: ['-aDSS', ...OFF_ALWAYS],
  suites: words(`
    TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256 TLS_AES_128_GCM_SHA256 TLS_AES_128_CCM_SHA256`),
  tls: ['TLSv1.2', 'TLSv1.3'],
  signatures: [...ECDSA, 'ed25519', 'ed448', ...RSA_SCHEMES, ...PKCS1],
  pqGroups: [],
  groups: ['X25519', 'secp256r1', 'X448', 'secp521r1', 'secp384r1', ...FFDHE],
  gnutls: {
    hashes: ['SHA256', 'SHA384', 'SHA512', 'SHA3-256', 'SHA3-384', 'SHA3-512', 'SHA224', 'SHA3-224', 'SHAKE-256'],
    groups: ['GROUP-X25519', 'GROUP-SECP256R1', 'GROUP-X448', 'GROUP-SECP521R1', 'GROUP-SECP384R1', ...GNUTLS_FFDHE],
    signatures: [...GNUTLS_ECDSA, 'EdDSA-Ed25519', 'EdDSA-Ed448', ...GNUTLS_RSA, 'ECDSA-SHA3-224', 'RSA-SHA3-224'],
    ciphers: words(`
    AES-256-GCM AES-256-CCM CHACHA20-POLY1305 AES-256-CBC AES-128-GCM AES-128-CCM AES-128-CBC`),
    kx: ['ECDHE-RSA', 'ECDHE-ECDSA', 'RSA', 'DHE-RSA'],
  },
  nss: words(`
    HMAC-SHA256 HMAC-SHA1 HMAC-SHA384 HMAC-SHA512 CURVE25519 SECP256R1 SECP521R1 SECP384R1 aes256-gcm/ssl
    chacha20-poly1305/ssl aes256-cbc aes128-gcm/ssl aes128-cbc des-ede3-cbc/pkcs12-legacy,smime SHA256 SHA384
    SHA512 SHA3-256 SHA3-384 SHA3-512 SHA224 SHA3-224 SHA1/pkcs12-legacy ECDHE-RSA/ssl-key-exchange
    ECDHE-ECDSA/ssl-key-exchange RSA/ssl-key-exchange DHE-RSA/ssl-key-exchange RSA-PKCS/smime-key-exchange
    RSA-OAEP/smime-key-exchange DH/smime-key-exchange ECDH/smime-key-exchange ECDSA ED25519 RSA-PSS RSA-PKCS`),
  ems: 'default',
  ssh: {
    ciphers: words(`
    aes256-gcm@openssh.com chacha20-poly1305@openssh.com aes256-ctr aes128-gcm@openssh.com aes128-ctr`),
    macs: words(`
    hmac-sha2-256-etm@openssh.com hmac-sha1-etm@openssh.com umac-128-etm@openssh.com
    hmac-sha2-512-etm@openssh.com hmac-sha2-256 hmac-sha1 umac-128@openssh.com hmac-sha2-512`),
    kex: ['curve25519-sha256', 'curve25519-sha256@libssh.org', ...NIST_KEX, ...SSH_DH],
    keys: words(`
    ecdsa-sha2-nistp256 sk-ecdsa-sha2-nistp256@openssh.com ecdsa-sha2-nistp384 ecdsa-sha2-nistp521
    ssh-ed25519 sk-ssh-ed25519@openssh.com rsa-sha2-256 rsa-sha2-512`),
  },
  krb5: words(`
    aes256-cts-hmac-sha384-192 aes128-cts-hmac-sha256-128 aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96
    camellia256-cts-cmac camellia128-cts-cmac`),
  javaSignaturesOff: words(`
    MD5withRSA SHA1withRSA SHA1withDSA SHA1withECDSA SHA224withDSA SHA256withDSA SHA384withDSA SHA512withDSA
    SHA1withRSAandMGF1`),
  javaHashesOff: ['SHA1', 'MD5'],
  javaTlsOff: words(`
    TLSv1.1 TLSv1 SSLv3 SSLv2 DTLSv1.0 DHE_DSS RSA_EXPORT DHE_DSS_EXPORT DHE_RSA_EXPORT DH_DSS_EXPORT
    DH_RSA_EXPORT DH_anon ECDH_anon DH_RSA DH_DSS ECDH 3DES_EDE_CBC DES_CBC RC4_40 RC4_128 DES40_CBC RC2 anon
    NULL HmacMD5`),
  javaCurvesOff: [
    'brainpoolP256r1',
    'brainpoolP384r1',
    'brainpoolP512r1',
    'secp112r1',
    'secp112r2',
    'secp128r1',
    'secp128r2',
    'secp160k1',
    'secp160r1',
    'secp160r2',
    'secp192k1',
    'secp192r1',
    'secp224k1',
    'secp224r1',
    'secp256k1',
    'sect113r1',
    'sect113r2',
    'sect131r1',
    'sect131r2',
    'sect163k1',
    'sect163r1',
    'sect163r2',
    'sect193r1',
    'sect193r2',
    'sect233k1',
    'sect233r1',
    'sect239k1',
    'sect283k1',
    'sect283r1',
    'sect409k1',
    'sect409r1',
    'sect571k1',
    'sect571r1',
    'X9.62 c2tnb191v1',
    'X9.62 c2tnb191v2',
    'X9.62 c2tnb191v3',
    'X9.62 c2tnb239v1',
    'X9.62 c2tnb239v2',
    'X9.62 c2tnb239v3',
    'X9.62 c2tnb359v1',
    'X9.62 c2tnb431r1',
    'X9.62 prime192v2',
    'X9.62 prime192v3',
    'X9.62 prime239v1',
    'X9.62 prime239v2',
    'X9.62 prime239v3',
    'brainpoolP320r1',
  ],
  openpgp: words(`
    sha224 sha256 sha384 sha512 sha3-256 sha3-512 aes128 aes256 camellia128 camellia256 nistp256 nistp384
    nistp521 cv25519 x25519 x448 ed25519 eddsa ed448`),
};

const FIPS: BackEndLists = {
  ...DEFAULT,
  bindOff: ['RSAMD5', 'RSASHA1', 'NSEC3RSASHA1', 'DSA', 'NSEC3DSA', 'ED25519', 'ED448', 'ECCGOST'],
  bindDigestsOff: ['SHA-1', 'GOST'],
  ipsec: { ...DEFAULT.ipsec, ciphers: ['aes_gcm256', 'aes256', 'aes_gcm128', 'aes128'] },
  opensslKeyExchange: ['kEECDH', 'kEDH', 'kPSK', 'kDHEPSK', 'kECDHEPSK'],
  opensslOff: ['-kRSAPSK', '-kRSA', '-aDSS', '-CHACHA20', ...OFF_ALWAYS],
  suites: ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256', 'TLS_AES_128_CCM_SHA256'],
  signatures: [...ECDSA, ...RSA_SCHEMES, ...PKCS1],
  groups: ['secp256r1', 'secp521r1', 'secp384r1', ...FFDHE],
  gnutls: {
    hashes: ['SHA256', 'SHA384', 'SHA512', 'SHA224', 'SHA3-256', 'SHA3-384', 'SHA3-512', 'SHAKE-256'],
    groups: ['GROUP-SECP256R1', 'GROUP-SECP521R1', 'GROUP-SECP384R1', ...GNUTLS_FFDHE],
    signatures: [...GNUTLS_ECDSA, ...GNUTLS_RSA],
    ciphers: ['AES-256-GCM', 'AES-256-CCM', 'AES-256-CBC', 'AES-128-GCM', 'AES-128-CCM', 'AES-128-CBC'],
    kx: ['ECDHE-RSA', 'ECDHE-ECDSA', 'DHE-RSA'],
  },
  nss: DEFAULT.nss.filter((token) => !/25519|chacha20|^RSA\/|3des|des-ede3|SHA1\/|SHA3-224/.test(token)),
  ems: 'enforce',
  ssh: {
    ciphers: ['aes256-gcm@openssh.com', 'aes256-ctr', 'aes128-gcm@openssh.com', 'aes128-ctr'],
    macs: DEFAULT.ssh.macs.filter((name) => !name.startsWith('umac')),
    kex: [...NIST_KEX, ...SSH_DH],
    keys: NIST_KEYS,
  },
  krb5: DEFAULT.krb5.filter((name) => name.startsWith('aes')),
  javaSignaturesOff: [...DEFAULT.javaSignaturesOff, 'Ed25519', 'Ed448'],
  javaTlsOff: [
    ...DEFAULT.javaTlsOff,
    ...['RSAPSK', 'CHACHA20_POLY1305'],
    ...['256_CBC_SHA256', '256_CBC_SHA', '128_CBC_SHA256', '128_CBC_SHA', '256_GCM_SHA384', '128_GCM_SHA256'].map(
      (suite) => `TLS_RSA_WITH_AES_${suite}`,
    ),
  ],
  javaCurvesOff: ['x25519', 'x448', ...DEFAULT.javaCurvesOff],
  openpgp: DEFAULT.openpgp.filter((name) => !/25519|448|eddsa|camellia/.test(name)),
};

const LEGACY: BackEndLists = {
  ...DEFAULT,
  keySize: 1024,
  dsaSize: 1024,
  bindOff: ['RSAMD5', 'ECCGOST'],
  opensslOff: ['!DES', '!RC4', '!RC2', '!IDEA', '-SEED', '!eNULL:!aNULL', '!MD5'],
  tls: ['TLSv1', 'TLSv1.3'],
  signatures: [...DEFAULT.signatures, 'DSA+SHA256', 'ECDSA+SHA1', 'RSA+SHA1', 'DSA+SHA1'],
  groups: [...DEFAULT.groups],
  gnutls: {
    ...DEFAULT.gnutls,
    ciphers: [...DEFAULT.gnutls.ciphers, '3DES-CBC'],
    kx: [...DEFAULT.gnutls.kx, 'DHE-DSS'],
  },
  javaTlsOff: ['SSLv3', 'SSLv2', 'RSA_EXPORT', 'DH_anon', 'RC4_128', 'HmacMD5'],
};

const FUTURE: BackEndLists = {
  ...DEFAULT,
  keySize: 3072,
  dsaSize: 3072,
  ipsec: { ...DEFAULT.ipsec, ciphers: ['aes_gcm256', 'chacha20_poly1305', 'aes256'] },
  opensslKeyExchange: ['kEECDH', 'kEDH', 'kPSK', 'kDHEPSK', 'kECDHEPSK'],
  opensslOff: ['-kRSAPSK', '-kRSA', '-aDSS', '-AES128', '-SHA256', ...OFF_ALWAYS, '-SHA1'],
  suites: ['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
  signatures: DEFAULT.signatures.filter((name) => !name.endsWith('SHA224')),
  groups: DEFAULT.groups.filter((name) => name !== 'ffdhe2048'),
};

/** The lists of the four vendor policies without anything post-quantum, as RHEL 9 has them; LEGACY and FUTURE abridged. */
export const BASES: Readonly<Record<string, BackEndLists>> = { DEFAULT, FIPS, LEGACY, FUTURE };

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

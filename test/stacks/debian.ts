import { ordinary, type TlsStack } from './stack.ts';
import {
  DHE_DEFAULT,
  DHE_HIGH,
  ECDHE_DEFAULT,
  ECDHE_HIGH,
  OPENSSL_35_GROUPS,
  OPENSSL_RSA_SCHEMES,
  openssl12,
  RSA_DEFAULT,
  RSA_HIGH,
  suites,
} from './suites.ts';

const s_server = [
  ...suites('ECDHE_RSA', ECDHE_DEFAULT),
  ...suites('DHE_RSA', DHE_DEFAULT),
  ...suites('RSA', RSA_DEFAULT),
];
const openssl35 = {
  ...ordinary,
  groups: OPENSSL_35_GROUPS,
  preferred: 'X25519MLKEM768',
  postQuantum: 'always',
} as const;
const classical = ['secp256r1', 'secp384r1', 'secp521r1', 'x25519', 'x448'];
const ffdhe = ['ffdhe2048', 'ffdhe3072', 'ffdhe4096', 'ffdhe6144', 'ffdhe8192'];

/** OpenSSL's own server, from Debian 12 and 13. `s_server` brings parameters for DHE of itself. */
export const opensslStacks = [
  {
    id: 'openssl-3.0',
    title: 'OpenSSL 3.0 (Debian 12)',
    configured: '',
    source:
      'openssl-ciphers(1), SSL_CTX_set1_groups(3) of 3.0: X25519, P-256, X448, P-521, P-384, ffdhe2048 to ffdhe8192',
    startTls: null,
    expected: {
      ...ordinary,
      groups: [...ffdhe, ...classical],
      preferred: 'x25519',
      older: openssl12({ tls12: s_server, dhPrimeBits: 2048 }),
    },
  },
  {
    id: 'openssl-3.5',
    title: 'OpenSSL 3.5 (Debian 13)',
    configured: '',
    source: 'CHANGES.md of 3.5 for groups, `openssl ciphers -s -tls1_2`',
    startTls: null,
    expected: { ...openssl35, older: openssl12({ tls12: s_server, dhPrimeBits: 2048 }) },
  },
  {
    id: 'openssl-3.5-pq-only',
    title: 'OpenSSL 3.5, one hybrid group alone',
    configured: '-groups X25519MLKEM768 -tls1_3',
    source: 'its command line',
    startTls: null,
    expected: {
      ...openssl35,
      versions: ['TLSv1.3'],
      groups: ['X25519MLKEM768'],
      enforced: 'yes',
      certificates: ['RSA 2048, valid, TLSv1.3'],
    },
  },
  {
    id: 'openssl-3.5-mlkem1024',
    title: 'OpenSSL 3.5, pure ML-KEM-1024 alone',
    configured: '-groups MLKEM1024 -tls1_3',
    source: 'its command line',
    startTls: null,
    expected: {
      ...openssl35,
      versions: ['TLSv1.3'],
      groups: ['MLKEM1024'],
      preferred: 'MLKEM1024',
      enforced: 'yes',
      certificates: ['RSA 2048, valid, TLSv1.3'],
    },
  },
  {
    id: 'openssl-3.5-ml-dsa',
    title: 'OpenSSL 3.5, ML-DSA-65 certificate',
    configured: '-cert ML-DSA-65',
    source: 'draft-ietf-tls-mldsa: ML-DSA signs in TLS 1.3 alone, so that no suite of TLS 1.2 is left',
    startTls: null,
    expected: {
      ...openssl35,
      versions: ['TLSv1.3'],
      schemes: ['mldsa65'],
      certificates: ['ML-DSA-65, valid, TLSv1.3'],
    },
  },
  {
    id: 'openssl-3.5-dual',
    title: 'OpenSSL 3.5, ECDSA and ML-DSA-65 certificates',
    configured: '-cert EC -dcert ML-DSA-65 -tls1_3',
    source: 'its command line',
    startTls: null,
    expected: {
      ...openssl35,
      versions: ['TLSv1.3'],
      schemes: ['ecdsa_secp256r1_sha256', 'mldsa65'],
      certificates: ['EC secp256r1, valid, TLSv1.3', 'ML-DSA-65, valid, TLSv1.3'],
    },
  },
  {
    id: 'openssl-3.5-tls12-without-ems',
    title: 'OpenSSL 3.5, TLS 1.2 without extended master secret',
    configured: '-tls1_2 -no_ems',
    source: 'its command line',
    startTls: null,
    expected: {
      ...ordinary,
      versions: ['TLSv1.2'],
      tls13Suites: [],
      schemes: [],
      certificates: ['RSA 2048, valid, TLSv1.2'],
      older: openssl12({
        tls12: s_server,
        dhPrimeBits: 2048,
        extendedMasterSecret: false,
        downgradeSentinel: 'not-applicable',
      }),
    },
  },
  {
    id: 'openssl-3.5-fips',
    title: 'OpenSSL 3.5, FIPS provider alone',
    configured: 'providers fips and base, default_properties fips=yes',
    source: 'providers/fips/fipsprov.c of 3.5: X25519 and X448 are not fips=yes, the hybrid is; no ChaCha20-Poly1305',
    startTls: null,
    expected: {
      ...openssl35,
      groups: ['X25519MLKEM768', 'ffdhe2048', 'ffdhe3072', 'secp256r1', 'secp384r1', 'secp521r1'],
      tls13Suites: ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384'],
      older: openssl12({
        tls12: s_server.filter((suite) => !suite.includes('CHACHA20')),
        groups: ['secp256r1', 'secp384r1', 'secp521r1'],
        dhPrimeBits: 2048,
      }),
    },
  },
] as const satisfies readonly TlsStack[];

const postfixOld = [
  ...suites('ECDHE_RSA', ['AES_128_CBC_SHA', 'AES_256_CBC_SHA']),
  ...suites('ECDH_anon', ['AES_128_CBC_SHA', 'AES_256_CBC_SHA']),
  ...['DHE_RSA', 'RSA', 'DH_anon'].flatMap((agreement) =>
    suites(agreement, ['AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'CAMELLIA_128_CBC_SHA', 'CAMELLIA_256_CBC_SHA']),
  ),
].sort();
const postfixAnonymous = [
  ...suites('ECDH_anon', ['AES_128_CBC_SHA', 'AES_256_CBC_SHA']),
  ...suites('DH_anon', [
    'AES_128_CBC_SHA',
    'AES_128_CBC_SHA256',
    'AES_128_GCM_SHA256',
    'AES_256_CBC_SHA',
    'AES_256_CBC_SHA256',
    'AES_256_GCM_SHA384',
    'CAMELLIA_128_CBC_SHA',
    'CAMELLIA_128_CBC_SHA256',
    'CAMELLIA_256_CBC_SHA',
    'CAMELLIA_256_CBC_SHA256',
  ]),
];

/** Servers of Debian 13 that are built on its OpenSSL 3.5. */
export const openssl35Servers = [
  {
    id: 'nginx',
    title: 'nginx 1.26 (Debian 13)',
    configured: 'listen ssl, certificate',
    source:
      'ssl_ciphers HIGH:!aNULL:!MD5, ssl_protocols TLSv1.2 TLSv1.3, ssl_ecdh_curve auto; no DHE without ssl_dhparam',
    startTls: null,
    expected: {
      ...openssl35,
      older: openssl12({ tls12: [...suites('ECDHE_RSA', ECDHE_HIGH), ...suites('RSA', RSA_HIGH)] }),
    },
  },
  {
    id: 'haproxy',
    title: 'HAProxy 3.0 (Debian 13)',
    configured: 'bind ssl crt',
    source: 'configuration manual: minimum TLSv1.2, OpenSSL’s DEFAULT; no DHE without ssl-dh-param-file',
    startTls: null,
    expected: {
      ...openssl35,
      older: openssl12({ tls12: [...suites('ECDHE_RSA', ECDHE_DEFAULT), ...suites('RSA', RSA_DEFAULT)] }),
    },
  },
  {
    id: 'postfix',
    title: 'Postfix 3.10 (Debian 13)',
    configured: 'smtpd_tls_security_level = may, certificate',
    source:
      'postconf -d: >=TLSv1, tls_medium_cipherlist at security level 0 with anonymous suites, tls_eecdh_auto_curves and tls_ffdhe_auto_groups without ML-KEM; OpenSSL’s automatic DH takes 1024 bits for anonymous suites of 128 bits',
    startTls: 'smtp',
    expected: {
      ...ordinary,
      versions: ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1'],
      groups: ['ffdhe2048', 'ffdhe3072', ...classical],
      preferred: 'x25519',
      certificates: ['RSA 2048, valid, TLSv1.3 TLSv1.2 TLSv1.1 TLSv1'],
      older: {
        ...openssl12({ tls12: [], dhPrimeBits: 1024, schemes: ['rsa_pkcs1_sha1', ...OPENSSL_RSA_SCHEMES] }),
        suites: {
          'TLSv1.2': [
            ...suites('ECDHE_RSA', ECDHE_HIGH),
            ...suites('DHE_RSA', [...DHE_HIGH, 'AES_128_CCM_8', 'AES_256_CCM_8']),
            ...suites('RSA', [...RSA_HIGH, 'AES_128_CCM_8', 'AES_256_CCM_8']),
            ...postfixAnonymous,
          ].sort(),
          'TLSv1.1': postfixOld,
          TLSv1: postfixOld,
        },
      },
    },
  },
  {
    id: 'dovecot',
    title: 'Dovecot 2.4 (Debian 13)',
    configured: 'imap, certificate',
    source:
      'doveconf -d: ssl_min_protocol TLSv1.2, ssl_cipher_list without kRSA and aNULL; no DHE without ssl_server_dh_file',
    startTls: 'imap',
    expected: {
      ...openssl35,
      older: openssl12({ tls12: suites('ECDHE_RSA', ECDHE_HIGH), staticRsa: 'no' }),
    },
  },
  {
    id: 'postgresql',
    title: 'PostgreSQL 17 (Debian 13)',
    configured: 'ssl = on, certificate',
    source:
      'ssl_ecdh_curve prime256v1, ssl_ciphers HIGH:MEDIUM:+3DES:!aNULL, built-in DH of 2048 bits, no TLS below 1.2',
    startTls: 'postgres',
    expected: {
      ...ordinary,
      groups: ['secp256r1'],
      preferred: 'secp256r1',
      older: openssl12({
        tls12: [...suites('ECDHE_RSA', ECDHE_HIGH), ...suites('DHE_RSA', DHE_HIGH), ...suites('RSA', RSA_HIGH)],
        groups: ['secp256r1'],
        dhPrimeBits: 2048,
      }),
    },
  },
] as const satisfies readonly TlsStack[];

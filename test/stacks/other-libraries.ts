import { ordinary, type TlsStack } from './stack.ts';
import { DHE_DEFAULT, ECDHE_DEFAULT, ECDHE_HIGH, OPENSSL_35_GROUPS, openssl12, RSA_HIGH, suites } from './suites.ts';

const common = {
  compression: false,
  extendedMasterSecret: true,
  secureRenegotiation: true,
  downgradeSentinel: 'present',
} as const;
const pss = ['rsa_pss_rsae_sha256', 'rsa_pss_rsae_sha384', 'rsa_pss_rsae_sha512'];
const pkcs1 = ['rsa_pkcs1_sha256', 'rsa_pkcs1_sha384', 'rsa_pkcs1_sha512'];
const ffdhe = ['ffdhe2048', 'ffdhe3072', 'ffdhe4096', 'ffdhe6144', 'ffdhe8192'];
const pCurves = ['secp256r1', 'secp384r1', 'secp521r1'];
const gnutlsOld = ['DHE_RSA', 'ECDHE_RSA', 'RSA'].flatMap((agreement) =>
  suites(agreement, ['AES_128_CBC_SHA', 'AES_256_CBC_SHA']),
);
const goGcm = ['AES_128_GCM_SHA256', 'AES_256_GCM_SHA384'];
const goDefault = [...goGcm, 'CHACHA20_POLY1305_SHA256', 'AES_128_CBC_SHA', 'AES_256_CBC_SHA'];

function go12(tls12: readonly string[], groups: readonly string[], schemes: readonly string[]) {
  return { ...common, suites: { 'TLSv1.2': [...tls12].sort() }, groups, schemes, dhPrimeBits: null, staticRsa: 'no' };
}

/** Libraries other than OpenSSL, from Debian 13. */
export const debianLibraries = [
  {
    id: 'gnutls',
    title: 'GnuTLS 3.8 (Debian 13)',
    configured: 'gnutls-serv, certificate',
    source: '`gnutls-cli --list --priority NORMAL`: no ML-KEM in this build, TLS 1.0 and 1.1 still on',
    startTls: null,
    expected: {
      ...ordinary,
      versions: ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1'],
      groups: [...ffdhe, ...pCurves, 'x25519', 'x448'],
      preferred: 'x25519',
      tls13Suites: ['TLS_AES_128_CCM_SHA256', ...ordinary.tls13Suites],
      certificates: ['RSA 2048, valid, TLSv1.3 TLSv1.2 TLSv1.1 TLSv1'],
      older: {
        ...common,
        suites: {
          'TLSv1.2': [
            ...gnutlsOld,
            ...suites('ECDHE_RSA', [...goGcm, 'CHACHA20_POLY1305_SHA256']),
            ...suites('DHE_RSA', [...goGcm, 'CHACHA20_POLY1305_SHA256', 'AES_128_CCM', 'AES_256_CCM']),
            ...suites('RSA', [...goGcm, 'AES_128_CCM', 'AES_256_CCM']),
          ].sort(),
          'TLSv1.1': gnutlsOld,
          TLSv1: gnutlsOld,
        },
        groups: [...pCurves, 'x25519', 'x448'],
        schemes: ['rsa_pkcs1_sha1', ...pkcs1, ...pss],
        dhPrimeBits: 2048,
        staticRsa: 'yes',
      },
    },
  },
  {
    id: 'go-1.24',
    title: 'Go 1.24 crypto/tls',
    configured: 'go 1.24 in go.mod',
    source: 'crypto/tls/defaults.go',
    startTls: null,
    expected: {
      ...ordinary,
      groups: ['X25519MLKEM768', ...pCurves, 'x25519'],
      preferred: 'X25519MLKEM768',
      postQuantum: 'always',
      older: go12(suites('ECDHE_RSA', goDefault), [...pCurves, 'x25519'], ['rsa_pkcs1_sha1', ...pkcs1, ...pss]),
    },
  },
  {
    id: 'go-1.24-without-ml-kem',
    title: 'Go 1.24 crypto/tls, ML-KEM off',
    configured: 'GODEBUG=tlsmlkem=0',
    source: 'crypto/tls/defaults.go',
    startTls: null,
    expected: {
      ...ordinary,
      groups: [...pCurves, 'x25519'],
      preferred: 'x25519',
      older: go12(suites('ECDHE_RSA', goDefault), [...pCurves, 'x25519'], ['rsa_pkcs1_sha1', ...pkcs1, ...pss]),
    },
  },
  {
    id: 'go-1.24-fips140',
    title: 'Go 1.24 crypto/tls, Go Cryptographic Module v1.0.0',
    configured: 'built with GOFIPS140=v1.0.0, which turns FIPS mode on',
    source: 'crypto/tls/defaults.go, the FIPS lists: P-curves alone, no ML-KEM, AES-GCM alone',
    startTls: null,
    expected: {
      ...ordinary,
      groups: pCurves,
      preferred: 'secp256r1',
      tls13Suites: ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384'],
      older: go12(suites('ECDHE_RSA', goGcm), pCurves, [...pkcs1, ...pss]),
    },
  },
  {
    id: 'java-21',
    title: 'OpenJDK 21 JSSE (Debian 13)',
    configured: 'SSLServerSocket as it comes',
    source: 'jdk.tls.namedGroups and jdk.tls.disabledAlgorithms (TLS_RSA_*, SHA-1 and TLS 1.1 off) of java.security',
    startTls: null,
    expected: {
      ...ordinary,
      groups: [...ffdhe, ...pCurves, 'x25519', 'x448'],
      preferred: 'x25519',
      older: {
        ...go12([...suites('ECDHE_RSA', ECDHE_DEFAULT), ...suites('DHE_RSA', DHE_DEFAULT)], [], []),
        groups: [...pCurves, 'x25519', 'x448'],
        schemes: ['rsa_pkcs1_sha224', ...pkcs1, ...pss],
        dhPrimeBits: 2048,
      },
    },
  },
] as const satisfies readonly TlsStack[];

const node = {
  ...ordinary,
  groups: OPENSSL_35_GROUPS,
  preferred: 'X25519MLKEM768',
  postQuantum: 'always',
  older: openssl12({
    tls12: [...suites('ECDHE_RSA', ECDHE_HIGH), ...suites('RSA', RSA_HIGH)].filter(
      (suite) => !suite.includes('CAMELLIA'),
    ),
  }),
} as const;
const nodeSource =
  'tls.DEFAULT_CIPHERS (its own list, then HIGH without aNULL and CAMELLIA) and OpenSSL’s built-in groups; no DHE without dhparam';
const goOld = ['ECDHE_RSA', 'RSA'].flatMap((agreement) =>
  suites(agreement, ['3DES_EDE_CBC_SHA', 'AES_128_CBC_SHA', 'AES_256_CBC_SHA']),
);

/** Stacks that npm packages carry. */
export const npmStacks = [
  {
    id: 'node-24',
    title: 'Node.js 24 (OpenSSL 3.5)',
    configured: 'tls.createServer, certificate',
    source: nodeSource,
    startTls: null,
    expected: node,
  },
  {
    id: 'node-24.13-default',
    title: 'Node.js 24.13 (OpenSSL 3.5.4), DEFAULT in its groups',
    configured: "ecdhCurve: 'X25519MLKEM768:DEFAULT', minVersion: 'TLSv1.3'",
    source:
      'CVE-2026-2673 (3.5.4 has it, 3.5.8 has not): DEFAULT flattens the ranks, so that a classical share is not upgraded',
    startTls: null,
    expected: {
      ...node,
      versions: ['TLSv1.3'],
      postQuantum: 'only-with-share',
      certificates: ['RSA 2048, valid, TLSv1.3'],
      older: null,
    },
  },
  {
    id: 'node-26',
    title: 'Node.js 26 (OpenSSL 3.5)',
    configured: 'tls.createServer, certificate',
    source: nodeSource,
    startTls: null,
    expected: node,
  },
  {
    id: 'boringssl',
    title: 'BoringSSL (Bun 1.4)',
    configured: 'Bun.serve, certificate',
    source: 'ssl_cipher.cc and extensions.cc of BoringSSL: its suites for RSA keys, default groups',
    startTls: null,
    expected: {
      ...ordinary,
      groups: ['X25519MLKEM768', 'secp256r1', 'secp384r1', 'x25519'],
      preferred: 'X25519MLKEM768',
      postQuantum: 'always',
      older: {
        ...go12(
          [...suites('ECDHE_RSA', goDefault), ...suites('RSA', [...goGcm, 'AES_128_CBC_SHA', 'AES_256_CBC_SHA'])],
          ['secp256r1', 'secp384r1', 'x25519'],
          ['rsa_pkcs1_sha1', ...pkcs1, ...pss],
        ),
        staticRsa: 'yes',
      },
    },
  },
  {
    id: 'rustls',
    title: 'rustls (Deno 2.9)',
    configured: 'Deno.serve, certificate',
    source:
      'rustls manual: nine suites, ECDHE with AEAD alone; X25519MLKEM768, X25519, P-256, P-384; client order of groups',
    startTls: null,
    expected: {
      ...ordinary,
      groups: ['X25519MLKEM768', 'secp256r1', 'secp384r1', 'x25519'],
      preferred: 'X25519MLKEM768',
      postQuantum: 'client-decides',
      older: go12(
        suites('ECDHE_RSA', [...goGcm, 'CHACHA20_POLY1305_SHA256']),
        ['secp256r1', 'secp384r1', 'x25519'],
        [...pkcs1, ...pss],
      ),
    },
  },
  {
    id: 'go-esbuild',
    title: 'Go 1.26 crypto/tls (esbuild)',
    configured: 'built with an old go line in go.mod',
    source: 'GODEBUG history: with go 1.13 in go.mod TLS 1.0, RSA key transport and 3DES are on, ML-KEM is off',
    startTls: null,
    expected: {
      ...ordinary,
      versions: ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1'],
      groups: [...pCurves, 'x25519'],
      preferred: 'x25519',
      certificates: ['RSA 2048, valid, TLSv1.3 TLSv1.2 TLSv1.1 TLSv1'],
      older: {
        ...go12([], [...pCurves, 'x25519'], ['rsa_pkcs1_sha1', ...pkcs1, ...pss]),
        suites: {
          'TLSv1.2': [
            ...goOld,
            ...suites('ECDHE_RSA', [...goGcm, 'CHACHA20_POLY1305_SHA256']),
            ...suites('RSA', goGcm),
          ].sort(),
          'TLSv1.1': goOld,
          TLSv1: goOld,
        },
        staticRsa: 'yes',
      },
    },
  },
] as const satisfies readonly TlsStack[];

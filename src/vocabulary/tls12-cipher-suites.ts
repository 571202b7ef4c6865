/**
 * A cipher suite of TLS 1.2 and older. Suites that need a secret shared beforehand (PSK, SRP) are left out: without it a server
 * refuses them, whatever it supports. Source: IANA TLS Cipher Suites (2026-10).
 */
export interface Tls12CipherSuite {
  /** IANA's spelling. */
  readonly name: string;
  readonly codePoint: number;
  /** How the key is agreed: `RSA` is key transport, `ECDH` and `DH` are static. */
  readonly keyExchange: 'ECDHE' | 'DHE' | 'RSA' | 'ECDH' | 'DH' | 'ECDH_anon' | 'DH_anon';
  /** `RSA`, `ECDSA`, `DSS`; null for anonymous. */
  readonly authentication: 'RSA' | 'ECDSA' | 'DSS' | null;
  readonly isExport: boolean;
  /** `AES_128_GCM`. */
  readonly cipher: string;
}

/** The suite with this code point. */
export function tls12CipherSuite(codePoint: number): Tls12CipherSuite | undefined {
  return BY_CODE_POINT.get(codePoint);
}

function suite([codePoint, rest]: readonly [number, string]): Tls12CipherSuite {
  const [exchange = '', cipherAndHash = ''] = rest.split('_WITH_');
  const isExport = exchange.endsWith('_EXPORT');
  const method = exchange.replace(/_EXPORT$/, '');
  const isAnonymous = method.endsWith('_anon');
  const [agreed, signed] = isAnonymous ? [method, null] : method === 'RSA' ? ['RSA', 'RSA'] : method.split('_');
  return {
    name: `TLS_${rest}`,
    codePoint,
    // The table below holds these words alone; a test goes through every row.
    keyExchange: agreed as Tls12CipherSuite['keyExchange'],
    authentication: (signed ?? null) as Tls12CipherSuite['authentication'],
    isExport,
    cipher: cipherAndHash.replace(/_(SHA|SHA256|SHA384|MD5)$/, ''),
  };
}

const ROWS: readonly (readonly [codePoint: number, name: string])[] = [
  [0x0001, 'RSA_WITH_NULL_MD5'],
  [0x0002, 'RSA_WITH_NULL_SHA'],
  [0x0003, 'RSA_EXPORT_WITH_RC4_40_MD5'],
  [0x0004, 'RSA_WITH_RC4_128_MD5'],
  [0x0005, 'RSA_WITH_RC4_128_SHA'],
  [0x0006, 'RSA_EXPORT_WITH_RC2_CBC_40_MD5'],
  [0x0007, 'RSA_WITH_IDEA_CBC_SHA'],
  [0x0008, 'RSA_EXPORT_WITH_DES40_CBC_SHA'],
  [0x0009, 'RSA_WITH_DES_CBC_SHA'],
  [0x000a, 'RSA_WITH_3DES_EDE_CBC_SHA'],
  [0x000d, 'DH_DSS_WITH_3DES_EDE_CBC_SHA'],
  [0x0010, 'DH_RSA_WITH_3DES_EDE_CBC_SHA'],
  [0x0011, 'DHE_DSS_EXPORT_WITH_DES40_CBC_SHA'],
  [0x0012, 'DHE_DSS_WITH_DES_CBC_SHA'],
  [0x0013, 'DHE_DSS_WITH_3DES_EDE_CBC_SHA'],
  [0x0014, 'DHE_RSA_EXPORT_WITH_DES40_CBC_SHA'],
  [0x0015, 'DHE_RSA_WITH_DES_CBC_SHA'],
  [0x0016, 'DHE_RSA_WITH_3DES_EDE_CBC_SHA'],
  [0x0017, 'DH_anon_EXPORT_WITH_RC4_40_MD5'],
  [0x0018, 'DH_anon_WITH_RC4_128_MD5'],
  [0x0019, 'DH_anon_EXPORT_WITH_DES40_CBC_SHA'],
  [0x001a, 'DH_anon_WITH_DES_CBC_SHA'],
  [0x001b, 'DH_anon_WITH_3DES_EDE_CBC_SHA'],
  [0x002f, 'RSA_WITH_AES_128_CBC_SHA'],
  [0x0030, 'DH_DSS_WITH_AES_128_CBC_SHA'],
  [0x0031, 'DH_RSA_WITH_AES_128_CBC_SHA'],
  [0x0032, 'DHE_DSS_WITH_AES_128_CBC_SHA'],
  [0x0033, 'DHE_RSA_WITH_AES_128_CBC_SHA'],
  [0x0034, 'DH_anon_WITH_AES_128_CBC_SHA'],
  [0x0035, 'RSA_WITH_AES_256_CBC_SHA'],
  [0x0036, 'DH_DSS_WITH_AES_256_CBC_SHA'],
  [0x0037, 'DH_RSA_WITH_AES_256_CBC_SHA'],
  [0x0038, 'DHE_DSS_WITH_AES_256_CBC_SHA'],
  [0x0039, 'DHE_RSA_WITH_AES_256_CBC_SHA'],
  [0x003a, 'DH_anon_WITH_AES_256_CBC_SHA'],
  [0x003b, 'RSA_WITH_NULL_SHA256'],
  [0x003c, 'RSA_WITH_AES_128_CBC_SHA256'],
  [0x003d, 'RSA_WITH_AES_256_CBC_SHA256'],
  [0x003e, 'DH_DSS_WITH_AES_128_CBC_SHA256'],
  [0x003f, 'DH_RSA_WITH_AES_128_CBC_SHA256'],
  [0x0040, 'DHE_DSS_WITH_AES_128_CBC_SHA256'],
  [0x0041, 'RSA_WITH_CAMELLIA_128_CBC_SHA'],
  [0x0044, 'DHE_DSS_WITH_CAMELLIA_128_CBC_SHA'],
  [0x0045, 'DHE_RSA_WITH_CAMELLIA_128_CBC_SHA'],
  [0x0046, 'DH_anon_WITH_CAMELLIA_128_CBC_SHA'],
  [0x0067, 'DHE_RSA_WITH_AES_128_CBC_SHA256'],
  [0x0068, 'DH_DSS_WITH_AES_256_CBC_SHA256'],
  [0x0069, 'DH_RSA_WITH_AES_256_CBC_SHA256'],
  [0x006a, 'DHE_DSS_WITH_AES_256_CBC_SHA256'],
  [0x006b, 'DHE_RSA_WITH_AES_256_CBC_SHA256'],
  [0x006c, 'DH_anon_WITH_AES_128_CBC_SHA256'],
  [0x006d, 'DH_anon_WITH_AES_256_CBC_SHA256'],
  [0x0084, 'RSA_WITH_CAMELLIA_256_CBC_SHA'],
  [0x0087, 'DHE_DSS_WITH_CAMELLIA_256_CBC_SHA'],
  [0x0088, 'DHE_RSA_WITH_CAMELLIA_256_CBC_SHA'],
  [0x0089, 'DH_anon_WITH_CAMELLIA_256_CBC_SHA'],
  [0x0096, 'RSA_WITH_SEED_CBC_SHA'],
  [0x009a, 'DHE_RSA_WITH_SEED_CBC_SHA'],
  [0x009c, 'RSA_WITH_AES_128_GCM_SHA256'],
  [0x009d, 'RSA_WITH_AES_256_GCM_SHA384'],
  [0x009e, 'DHE_RSA_WITH_AES_128_GCM_SHA256'],
  [0x009f, 'DHE_RSA_WITH_AES_256_GCM_SHA384'],
  [0x00a0, 'DH_RSA_WITH_AES_128_GCM_SHA256'],
  [0x00a1, 'DH_RSA_WITH_AES_256_GCM_SHA384'],
  [0x00a2, 'DHE_DSS_WITH_AES_128_GCM_SHA256'],
  [0x00a3, 'DHE_DSS_WITH_AES_256_GCM_SHA384'],
  [0x00a4, 'DH_DSS_WITH_AES_128_GCM_SHA256'],
  [0x00a5, 'DH_DSS_WITH_AES_256_GCM_SHA384'],
  [0x00a6, 'DH_anon_WITH_AES_128_GCM_SHA256'],
  [0x00a7, 'DH_anon_WITH_AES_256_GCM_SHA384'],
  [0x00ba, 'RSA_WITH_CAMELLIA_128_CBC_SHA256'],
  [0x00bd, 'DHE_DSS_WITH_CAMELLIA_128_CBC_SHA256'],
  [0x00be, 'DHE_RSA_WITH_CAMELLIA_128_CBC_SHA256'],
  [0x00bf, 'DH_anon_WITH_CAMELLIA_128_CBC_SHA256'],
  [0x00c0, 'RSA_WITH_CAMELLIA_256_CBC_SHA256'],
  [0x00c3, 'DHE_DSS_WITH_CAMELLIA_256_CBC_SHA256'],
  [0x00c4, 'DHE_RSA_WITH_CAMELLIA_256_CBC_SHA256'],
  [0x00c5, 'DH_anon_WITH_CAMELLIA_256_CBC_SHA256'],
  [0xc001, 'ECDH_ECDSA_WITH_NULL_SHA'],
  [0xc002, 'ECDH_ECDSA_WITH_RC4_128_SHA'],
  [0xc003, 'ECDH_ECDSA_WITH_3DES_EDE_CBC_SHA'],
  [0xc004, 'ECDH_ECDSA_WITH_AES_128_CBC_SHA'],
  [0xc005, 'ECDH_ECDSA_WITH_AES_256_CBC_SHA'],
  [0xc006, 'ECDHE_ECDSA_WITH_NULL_SHA'],
  [0xc007, 'ECDHE_ECDSA_WITH_RC4_128_SHA'],
  [0xc008, 'ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA'],
  [0xc009, 'ECDHE_ECDSA_WITH_AES_128_CBC_SHA'],
  [0xc00a, 'ECDHE_ECDSA_WITH_AES_256_CBC_SHA'],
  [0xc00b, 'ECDH_RSA_WITH_NULL_SHA'],
  [0xc00c, 'ECDH_RSA_WITH_RC4_128_SHA'],
  [0xc00d, 'ECDH_RSA_WITH_3DES_EDE_CBC_SHA'],
  [0xc00e, 'ECDH_RSA_WITH_AES_128_CBC_SHA'],
  [0xc00f, 'ECDH_RSA_WITH_AES_256_CBC_SHA'],
  [0xc010, 'ECDHE_RSA_WITH_NULL_SHA'],
  [0xc011, 'ECDHE_RSA_WITH_RC4_128_SHA'],
  [0xc012, 'ECDHE_RSA_WITH_3DES_EDE_CBC_SHA'],
  [0xc013, 'ECDHE_RSA_WITH_AES_128_CBC_SHA'],
  [0xc014, 'ECDHE_RSA_WITH_AES_256_CBC_SHA'],
  [0xc015, 'ECDH_anon_WITH_NULL_SHA'],
  [0xc016, 'ECDH_anon_WITH_RC4_128_SHA'],
  [0xc017, 'ECDH_anon_WITH_3DES_EDE_CBC_SHA'],
  [0xc018, 'ECDH_anon_WITH_AES_128_CBC_SHA'],
  [0xc019, 'ECDH_anon_WITH_AES_256_CBC_SHA'],
  [0xc023, 'ECDHE_ECDSA_WITH_AES_128_CBC_SHA256'],
  [0xc024, 'ECDHE_ECDSA_WITH_AES_256_CBC_SHA384'],
  [0xc025, 'ECDH_ECDSA_WITH_AES_128_CBC_SHA256'],
  [0xc026, 'ECDH_ECDSA_WITH_AES_256_CBC_SHA384'],
  [0xc027, 'ECDHE_RSA_WITH_AES_128_CBC_SHA256'],
  [0xc028, 'ECDHE_RSA_WITH_AES_256_CBC_SHA384'],
  [0xc029, 'ECDH_RSA_WITH_AES_128_CBC_SHA256'],
  [0xc02a, 'ECDH_RSA_WITH_AES_256_CBC_SHA384'],
  [0xc02b, 'ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
  [0xc02c, 'ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'],
  [0xc02d, 'ECDH_ECDSA_WITH_AES_128_GCM_SHA256'],
  [0xc02e, 'ECDH_ECDSA_WITH_AES_256_GCM_SHA384'],
  [0xc02f, 'ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
  [0xc030, 'ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
  [0xc031, 'ECDH_RSA_WITH_AES_128_GCM_SHA256'],
  [0xc032, 'ECDH_RSA_WITH_AES_256_GCM_SHA384'],
  [0xc050, 'RSA_WITH_ARIA_128_GCM_SHA256'],
  [0xc051, 'RSA_WITH_ARIA_256_GCM_SHA384'],
  [0xc052, 'DHE_RSA_WITH_ARIA_128_GCM_SHA256'],
  [0xc053, 'DHE_RSA_WITH_ARIA_256_GCM_SHA384'],
  [0xc056, 'DHE_DSS_WITH_ARIA_128_GCM_SHA256'],
  [0xc057, 'DHE_DSS_WITH_ARIA_256_GCM_SHA384'],
  [0xc05c, 'ECDHE_ECDSA_WITH_ARIA_128_GCM_SHA256'],
  [0xc05d, 'ECDHE_ECDSA_WITH_ARIA_256_GCM_SHA384'],
  [0xc060, 'ECDHE_RSA_WITH_ARIA_128_GCM_SHA256'],
  [0xc061, 'ECDHE_RSA_WITH_ARIA_256_GCM_SHA384'],
  [0xc072, 'ECDHE_ECDSA_WITH_CAMELLIA_128_CBC_SHA256'],
  [0xc073, 'ECDHE_ECDSA_WITH_CAMELLIA_256_CBC_SHA384'],
  [0xc076, 'ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256'],
  [0xc077, 'ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384'],
  [0xc09c, 'RSA_WITH_AES_128_CCM'],
  [0xc09d, 'RSA_WITH_AES_256_CCM'],
  [0xc09e, 'DHE_RSA_WITH_AES_128_CCM'],
  [0xc09f, 'DHE_RSA_WITH_AES_256_CCM'],
  [0xc0a0, 'RSA_WITH_AES_128_CCM_8'],
  [0xc0a1, 'RSA_WITH_AES_256_CCM_8'],
  [0xc0a2, 'DHE_RSA_WITH_AES_128_CCM_8'],
  [0xc0a3, 'DHE_RSA_WITH_AES_256_CCM_8'],
  [0xc0ac, 'ECDHE_ECDSA_WITH_AES_128_CCM'],
  [0xc0ad, 'ECDHE_ECDSA_WITH_AES_256_CCM'],
  [0xc0ae, 'ECDHE_ECDSA_WITH_AES_128_CCM_8'],
  [0xc0af, 'ECDHE_ECDSA_WITH_AES_256_CCM_8'],
  [0xcca8, 'ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
  [0xcca9, 'ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'],
  [0xccaa, 'DHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
];

/** Every suite, in the order of code points. */
export const tls12CipherSuites: readonly Tls12CipherSuite[] = ROWS.map(suite);

const BY_CODE_POINT = new Map(tls12CipherSuites.map((each) => [each.codePoint, each]));

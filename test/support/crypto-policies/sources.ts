import type { PolicyFlavour } from './lists.ts';

/** The policy sources below /usr/share/crypto-policies/policies, by path relative to it; abridged comments, real directives. */
export function policySources(flavour: PolicyFlavour): Readonly<Record<string, string>> {
  const modern = flavour !== 'rhel9';
  const groups = modern ? 'MLKEM768-X25519 P256-MLKEM768 P384-MLKEM1024 MLKEM1024-X448 \\\n        ' : '';
  const signs = modern ? 'MLDSA44 MLDSA65 MLDSA87 \\\n       ' : '';
  const kem = modern ? 'KEM-ECDH ' : '';
  const rsa = flavour === 'rhel10' ? '' : 'RSA ';
  const rsaPsk = flavour === 'rhel10' ? '' : ' RSA-PSK';
  return {
    'DEFAULT.pol': defaultPolicy({ groups, signs, kem, rsa, rsaPsk }),
    'FIPS.pol': fipsPolicy({ modern, signs, kem }),
    'LEGACY.pol': legacyPolicy({ groups, signs, kem }),
    'FUTURE.pol': futurePolicy({ groups, signs, kem }),
    'modules/OSPP.pmod': OSPP,
    'modules/NO-SHA1.pmod': 'hash = -SHA1\nsign = -*-SHA1\nsha1_in_certs = 0\n',
    ...(modern ? { 'modules/NO-PQ.pmod': NO_PQ } : { 'modules/PQ.pmod': PQ }),
  };
}

interface Parts {
  readonly groups: string;
  readonly signs: string;
  readonly kem: string;
}

function defaultPolicy({
  groups,
  signs,
  kem,
  rsa,
  rsaPsk,
}: Parts & { readonly rsa: string; readonly rsaPsk: string }): string {
  return `# A reasonable default: 112-bit security, with the exception of SHA-1 in DNSSEC.

mac = AEAD HMAC-SHA2-256 HMAC-SHA1 UMAC-128 HMAC-SHA2-384 HMAC-SHA2-512
mac@Kerberos = HMAC-SHA2-384 HMAC-SHA2-256 AEAD UMAC-128 HMAC-SHA2-512 HMAC-SHA1

group = ${groups}X25519 SECP256R1 X448 SECP521R1 SECP384R1 \\
        FFDHE-2048 FFDHE-3072 FFDHE-4096 FFDHE-6144 FFDHE-8192

hash = SHA2-256 SHA2-384 SHA2-512 SHA3-256 SHA3-384 SHA3-512 SHA2-224 SHA3-224 \\
       SHAKE-256
hash@DNSSec = SHA1+  # still common in DNSSEC

sign = ${signs}${SIGN}
sign@DNSSec = RSA-SHA1+ ECDSA-SHA1+

cipher = AES-256-GCM AES-256-CCM CHACHA20-POLY1305 CAMELLIA-256-GCM \\
    AES-256-CTR AES-256-CBC CAMELLIA-256-CBC AES-128-GCM AES-128-CCM \\
    CAMELLIA-128-GCM AES-128-CTR AES-128-CBC CAMELLIA-128-CBC
cipher@TLS = AES-256-GCM AES-256-CCM CHACHA20-POLY1305 AES-256-CBC \\
    AES-128-GCM AES-128-CCM AES-128-CBC
cipher@sequoia = AES-256-CFB AES-128-CFB CAMELLIA-256-CFB CAMELLIA-128-CFB
cipher@RPM = AES-256-CFB AES-128-CFB CAMELLIA-256-CFB CAMELLIA-128-CFB
cipher@SSH = -*-CBC

key_exchange = ${kem}ECDHE ${rsa}DHE DHE-RSA PSK DHE-PSK ECDHE-PSK${rsaPsk} ECDHE-GSS DHE-GSS

protocol@TLS = TLS1.3 TLS1.2 DTLS1.2
protocol@IKE = IKEv2

${sizes(2048)}
__openssl_block_sha1_signatures = 1
`;
}

function fipsPolicy({
  modern,
  signs,
  kem,
}: {
  readonly modern: boolean;
  readonly signs: string;
  readonly kem: string;
}): string {
  const hybrids = modern ? 'MLKEM768-X25519 P256-MLKEM768 P384-MLKEM1024 \\\n        ' : '';
  const exceptions = modern
    ? 'group@openssl = +P256-MLKEM768\ngroup@openssh = -MLKEM768-X25519\ngroup@{sequoia,rpm} = -MLKEM768-X25519\n'
    : '';
  return `# Only approved or allowed algorithms; by itself this is not FIPS compliance.

mac = AEAD HMAC-SHA2-256 HMAC-SHA1 HMAC-SHA2-384 HMAC-SHA2-512
mac@Kerberos = HMAC-SHA2-384 HMAC-SHA2-256 AEAD HMAC-SHA2-512 HMAC-SHA1

group = ${hybrids}SECP256R1 SECP521R1 SECP384R1 \\
        FFDHE-2048 FFDHE-3072 FFDHE-4096 FFDHE-6144 FFDHE-8192
${exceptions}
hash = SHA2-256 SHA2-384 SHA2-512 SHA2-224 SHA3-256 SHA3-384 SHA3-512 SHAKE-256

sign = ${signs}${SIGN_FIPS}

cipher = AES-256-GCM AES-256-CCM AES-256-CTR AES-256-CBC \\
         AES-128-GCM AES-128-CCM AES-128-CTR AES-128-CBC
cipher@TLS = AES-256-GCM AES-256-CCM AES-256-CBC AES-128-GCM AES-128-CCM AES-128-CBC
cipher@sequoia = AES-256-CFB AES-128-CFB
cipher@RPM = AES-256-CFB AES-128-CFB
cipher@SSH = -*-CBC

key_exchange = ${kem}ECDHE DHE DHE-RSA PSK DHE-PSK ECDHE-PSK

protocol@TLS = TLS1.3 TLS1.2 DTLS1.2
protocol@IKE = IKEv2

${sizes(2048)}
__ems = ENFORCE
`;
}

function legacyPolicy({ groups, signs, kem }: Parts): string {
  return `# Maximum compatibility: at least 64-bit security, 3DES but no RC4.

mac = AEAD HMAC-SHA2-256 HMAC-SHA1 UMAC-128 HMAC-SHA2-384 HMAC-SHA2-512
group = ${groups}X25519 SECP256R1 X448 SECP521R1 SECP384R1 \\
        FFDHE-2048 FFDHE-3072 FFDHE-4096 FFDHE-6144 FFDHE-8192 FFDHE-1536
group@SSH = FFDHE-1024+
hash = SHA2-256 SHA2-384 SHA2-512 SHA3-256 SHA3-384 SHA3-512 SHA2-224 SHA3-224 SHAKE-256 SHAKE-128 SHA1
sign = ${signs}${SIGN} DSA-SHA2-256 ECDSA-SHA1 RSA-PSS-SHA1 RSA-SHA1 DSA-SHA1
cipher = AES-256-GCM AES-256-CCM CHACHA20-POLY1305 AES-256-CTR AES-256-CBC AES-128-GCM AES-128-CCM AES-128-CTR \\
    AES-128-CBC 3DES-CBC
cipher@TLS = AES-256-GCM AES-256-CCM CHACHA20-POLY1305 AES-256-CBC AES-128-GCM AES-128-CCM AES-128-CBC 3DES-CBC
key_exchange = ${kem}ECDHE RSA DHE DHE-RSA DHE-DSS PSK DHE-PSK ECDHE-PSK RSA-PSK ECDHE-GSS DHE-GSS
protocol@TLS = TLS1.3 TLS1.2 TLS1.1 TLS1.0 DTLS1.2 DTLS1.0
protocol@IKE = IKEv2

${sizes(1024).replace('sha1_in_certs = 0', 'sha1_in_certs = 1')}
__openssl_block_sha1_signatures = 0
`;
}

function futurePolicy({ groups, signs, kem }: Parts): string {
  return `# A conservative level: at least 128-bit security.

mac = AEAD HMAC-SHA2-256 UMAC-128 HMAC-SHA2-384 HMAC-SHA2-512
group = ${groups}X25519 SECP256R1 X448 SECP521R1 SECP384R1 FFDHE-3072 FFDHE-4096 FFDHE-6144 FFDHE-8192
hash = SHA2-256 SHA2-384 SHA2-512 SHA3-256 SHA3-384 SHA3-512 SHAKE-256
sign = ${signs}${SIGN}
sign = -*-SHA2-224 -*-SHA3-224
cipher = AES-256-GCM AES-256-CCM CHACHA20-POLY1305 CAMELLIA-256-GCM AES-256-CTR AES-256-CBC CAMELLIA-256-CBC
cipher@TLS = AES-256-GCM AES-256-CCM CHACHA20-POLY1305
cipher@SSH = -*-CBC
key_exchange = ${kem}ECDHE DHE DHE-RSA PSK DHE-PSK ECDHE-PSK ECDHE-GSS DHE-GSS
protocol@TLS = TLS1.3 TLS1.2 DTLS1.2
protocol@IKE = IKEv2

${sizes(3072)}
__openssl_block_sha1_signatures = 1
`;
}

function sizes(bits: number): string {
  return `min_dh_size = ${bits}
min_dsa_size = ${bits}
min_rsa_size = ${bits}

sha1_in_certs = 0

arbitrary_dh_groups = 1
ssh_certs = 1
etm@SSH = ANY`;
}

const SIGN_TAIL = `RSA-PSS-SHA3-256 RSA-PSS-SHA2-256 RSA-PSS-SHA3-384 RSA-PSS-SHA2-384 RSA-PSS-SHA3-512 RSA-PSS-SHA2-512 \\
       RSA-PSS-RSAE-SHA3-256 RSA-PSS-RSAE-SHA2-256 RSA-PSS-RSAE-SHA3-384 RSA-PSS-RSAE-SHA2-384 \\
       RSA-PSS-RSAE-SHA3-512 RSA-PSS-RSAE-SHA2-512 \\
       RSA-SHA3-256 RSA-SHA2-256 RSA-SHA3-384 RSA-SHA2-384 RSA-SHA3-512 RSA-SHA2-512 \\
       ECDSA-SHA2-224 RSA-PSS-SHA2-224 RSA-SHA2-224`;
const SIGN_FIPS = `ECDSA-SHA3-256 ECDSA-SHA2-256 ECDSA-SHA3-384 ECDSA-SHA2-384 ECDSA-SHA3-512 ECDSA-SHA2-512 \\
       ${SIGN_TAIL}`;
const SIGN = `ECDSA-SHA3-256 ECDSA-SHA2-256 ECDSA-SHA2-256-FIDO \\
       ECDSA-SHA3-384 ECDSA-SHA2-384 ECDSA-SHA3-512 ECDSA-SHA2-512 \\
       EDDSA-ED25519 EDDSA-ED25519-FIDO EDDSA-ED448 \\
       ${SIGN_TAIL} ECDSA-SHA3-224 RSA-PSS-SHA3-224 RSA-SHA3-224`;

const NO_PQ = `# Takes out everything post-quantum.
# %suppress_experimental_value_warnings=true
group = -*MLKEM*
sign = -*SPHINCS* -*FALCON* -*MLDSA*
key_exchange = -SNTRUP -KEM-ECDH
# %suppress_experimental_value_warnings=false
`;

const PQ = `# Opts in to the hybrid groups and ML-DSA.
group = +P384-MLKEM1024 +P256-MLKEM768 +MLKEM768-X25519
sign = +MLDSA87 +MLDSA65 +MLDSA44
key_exchange = +KEM-ECDH
`;

const OSPP = `# Narrows FIPS for the Common Criteria OSPP profile.
mac = -HMAC-SHA1
group = -SECP256R1 -FFDHE-2048 -*MLKEM*
hash = -SHA2-224 -SHA3-*
sign = -*-SHA2-224 -ECDSA-SHA2-256 -*MLDSA*
cipher = -AES-*-CCM -AES-128-*
cipher@!{ssh,tls} = -AES-*-CTR
key_exchange = -KEM-ECDH
ssh_certs = 0
ssh_etm = 0
protocol@TLS = -TLS1.3
min_dh_size = 3072
min_rsa_size = 3072
arbitrary_dh_groups = 0
`;

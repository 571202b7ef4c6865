import type { Subject } from '../../src/facts/fact.ts';
import type { CertificateSummary, NamedCodePoint, TlsPostQuantumPosture } from '../../src/facts/tls-endpoint-values.ts';
import type { FactValues } from '../../src/facts/values.ts';

type EndpointKind = Extract<keyof FactValues, `tls.endpoint.${string}` | 'ssh.endpoint'>;

/** Code points by name alone: rules look at names. */
export function named(...names: readonly string[]): readonly NamedCodePoint[] {
  return names.map((name, index) => ({ name, codepoint: index }));
}

/** A post-quantum posture that has nothing against it. */
export function posture(some: Partial<TlsPostQuantumPosture> = {}): TlsPostQuantumPosture {
  return { supported: 'yes', preference: 'always', enforced: 'no', possibleCauses: [], ...some };
}

/** An end entity's certificate. */
export function shown(some: Partial<CertificateSummary> = {}): CertificateSummary {
  return {
    sha256: 'ab'.repeat(32),
    subject: 'CN=example.org',
    issuer: 'CN=Example CA',
    serial: '01',
    keyAlgorithm: 'EC secp256r1',
    keyBits: 256,
    signatureAlgorithm: 'ecdsa-with-SHA256',
    notBefore: '2026-10-01T00:00:00Z',
    notAfter: '2026-12-30T00:00:00Z',
    subjectAltNames: ['example.org'],
    problem: null,
    der: null,
    ...some,
  };
}

/** Endpoints that everything is known of: TLS 1.3 alone, and OpenSSH 10. */
export const plainEndpoints: {
  readonly [K in EndpointKind]: { readonly subject: Subject; readonly value: FactValues[K] };
} = {
  'tls.endpoint.reached': { subject: 'TLS endpoint', value: { startTls: null, addresses: 1, oddities: [] } },
  'tls.endpoint.versions': {
    subject: 'TLS endpoint',
    value: { supported: ['TLSv1.3'], notSupported: ['TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3'], unknown: [] },
  },
  'tls.endpoint.groups': {
    subject: 'TLS endpoint',
    value: {
      supported: named('X25519MLKEM768', 'x25519', 'secp256r1'),
      complete: true,
      preferred: 'X25519MLKEM768',
      serverPreference: true,
      postQuantum: posture(),
    },
  },
  'tls.endpoint.ciphers': {
    subject: 'TLS endpoint',
    value: {
      byVersion: [
        {
          version: 'TLSv1.3',
          suites: named('TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256'),
          preferred: 'TLS_AES_256_GCM_SHA384',
          serverPreference: true,
          complete: true,
        },
      ],
    },
  },
  'tls.endpoint.tls12': {
    subject: 'TLS endpoint',
    value: {
      version: 'TLSv1.2',
      groups: named('x25519', 'secp256r1'),
      groupsComplete: true,
      signatureSchemes: named('ecdsa_secp256r1_sha256'),
      signatureSchemesComplete: true,
      extendedMasterSecret: true,
      secureRenegotiation: true,
      compression: false,
      dhPrimeBits: null,
      staticRsa: 'no',
      downgradeSentinel: 'present',
    },
  },
  'tls.endpoint.certificate': {
    subject: 'TLS endpoint',
    value: {
      chain: [
        shown(),
        shown({ subject: 'CN=Example CA', issuer: 'CN=Example Root', keyAlgorithm: 'RSA', keyBits: 4096 }),
      ],
      schemes: ['ecdsa_secp256r1_sha256'],
      versions: ['TLSv1.3'],
      signature: 'valid',
      signatureProblem: null,
      clientCertificate: 'not-requested',
    },
  },
  'tls.endpoint.signature-schemes': {
    subject: 'TLS endpoint',
    value: {
      supported: named('ecdsa_secp256r1_sha256'),
      used: 'ecdsa_secp256r1_sha256',
      complete: true,
      notVerified: [],
    },
  },
  'tls.endpoint.tolerance': {
    subject: 'TLS endpoint',
    value: { largeClientHello: 'yes', splitClientHello: 'yes' },
  },
  'ssh.endpoint': {
    subject: 'SSH endpoint',
    value: {
      identification: 'SSH-2.0-OpenSSH_10.0p2 Debian-7',
      software: 'OpenSSH_10.0p2',
      speaksVersion1: false,
      kex: ['mlkem768x25519-sha256', 'ecdh-sha2-nistp256'],
      hostKeys: ['rsa-sha2-512', 'ecdsa-sha2-nistp256'],
      ciphers: ['aes256-gcm@openssh.com'],
      macs: ['hmac-sha2-256'],
      compression: ['none'],
      strictKex: true,
      extensionInfo: true,
      keys: [
        {
          type: 'ssh-rsa',
          bits: 3072,
          curve: null,
          certificate: false,
          sha256: 'cd'.repeat(32),
          algorithm: 'rsa-sha2-512',
          kex: 'mlkem768x25519-sha256',
          signature: 'valid',
          signatureProblem: null,
        },
      ],
      oddities: [],
    },
  },
};

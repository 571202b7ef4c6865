import { expect, it } from 'vitest';
import { type Fact, fact } from '../../src/facts/fact.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { evidence } from '../../src/facts/quote.ts';
import { cyclonedx, cyclonedx16 } from '../../src/report/cyclonedx.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { named, posture, shown } from '../support/endpoint-facts.ts';
import { formatChecks } from '../support/format-checks.ts';
import { smallHost, written } from '../support/report.ts';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly purl?: string;
  readonly cryptoProperties?: Readonly<Record<string, unknown>>;
  readonly evidence?: { readonly occurrences: readonly unknown[] };
}

const SHA256 = 'ab'.repeat(32);
const WIRE = { in: 'wire', endpoint: 'example.test:443', message: 'ServerHello' } as const;
const seen = evidence(WIRE, 'seen');

it('names hybrids as combiners of their parts, with where they were seen', () => {
  const bill = billOf([smallHost()]);
  expect(componentOf(bill, 'algorithm/X25519MLKEM768')).toMatchInlineSnapshot(`
    {
      "bom-ref": "algorithm/X25519MLKEM768",
      "cryptoProperties": {
        "algorithmProperties": {
          "executionEnvironment": "software-plain-ram",
          "primitive": "combiner",
        },
        "assetType": "algorithm",
      },
      "evidence": {
        "occurrences": [
          {
            "additionalContext": "web-1: MinProtocol = TLSv1.2",
            "line": 61,
            "location": "/etc/ssl/openssl.cnf",
          },
        ],
      },
      "name": "X25519MLKEM768",
      "type": "cryptographic-asset",
    }
  `);
  expect(bill.dependencies.find(({ ref }) => ref === 'algorithm/X25519MLKEM768')?.dependsOn).toEqual([
    'algorithm/ECDH X25519',
    'algorithm/ML-KEM-768',
  ]);
  expect(componentOf(bill, 'algorithm/ML-KEM-768')?.cryptoProperties).toMatchInlineSnapshot(`
    {
      "algorithmProperties": {
        "algorithmFamily": "ML-KEM",
        "classicalSecurityLevel": 192,
        "executionEnvironment": "software-plain-ram",
        "nistQuantumSecurityLevel": 3,
        "parameterSetIdentifier": "768",
        "primitive": "kem",
      },
      "assetType": "algorithm",
      "oid": "2.16.840.1.101.3.4.4.2",
    }
  `);
});

it('describes what an endpoint negotiates and the certificate that it shows', async () => {
  const text = written(cyclonedx, [endpoint()]);
  const bill = JSON.parse(text) as Bill;
  expect(componentOf(bill, `target-1/certificate/${SHA256}`)).toMatchInlineSnapshot(`
    {
      "bom-ref": "target-1/certificate/abababababababababababababababababababababababababababababababab",
      "cryptoProperties": {
        "assetType": "certificate",
        "certificateProperties": {
          "certificateFormat": "X.509",
          "fingerprint": {
            "alg": "SHA-256",
            "content": "abababababababababababababababababababababababababababababababab",
          },
          "issuerName": "CN=Test CA",
          "notValidAfter": "2026-12-30T00:00:00Z",
          "notValidBefore": "2026-10-01T00:00:00Z",
          "relatedCryptographicAssets": [
            {
              "ref": "algorithm/ML-DSA-65",
              "type": "algorithm",
            },
            {
              "ref": "target-1/key/key-abababababababababababababababababababababababababababababababab",
              "type": "publicKey",
            },
          ],
          "serialNumber": "01",
          "subjectName": "CN=example.test",
        },
      },
      "evidence": {
        "occurrences": [
          {
            "additionalContext": "tls:example.test: seen",
            "location": "example.test:443 ServerHello",
          },
        ],
      },
      "name": "CN=example.test",
      "type": "cryptographic-asset",
    }
  `);
  expect(componentOf(bill, `target-1/key/key-${SHA256}`)?.cryptoProperties).toMatchInlineSnapshot(`
    {
      "assetType": "related-crypto-material",
      "relatedCryptoMaterialProperties": {
        "id": "key-abababababababababababababababababababababababababababababababab",
        "relatedCryptographicAssets": [
          {
            "ref": "algorithm/ML-DSA-65",
            "type": "algorithm",
          },
        ],
        "type": "public-key",
      },
    }
  `);
  const tls = bill.components.filter((each) => each['bom-ref'].startsWith('target-1/protocol/'));
  expect(tls.map(({ cryptoProperties }) => cryptoProperties)).toMatchInlineSnapshot(`
    [
      {
        "assetType": "protocol",
        "protocolProperties": {
          "cipherSuites": [
            {
              "algorithms": [
                "algorithm/ECDH X25519",
                "algorithm/X25519MLKEM768",
              ],
              "tlsGroups": [
                "X25519MLKEM768",
                "x25519",
              ],
            },
          ],
          "type": "tls",
          "version": "TLSv1.3",
        },
      },
      {
        "assetType": "protocol",
        "protocolProperties": {
          "cipherSuites": [
            {
              "algorithms": [
                "algorithm/AES-256-GCM",
                "algorithm/SHA-384",
              ],
              "name": "TLS_AES_256_GCM_SHA384",
            },
          ],
          "type": "tls",
          "version": "TLSv1.3",
        },
      },
    ]
  `);
  expect(await formatChecks['cyclonedx']?.(text)).toEqual([]);
});

it('says in 1.6 what 1.6 has words for, and nothing else', async () => {
  const text = written(cyclonedx16, [endpoint()]);
  for (const word of [
    'algorithmFamily',
    'tlsGroups',
    'tlsSignatureSchemes',
    'ellipticCurve',
    'relatedCryptographicAssets',
  ])
    expect(text).not.toContain(word);
  const certificate = componentOf(JSON.parse(text), `target-1/certificate/${SHA256}`);
  expect(certificate?.cryptoProperties?.['certificateProperties']).toMatchObject({
    signatureAlgorithmRef: 'algorithm/ML-DSA-65',
    subjectPublicKeyRef: `target-1/key/key-${SHA256}`,
  });
  expect(await formatChecks['cyclonedx@1.6']?.(text)).toEqual([]);
});

it('shows a module with its certificate, or with the reason why it has none', () => {
  const [module] = billOf([smallHost()]).components.filter((each) => each['bom-ref'].startsWith('target-1/module/'));
  expect(module).toMatchInlineSnapshot(`
    {
      "bom-ref": "target-1/module/0490f371540e168e",
      "description": "Cryptographic module; a certificate names an exact build and nothing else",
      "evidence": {
        "occurrences": [
          {
            "additionalContext": "web-1: OpenSSL FIPS Provider 3.5.7",
            "location": "/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so",
          },
        ],
      },
      "name": "OpenSSL FIPS Provider",
      "properties": [
        {
          "name": "pqready:integrity",
          "value": "unknown",
        },
        {
          "name": "pqready:selected.kernel-flag-off",
          "value": "no",
        },
        {
          "name": "pqready:selected.kernel-flag-on",
          "value": "no",
        },
        {
          "name": "pqready:certificate-absence",
          "value": "no certificate names this build",
        },
      ],
      "type": "library",
      "version": "3.5.7",
    }
  `);
});

it('shows an algorithm of SSH where its own list was seen, not at the lines of the others', () => {
  const at = (line: number) => ({ in: 'file', path: targetPath('/etc/ssh/sshd_config'), line }) as const;
  const server = fact(
    'ssh.configured',
    'OpenSSH server',
    {
      kex: ['mlkem768x25519-sha256'],
      hostKeys: ['ssh-ed25519'],
      ciphers: ['aes256-ctr'],
      macs: ['hmac-sha2-512'],
      publicKeyAlgorithms: ['ssh-ed25519'],
      requiredRsaSize: null,
      origin: {},
    },
    evidence(at(3), 'Ciphers aes256-ctr'),
    evidence(at(4), 'kexalgorithms=mlkem768x25519-sha256'),
    evidence(at(5), 'MACs hmac-sha2-512'),
    evidence({ in: 'file', path: targetPath('/usr/sbin/sshd') }, 'OpenSSH_10.0p1'),
  );
  const bill = billOf([{ ...smallHost(), facts: [server] }]);
  const places = (ref: string) =>
    componentOf(bill, ref)?.evidence?.occurrences.map((each) => JSON.stringify(each).match(/"line":(\d+)/)?.[1] ?? '-');
  expect(places('algorithm/ML-KEM-768')).toEqual(['4', '-']);
  expect(places('algorithm/HMAC-SHA-512')).toEqual(['5', '-']);
  expect(places('algorithm/Ed25519')).toEqual(['-']);
});

it('gives packages their URL', () => {
  const value = {
    manager: 'rpm',
    name: 'openssl-libs',
    version: '1:3.5.4-3.azl4',
    arch: 'x86_64',
    vendor: null,
  } as const;
  const each = fact('package.installed', 'openssl-libs', { ...value, source: null, signatures: [] }, seen);
  const { components } = billOf([{ ...smallHost(), facts: [...smallHost().facts, each] }]);
  expect(components.map(({ purl }) => purl).filter((purl) => purl !== undefined)).toEqual([
    'pkg:rpm/debian/openssl-libs@3.5.4-3.azl4?arch=x86_64&epoch=1',
  ]);
});

it('shows that a private key lies in a file, and nothing of it', () => {
  const path = targetPath('/etc/ssl/private/web.pem');
  const keys = [{ algorithm: 'RSA', bits: 2048, count: 1 }];
  const value = { path, what: 'private-key', form: 'PEM', files: 1, keys, expires: null } as const;
  const each = fact('key.stored', 'stored keys', value, evidence({ in: 'file', path }, 'a private key'));
  const { components } = billOf([{ ...smallHost(), facts: [each] }]);
  expect(components.find((one) => one['bom-ref'].startsWith('target-1/stored-key/'))).toMatchInlineSnapshot(`
    {
      "bom-ref": "target-1/stored-key/bfb224391ea396ed/1",
      "cryptoProperties": {
        "assetType": "related-crypto-material",
        "relatedCryptoMaterialProperties": {
          "format": "PEM",
          "relatedCryptographicAssets": [
            {
              "ref": "algorithm/RSA",
              "type": "algorithm",
            },
          ],
          "size": 2048,
          "type": "private-key",
        },
      },
      "evidence": {
        "occurrences": [
          {
            "additionalContext": "web-1: a private key",
            "location": "/etc/ssl/private/web.pem",
          },
        ],
      },
      "name": "private-key /etc/ssl/private/web.pem",
      "type": "cryptographic-asset",
    }
  `);
});

it('claims what was decided, and puts what was not at a confidence of nothing', () => {
  const bill = billOf([smallHost()]);
  expect(bill.declarations.attestations[0]?.map).toMatchInlineSnapshot(`
    [
      {
        "confidence": {
          "rationale": "source: H",
          "score": 1,
        },
        "conformance": {
          "rationale": "kernel: the running kernel is not in FIPS mode",
          "score": 0,
        },
        "counterClaims": [
          "claim/target-1/house/2eced4c46bf60af723807c37ae4313cb",
        ],
        "requirement": "requirement/house/kernel-flag-on",
      },
      {
        "confidence": {
          "rationale": "not seen",
          "score": 0,
        },
        "conformance": {
          "rationale": "boot entries: /boot/loader: permission denied",
          "score": 0,
        },
        "requirement": "requirement/house/boot",
      },
      {
        "claims": [
          "claim/target-1/house/856c41b99ba381cf166fe8fab7e58b4d",
        ],
        "confidence": {
          "rationale": "source: M",
          "score": 0.6,
        },
        "conformance": {
          "rationale": "OpenSSL system default: The kernel runs in FIPS mode",
          "score": 1,
        },
        "requirement": "requirement/house/ml-kem",
      },
    ]
  `);
  expect(bill.declarations.claims).toHaveLength(2);
  expect(bill.compositions).toEqual([{ aggregate: 'incomplete', assemblies: ['target-1/'] }]);
});

it('is the same bill for the same facts, whenever they were looked at', () => {
  expect(written(cyclonedx, [smallHost()])).toBe(written(cyclonedx, [smallHost()]));
  expect(billOf([smallHost()]).serialNumber).not.toBe(billOf([{ ...smallHost(), name: 'web-2' }]).serialNumber);
});

interface Bill {
  readonly serialNumber: string;
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly compositions: readonly unknown[];
  readonly declarations: {
    readonly claims: readonly unknown[];
    readonly attestations: readonly { readonly map: readonly unknown[] }[];
  };
}

function billOf(targets: readonly TargetReport[]): Bill {
  return JSON.parse(written(cyclonedx, targets));
}

function componentOf({ components }: Bill, ref: string): Component | undefined {
  return components.find((each) => each['bom-ref'] === ref);
}

function endpoint(): TargetReport {
  const groups = { supported: named('X25519MLKEM768', 'x25519'), complete: true, preferred: 'X25519MLKEM768' };
  const certificate = shown({
    sha256: SHA256,
    subject: 'CN=example.test',
    issuer: 'CN=Test CA',
    serial: '01',
    keyAlgorithm: 'ML-DSA-65',
    keyBits: null,
    signatureAlgorithm: 'ML-DSA-65',
  });
  const facts: readonly Fact[] = [
    fact('tls.endpoint.groups', 'TLS endpoint', { ...groups, serverPreference: true, postQuantum: posture() }, seen),
    fact(
      'tls.endpoint.ciphers',
      'TLS endpoint',
      {
        byVersion: [
          {
            version: 'TLSv1.3',
            suites: named('TLS_AES_256_GCM_SHA384'),
            preferred: null,
            serverPreference: null,
            complete: true,
          },
        ],
      },
      seen,
    ),
    fact(
      'tls.endpoint.certificate',
      'TLS endpoint',
      {
        chain: [certificate],
        schemes: ['mldsa65'],
        versions: ['TLSv1.3'],
        signature: 'valid',
        signatureProblem: null,
        clientCertificate: 'not-requested',
      },
      seen,
    ),
  ];
  const base = smallHost();
  return { ...base, kind: 'endpoint', name: 'tls:example.test', facts, assessments: [] };
}

import { expect, it, onTestFinished } from 'vitest';
import { makeCertificate } from '../support/certificate.ts';
import { pqready } from '../support/command-line.ts';
import { listenTls } from '../support/endpoint.ts';

interface Report {
  readonly targets: readonly {
    readonly assessments: readonly {
      readonly findings: readonly {
        readonly requirement: string;
        readonly weight: string;
        readonly shortfall?: string;
        readonly notes?: readonly string[];
      }[];
    }[];
  }[];
}

it('reports of each group, suite and scheme how it stands, and that this is no validation', async () => {
  const server = await listenTls({
    ...makeCertificate({ key: 'ec', name: 'approval.test' }),
    minVersion: 'TLSv1.3',
    ecdhCurve: 'X25519MLKEM768:X25519:P-256',
    sigalgs: 'ecdsa_secp256r1_sha256',
  });
  onTestFinished(() => server.stop());
  const target = `tls:127.0.0.1:${server.port}`;
  const { stdout } = await pqready(
    'scan',
    target,
    '--profile',
    'fips-140-3',
    '--as-of',
    '2026-11-22',
    '--output',
    'json',
  );
  const [report] = (JSON.parse(stdout) as Report).targets;
  const told = (report?.assessments ?? []).flatMap(({ findings }) =>
    findings
      .filter(({ requirement }) =>
        /^endpoint\.tls\.(groups|cipher-suites|suites|ciphers|signature-schemes)$/.test(requirement),
      )
      .map(
        ({ requirement, weight, shortfall = '', notes = [] }) =>
          `${weight} ${requirement} | ${[shortfall, ...notes].join(' | ')}`,
      ),
  );
  expect(told).toMatchInlineSnapshot(`
    [
      "fail endpoint.tls.groups | groups that are not approved: x25519 | approved: secp256r1; conditional: X25519MLKEM768; not approved: x25519 | approval of algorithms, not validation: an endpoint cannot show which module did this | re-check (confidence M): FIPS 140-3 Implementation Guidance D.S, additional comment 8.a (X25519 is not approved alone, its combination with ML-KEM is allowed), last verified 2026-10-05",
      "fail endpoint.tls.suites | suites that are not approved: TLS_CHACHA20_POLY1305_SHA256 | approved: TLS_AES_256_GCM_SHA384, TLS_AES_128_GCM_SHA256; not approved: TLS_CHACHA20_POLY1305_SHA256 | approval of algorithms, not validation: an endpoint cannot show which module did this",
      "pass endpoint.tls.signature-schemes |  | approved: ecdsa_secp256r1_sha256 | approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
}, 60_000);

import type { TlsOptions } from 'node:tls';
import { expect, it } from 'vitest';
import { makeCertificate } from '../../support/certificate.ts';
import { harvestWire, listenTls, valuesOf, wireOf } from '../../support/endpoint.ts';

const rsa = makeCertificate({ key: 'rsa', name: 'rsa.test' });
const ec = makeCertificate({ key: 'ec', name: 'ec.test' });
const mlDsa = makeCertificate({ key: 'ml-dsa-65', name: 'ml-dsa.test' });
const both = { key: [ec.key, rsa.key], cert: [ec.cert, rsa.cert] };
const three = { key: [mlDsa.key, ...both.key], cert: [mlDsa.cert, ...both.cert] };
const dhe = { dhparam: 'auto' } as const;
const ciphers = [
  'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384',
].join(':');

interface Kind {
  readonly server: string;
  readonly options: TlsOptions;
  readonly most: number;
}

/**
 * Each supported group of TLS 1.3 and each suite of TLS 1.2 has to be named in an answer of its own, each end of a list in a
 * refusal, and a connection has one answer: so the number follows from what a server has. 45 is the promise for servers with
 * one certificate and for those with a short list of suites; what lies above are servers with more than 30 suites of TLS 1.2.
 * Two of them are for lists that were asked about in halves, because connections stood idle.
 */
it.each<Kind>([
  { server: 'TLS 1.3 alone', options: { ...ec, minVersion: 'TLSv1.3' }, most: 10 },
  { server: 'an ML-DSA certificate', options: { ...mlDsa, minVersion: 'TLSv1.3' }, most: 10 },
  {
    server: 'TLS 1.3 with no classical group',
    options: { ...ec, ecdhCurve: 'MLKEM768', minVersion: 'TLSv1.3' },
    most: 14,
  },
  { server: 'OpenSSL 3.5 as it comes, ECDSA', options: ec, most: 25 },
  { server: 'OpenSSL 3.5 as it comes, RSA', options: rsa, most: 34 },
  {
    server: 'two certificates, the suites that Mozilla calls intermediate',
    options: { ...both, ...dhe, ciphers },
    most: 34,
  },
  { server: 'TLS 1.2 alone, RSA', options: { ...rsa, maxVersion: 'TLSv1.2' }, most: 29 },
  { server: 'RSA with DHE: 30 suites', options: { ...rsa, ...dhe }, most: 45 },
  { server: 'two certificates: 30 suites', options: both, most: 52 },
  { server: 'three certificates: 30 suites', options: three, most: 52 },
  { server: 'two certificates with DHE: 41 suites', options: { ...both, ...dhe }, most: 63 },
])('asks everything of $server in $most connections', async ({ options, most }) => {
  const server = await listenTls(options);
  try {
    const wire = await wireOf(server.port);
    const harvest = await harvestWire(wire);
    expect(harvest.gaps).toEqual([]);
    expect(wire.connections()).toBeLessThanOrEqual(most);
    const [groups] = valuesOf(harvest, 'tls.endpoint.groups');
    const [ciphers] = valuesOf(harvest, 'tls.endpoint.ciphers');
    const schemes = valuesOf(harvest, 'tls.endpoint.signature-schemes');
    const complete = [groups, ...schemes, ...(ciphers?.byVersion ?? [])].map((list) => list?.complete ?? true);
    expect(complete).not.toContain(false);
    expect(valuesOf(harvest, 'tls.endpoint.tls12').map((told) => told.signatureSchemesComplete)).not.toContain(false);
    const [reached] = harvest.facts.filter(({ kind }) => kind === 'tls.endpoint.reached');
    expect(reached?.evidence[0].quote).toBe(`${wire.connections()} connections to 127.0.0.1`);
  } finally {
    await server.stop();
  }
});

it('finds the same schemes of two certificates, whatever order the suites are chosen in', async () => {
  const found = await Promise.all(
    [{ ...both, ...dhe, ciphers }, both].map(async (options) => {
      const server = await listenTls({ ...options, maxVersion: 'TLSv1.2' });
      const harvest = await harvestWire(await wireOf(server.port));
      await server.stop();
      const [told] = valuesOf(harvest, 'tls.endpoint.tls12');
      return told?.signatureSchemes.map(({ name }) => name).sort();
    }),
  );
  expect(found[0]).toEqual(found[1]);
  expect(found[0]).toEqual(
    [
      ...['256', '384', '512'].flatMap((bits) => [`rsa_pss_rsae_sha${bits}`, `rsa_pkcs1_sha${bits}`]),
      ...[
        'ecdsa_secp256r1_sha256',
        'ecdsa_secp384r1_sha384',
        'ecdsa_secp521r1_sha512',
        'ecdsa_sha224',
        'rsa_pkcs1_sha224',
      ],
    ].sort(),
  );
});

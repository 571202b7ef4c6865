import type { TlsOptions } from 'node:tls';
import { expect, it } from 'vitest';
import type { Harvest } from '../../src/facts/fact.ts';
import { makeCertificate } from '../support/certificate.ts';
import { harvestWire, listenTls, valuesOf, wireOf } from '../support/endpoint.ts';

const rsa = makeCertificate({ key: 'rsa', name: 'rsa.test' });
const ec = makeCertificate({ key: 'ec', name: 'ec.test' });

it('tells groups, suites, schemes and certificate of OpenSSL 3.5 as it comes', async () => {
  const { harvest } = await survey(rsa);
  expect(harvest.gaps).toEqual([]);
  expect(valuesOf(harvest, 'tls.endpoint.versions')).toEqual([
    { supported: ['TLSv1.3', 'TLSv1.2'], notSupported: ['TLSv1.1', 'TLSv1', 'SSLv3'], unknown: [] },
  ]);
  expect(valuesOf(harvest, 'tls.endpoint.tolerance')).toEqual([{ largeClientHello: 'yes', splitClientHello: 'yes' }]);
  const [groups] = valuesOf(harvest, 'tls.endpoint.groups');
  // Node names no groups of its own: the built-in list of OpenSSL 3.5.
  expect(namesOf(groups?.supported).sort()).toEqual(
    ['X25519MLKEM768', 'ffdhe2048', 'ffdhe3072', 'secp256r1', 'secp384r1', 'secp521r1', 'x25519', 'x448'].sort(),
  );
  expect(groups).toMatchObject({
    complete: true,
    preferred: 'X25519MLKEM768',
    serverPreference: true,
    postQuantum: { supported: 'yes', preference: 'always', enforced: 'no', possibleCauses: [] },
  });
  const [ciphers] = valuesOf(harvest, 'tls.endpoint.ciphers');
  expect(ciphers?.byVersion.map(({ version, complete }) => ({ version, complete }))).toEqual([
    { version: 'TLSv1.3', complete: true },
    { version: 'TLSv1.2', complete: true },
  ]);
  expect(namesOf(ciphers?.byVersion[0]?.suites).sort()).toEqual([
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
  ]);
  expect(valuesOf(harvest, 'tls.endpoint.tls12')).toMatchObject([
    {
      groupsComplete: true,
      signatureSchemesComplete: true,
      extendedMasterSecret: true,
      secureRenegotiation: true,
      compression: false,
      dhPrimeBits: null,
      staticRsa: 'yes',
      downgradeSentinel: 'present',
    },
  ]);
  expect(valuesOf(harvest, 'tls.endpoint.signature-schemes')).toEqual([
    {
      supported: [
        { name: 'rsa_pss_rsae_sha256', codepoint: 0x0804 },
        { name: 'rsa_pss_rsae_sha384', codepoint: 0x0805 },
        { name: 'rsa_pss_rsae_sha512', codepoint: 0x0806 },
      ],
      used: 'rsa_pss_rsae_sha256',
      complete: true,
      notVerified: [],
    },
  ]);
  expect(valuesOf(harvest, 'tls.endpoint.certificate')).toMatchObject([
    {
      chain: [
        {
          subject: 'CN=rsa.test',
          issuer: 'CN=rsa.test',
          serial: '2a',
          keyAlgorithm: 'RSA',
          keyBits: 2048,
          signatureAlgorithm: 'sha256WithRSAEncryption',
          notBefore: '2026-01-01T00:00:00Z',
          notAfter: '2036-01-01T00:00:00Z',
          subjectAltNames: ['rsa.test'],
          problem: null,
          der: null,
        },
      ],
      versions: ['TLSv1.3', 'TLSv1.2'],
      signature: 'valid',
      clientCertificate: 'not-requested',
    },
  ]);
});

it('calls a server enforced only where no classical way is left in any version', async () => {
  const only = { ...rsa, ecdhCurve: 'SecP384r1MLKEM1024:MLKEM768' };
  const closed = await survey({ ...only, minVersion: 'TLSv1.3' });
  expect(closed.harvest.gaps).toEqual([]);
  expect(valuesOf(closed.harvest, 'tls.endpoint.groups')).toMatchObject([
    {
      supported: [{ name: 'SecP384r1MLKEM1024' }, { name: 'MLKEM768' }],
      complete: true,
      postQuantum: { supported: 'yes', preference: 'always', enforced: 'yes' },
    },
  ]);
  expect(valuesOf(closed.harvest, 'tls.endpoint.signature-schemes')).toMatchObject([
    { complete: true, notVerified: [] },
  ]);
  // OpenSSL still speaks TLS 1.2 with key transport by RSA beside it.
  const open = await survey(only);
  expect(valuesOf(open.harvest, 'tls.endpoint.groups')).toMatchObject([{ postQuantum: { enforced: 'no' } }]);
  expect(valuesOf(open.harvest, 'tls.endpoint.tls12')).toMatchObject([
    { groups: [], groupsComplete: true, staticRsa: 'yes' },
  ]);
});

it('tells a server that pushes post-quantum clients down from one that waits for their share', async () => {
  const postures = await Promise.all(
    ['X25519/X25519MLKEM768:P-256', 'X25519:X25519MLKEM768:P-256', 'X25519MLKEM768:X25519'].map(async (ecdhCurve) => {
      const { harvest } = await survey({ ...rsa, ecdhCurve, minVersion: 'TLSv1.3' });
      return valuesOf(harvest, 'tls.endpoint.groups')[0]?.postQuantum.preference;
    }),
  );
  expect(postures.slice(0, 2)).toEqual(['classical-preferred', 'only-with-share']);
});

it('finds both certificates of a server that has two, each with its schemes', async () => {
  const { harvest } = await survey({ key: [ec.key, rsa.key], cert: [ec.cert, rsa.cert], minVersion: 'TLSv1.3' });
  const certificates = valuesOf(harvest, 'tls.endpoint.certificate');
  expect(
    certificates.map(({ chain, schemes, signature }) => [chain[0]?.keyAlgorithm, schemes, signature]).sort(),
  ).toEqual([
    ['EC secp256r1', ['ecdsa_secp256r1_sha256'], 'valid'],
    ['RSA', ['rsa_pss_rsae_sha256', 'rsa_pss_rsae_sha384', 'rsa_pss_rsae_sha512'], 'valid'],
  ]);
});

it('verifies ML-DSA, and keeps the bytes of such a certificate', async () => {
  const mlDsa = makeCertificate({ key: 'ml-dsa-65', name: 'ml-dsa.test' });
  const { harvest } = await survey({ ...mlDsa, minVersion: 'TLSv1.3' });
  expect(valuesOf(harvest, 'tls.endpoint.signature-schemes')).toEqual([
    { supported: [{ name: 'mldsa65', codepoint: 0x0905 }], used: 'mldsa65', complete: true, notVerified: [] },
  ]);
  const [certificate] = valuesOf(harvest, 'tls.endpoint.certificate');
  expect(certificate).toMatchObject({ signature: 'valid', schemes: ['mldsa65'] });
  expect(certificate?.chain[0]).toMatchObject({
    keyAlgorithm: 'ML-DSA-65',
    signatureAlgorithm: 'ML-DSA-65',
    der: Buffer.from(mlDsa.der).toString('base64'),
  });
});

it('reads a server of TLS 1.2 alone, and one of TLS 1.0 and 1.1', async () => {
  const modern = await survey({ ...ec, maxVersion: 'TLSv1.2' });
  expect(modern.harvest.gaps).toEqual([]);
  expect(valuesOf(modern.harvest, 'tls.endpoint.versions')).toMatchObject([{ supported: ['TLSv1.2'], unknown: [] }]);
  expect(valuesOf(modern.harvest, 'tls.endpoint.groups')).toEqual([]);
  expect(valuesOf(modern.harvest, 'tls.endpoint.tls12')).toMatchObject([
    { staticRsa: 'no', downgradeSentinel: 'not-applicable', signatureSchemesComplete: true },
  ]);
  expect(valuesOf(modern.harvest, 'tls.endpoint.certificate')).toMatchObject([
    { versions: ['TLSv1.2'], signature: 'valid' },
  ]);
  const old = await survey({ ...rsa, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'AES128-SHA:@SECLEVEL=0' });
  expect(valuesOf(old.harvest, 'tls.endpoint.versions')).toMatchObject([
    { supported: ['TLSv1.1', 'TLSv1'], notSupported: ['TLSv1.3', 'TLSv1.2', 'SSLv3'] },
  ]);
  expect(valuesOf(old.harvest, 'tls.endpoint.ciphers')[0]?.byVersion.map(({ suites }) => namesOf(suites))).toEqual([
    ['TLS_RSA_WITH_AES_128_CBC_SHA'],
    ['TLS_RSA_WITH_AES_128_CBC_SHA'],
  ]);
});

it('sees the size of a Diffie-Hellman prime, and that a client certificate is asked for', async () => {
  const { harvest } = await survey({
    ...rsa,
    maxVersion: 'TLSv1.2',
    ciphers: 'DHE-RSA-AES128-GCM-SHA256',
    dhparam: 'auto',
    requestCert: true,
    rejectUnauthorized: false,
  });
  expect(valuesOf(harvest, 'tls.endpoint.tls12')).toMatchObject([{ dhPrimeBits: 2048, staticRsa: 'no' }]);
  expect(valuesOf(harvest, 'tls.endpoint.certificate')).toMatchObject([{ clientCertificate: 'requested' }]);
});

it('says what it could not ask where its connections are used up, and lists are then not complete', async () => {
  const { harvest, connections } = await survey(rsa, 20);
  expect(connections).toBe(19);
  expect(valuesOf(harvest, 'tls.endpoint.ciphers')[0]?.byVersion[1]).toMatchObject({
    version: 'TLSv1.2',
    complete: false,
  });
  expect(harvest.gaps.map(({ kind, why }) => `${kind}: ${why}`)).toContain(
    'tls.endpoint.ciphers: TLSv1.2: the list may lack some: the 18 connections for one endpoint are used up',
  );
});

it('offers no application protocol: servers of mail and of databases refuse those that they do not know', async () => {
  const { harvest } = await survey({ ...ec, ALPNProtocols: ['imap'], minVersion: 'TLSv1.3' });
  expect(harvest.gaps).toEqual([]);
  expect(valuesOf(harvest, 'tls.endpoint.groups')).toMatchObject([{ preferred: 'X25519MLKEM768', complete: true }]);
});

it('gives every fact evidence from the wire', async () => {
  const { harvest } = await survey({ ...rsa, minVersion: 'TLSv1.3' });
  for (const { evidence } of harvest.facts) {
    for (const { at } of evidence) expect(at).toMatchObject({ in: 'wire' });
  }
  const [, control] = harvest.facts.find(({ kind }) => kind === 'tls.endpoint.reached')?.evidence ?? [];
  expect(control?.quote).toMatch(
    /^sent TLSv1.3 TLSv1.2, .*; got HelloRetryRequest TLSv1.3, X25519MLKEM768, TLS_AES_256_GCM_SHA384$/,
  );
});

async function survey(
  options: TlsOptions,
  mostConnections?: number,
): Promise<{ readonly harvest: Harvest; readonly connections: number }> {
  const server = await listenTls(options);
  try {
    const wire = await wireOf(server.port, mostConnections);
    return { harvest: await harvestWire(wire), connections: wire.connections() };
  } finally {
    await server.stop();
  }
}

function namesOf(list: readonly { readonly name: string }[] | undefined): string[] {
  return (list ?? []).map(({ name }) => name);
}

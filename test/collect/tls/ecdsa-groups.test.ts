import type { TlsOptions } from 'node:tls';
import { expect, it } from 'vitest';
import { makeCertificate } from '../../support/certificate.ts';
import { harvestWire, listenTls, valuesOf, wireOf } from '../../support/endpoint.ts';

const p256 = makeCertificate({ key: 'ec', name: 'p256.test' });
const p384 = makeCertificate({ key: 'ec', name: 'p384.test', curve: 'P-384' });

/** What TLS 1.2 of such a server has, from its configuration. */
it.each<{
  readonly server: string;
  readonly options: TlsOptions;
  readonly groups: string[];
  readonly complete: boolean;
}>([
  {
    server: 'four groups',
    options: { ...p256, ecdhCurve: 'X25519:P-384:P-256:P-521' },
    groups: ['secp256r1', 'secp384r1', 'secp521r1', 'x25519'],
    complete: true,
  },
  {
    server: 'two groups and one suite',
    options: { ...p256, ecdhCurve: 'P-384:P-256', ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384' },
    groups: ['secp256r1', 'secp384r1'],
    complete: true,
  },
  {
    server: 'a certificate whose curve is not among its groups',
    options: { ...p384, ecdhCurve: 'X25519:P-256' },
    groups: ['secp256r1', 'x25519'],
    complete: true,
  },
  {
    server: 'an order of its own, the curve of the certificate in the middle',
    options: { ...p256, ecdhCurve: 'X25519:P-256:P-384', honorCipherOrder: true },
    groups: ['secp256r1', 'x25519'],
    complete: false,
  },
  {
    server: "the certificate's curve alone",
    options: { ...p256, ecdhCurve: 'P-256' },
    groups: ['secp256r1'],
    complete: false,
  },
])('tells the groups of a server with an ECDSA certificate and $server', async ({ options, groups, complete }) => {
  const server = await listenTls({ honorCipherOrder: false, ...options, maxVersion: 'TLSv1.2' });
  try {
    const wire = await wireOf(server.port);
    const [told] = valuesOf(await harvestWire(wire), 'tls.endpoint.tls12');
    expect(told?.groups.map(({ name }) => name).sort()).toEqual(groups);
    expect(told?.groupsComplete).toBe(complete);
  } finally {
    await server.stop();
  }
});

import { expect, it } from 'vitest';
import { makeCertificate } from '../../support/certificate.ts';
import { harvestWire, listenTls, valuesOf, wireOf } from '../../support/endpoint.ts';

const rsa = makeCertificate({ key: 'rsa', name: 'rsa.test' });
const ec = makeCertificate({ key: 'ec', name: 'ec.test' });

it.each([
  { whose: 'the client', certificate: 'RSA', options: rsa, honorCipherOrder: false },
  { whose: 'the client', certificate: 'ECDSA', options: ec, honorCipherOrder: false },
  { whose: 'the server', certificate: 'RSA', options: rsa, honorCipherOrder: true },
  { whose: 'the server', certificate: 'ECDSA', options: ec, honorCipherOrder: true },
])('says that TLS 1.2 follows the order of $whose with an $certificate certificate', async (given) => {
  const { options, honorCipherOrder } = given;
  const server = await listenTls({ ...options, honorCipherOrder, maxVersion: 'TLSv1.2' });
  try {
    const [told] = valuesOf(await harvestWire(await wireOf(server.port)), 'tls.endpoint.ciphers');
    expect(told?.byVersion.map(({ version, serverPreference }) => ({ version, serverPreference }))).toEqual([
      { version: 'TLSv1.2', serverPreference: honorCipherOrder },
    ]);
  } finally {
    await server.stop();
  }
});

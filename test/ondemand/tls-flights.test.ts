import { expect, it } from 'vitest';
import { readCertificate } from '../../src/codec/x509.ts';
import recorded from '../codec/tls/recorded-flights.json' with { type: 'json' };
import { makeCertificate } from '../support/certificate.ts';
import { mutated, xorshift } from '../support/mutate.ts';
import { readFlight } from '../support/read-flight.ts';

it('reads 1,200,000 flights that were tampered with, without a throw, none longer than 250 ms', () => {
  const random = xorshift(20261122);
  let longestMs = 0;
  for (const { bytes } of recorded) {
    const flight = Buffer.from(bytes, 'base64');
    for (let round = 0; round < 200_000; round += 1) {
      const before = performance.now();
      readFlight(mutated(flight, random));
      longestMs = Math.max(longestMs, performance.now() - before);
    }
  }
  expect(longestMs).toBeLessThan(250);
});

it('reads 20,000 certificates that were tampered with, without a throw, none longer than 250 ms', () => {
  const random = xorshift(20261123);
  let longestMs = 0;
  for (const key of ['rsa', 'ec', 'ed25519', 'ml-dsa-65'] as const) {
    const { der } = makeCertificate({ key, name: `${key}.test` });
    for (let round = 0; round < 5000; round += 1) {
      const before = performance.now();
      readCertificate(mutated(der, random));
      longestMs = Math.max(longestMs, performance.now() - before);
    }
  }
  expect(longestMs).toBeLessThan(250);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from '../../support/fuzzing.ts';
import { mutated, xorshift } from '../../support/mutate.ts';
import { readFlight } from '../../support/read-flight.ts';
import recorded from './recorded-flights.json' with { type: 'json' };

const flights = recorded.map(({ bytes, ...rest }) => ({ ...rest, bytes: Buffer.from(bytes, 'base64') }));

it('reads every message of recorded flights', () => {
  expect(flights.map(({ what, bytes }) => [what, ...readFlight(bytes)])).toEqual([
    ['HelloRetryRequest to X25519MLKEM768', '2 read', 'change_cipher_spec'],
    ['TLS 1.2 ECDHE-RSA', '2 read', '11 read', '12 read', '13 read', '14 read'],
    ['TLS 1.2 DHE-RSA', '2 read', '11 read', '12 read', '14 read'],
    ['TLS 1.1 with RSA key transport', '2 read', '11 read', '14 read'],
    ['alert handshake_failure', 'alert read'],
    ['TLS 1.3 ML-DSA-65, its protection taken off', '8 read', '13 read', '11 read', '15 read'],
  ]);
});

it('marks every proper prefix of a flight as not whole', () => {
  for (const { what, bytes } of flights) {
    const whole = readFlight(bytes).length;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: bytes.length - 1 }), (length) => {
        const said = readFlight(bytes.subarray(0, length));
        expect(said.includes('rest') || said.length < whole, `${what}, ${length} bytes`).toBe(true);
      }),
    );
  }
});

it('never throws on a flight that was tampered with', () => {
  fc.assert(
    fc.property(fc.constantFrom(...flights), fc.integer({ min: 1, max: 0x7fffffff }), ({ bytes }, seed) => {
      expect(Array.isArray(readFlight(mutated(bytes, xorshift(seed))))).toBe(true);
    }),
    runs(3000),
  );
});

import { expect, it } from 'vitest';
import { mlKemPreferred } from '../../src/rules/ml-kem-preferred.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by the first place with a key share', () => {
  expect(judged(mlKemPreferred, PARAMETERS, [given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('is unmet where a classical group stands before it', () => {
  expect(
    judged(mlKemPreferred, PARAMETERS, [given('tls.configured', { groups: ['x25519', 'X25519MLKEM768'] })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: x25519 stands before X25519MLKEM768 (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('is unmet where no key share is sent', () => {
  expect(
    judged(mlKemPreferred, PARAMETERS, [given('tls.configured', { keyShares: ['x25519'] })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: X25519MLKEM768 stands first, but no key share is sent for it (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('is not applicable where no ML-KEM is offered', () => {
  expect(judged(mlKemPreferred, PARAMETERS, [given('tls.configured', { groups: ['x25519'] })])).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL system default: no group with ML-KEM is offered at all",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(mlKemPreferred, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

import { expect, it } from 'vitest';
import { mlDsaSignatures } from '../../src/rules/ml-dsa-signatures.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { atLeast: 65 };

it('is met by mldsa65', () => {
  expect(judged(mlDsaSignatures, PARAMETERS, [given('tls.configured')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL system default",
    ]
  `);
});

it('is unmet by mldsa44 alone', () => {
  expect(
    judged(mlDsaSignatures, PARAMETERS, [given('tls.configured', { signatureSchemes: ['mldsa44', 'ed25519'] })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL system default: no signature scheme of ML-DSA-65 or stronger is offered (built into OpenSSL 3.5.7)",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(mlDsaSignatures, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

import { expect, it } from 'vitest';
import { tlsAlgorithmsOffered } from '../../src/rules/tls-algorithms-offered.ts';
import { given, judged } from '../support/rule-facts.ts';

const WANTED = { of: 'signature-schemes', anyOf: ['mldsa*', 'slhdsa_*'] };

it('is met by one of them', () => {
  expect(judged(tlsAlgorithmsOffered, WANTED, [given('tls.configured')])).toEqual(['met OpenSSL system default']);
});

it('says where the list comes from that has none', () => {
  const classical = given('tls.configured', { signatureSchemes: ['ed25519'] });
  expect(judged(tlsAlgorithmsOffered, WANTED, [classical])).toEqual([
    'unmet OpenSSL system default: none of mldsa*, slhdsa_* is offered (built into OpenSSL 3.5.7)',
  ]);
});

it('is open where no list is known', () => {
  expect(judged(tlsAlgorithmsOffered, WANTED, [given('tls.configured', { signatureSchemes: [] })])).toEqual([
    'unknown OpenSSL system default: no signature schemes are known',
  ]);
});

it('does not arise for the kernel in FIPS mode where it is not', () => {
  const usual = given('tls.configured');
  const inFipsMode = given('tls.configured', { signatureSchemes: [] }, 'OpenSSL system default under kernel FIPS mode');
  const kernel = given('kernel.fips-mode', { enabled: false });
  expect(judged(tlsAlgorithmsOffered, WANTED, [usual, inFipsMode, kernel])).toEqual(['met OpenSSL system default']);
});

import { expect, it } from 'vitest';
import { tlsAlgorithmsApproved } from '../../src/rules/tls-algorithms-approved.ts';
import { given, judged } from '../support/rule-facts.ts';

const POST_QUANTUM = { of: 'groups', approved: ['MLKEM*', 'SecP384r1MLKEM1024'], conditional: ['X25519MLKEM768'] };

it('is met where nothing else is offered', () => {
  expect(judged(tlsAlgorithmsApproved, POST_QUANTUM, [given('tls.configured', { groups: ['MLKEM1024'] })])).toEqual([
    'met OpenSSL system default',
  ]);
});

it('names what stands beside it', () => {
  expect(judged(tlsAlgorithmsApproved, POST_QUANTUM, [given('tls.configured')])).toEqual([
    'unmet OpenSSL system default: groups beside those that are wanted are offered: x25519, secp256r1 (built into OpenSSL 3.5.7)',
  ]);
});

it('is open where what may be depends on more, and where no list is known', () => {
  const conditional = given('tls.configured', { groups: ['MLKEM768', 'X25519MLKEM768'] });
  expect(judged(tlsAlgorithmsApproved, POST_QUANTUM, [conditional])).toEqual([
    'unknown OpenSSL system default: X25519MLKEM768 offered: whether that may be depends on more than a configuration shows',
  ]);
  expect(judged(tlsAlgorithmsApproved, POST_QUANTUM, [given('tls.configured', { groups: [] })])).toEqual([
    'unknown OpenSSL system default: no groups are known',
  ]);
});

it('does not arise for the usual settings where the kernel runs in FIPS mode', () => {
  const usual = given('tls.configured');
  const inFipsMode = given('tls.configured', { groups: ['MLKEM768'] }, 'OpenSSL system default under kernel FIPS mode');
  const kernel = given('kernel.fips-mode', { enabled: true });
  expect(judged(tlsAlgorithmsApproved, POST_QUANTUM, [usual, inFipsMode, kernel])).toEqual([
    'met OpenSSL system default under kernel FIPS mode',
  ]);
});

it('looks at suites of TLS 1.3 by name', () => {
  const suites = { of: 'suites', approved: ['TLS_AES_256_GCM_SHA384'] };
  const configured = given('tls.configured', { ciphers: ['TLS_AES_256_GCM_SHA384', 'DEFAULT'] });
  expect(judged(tlsAlgorithmsApproved, suites, [configured])).toEqual(['met OpenSSL system default']);
});

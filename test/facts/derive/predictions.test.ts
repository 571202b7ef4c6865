import { expect, it } from 'vitest';
import { withPredictions } from '../../../src/facts/derive/predictions.ts';
import type { Fact } from '../../../src/facts/fact.ts';
import type {
  CertificateAbsence,
  CryptoImplementation,
  FipsModule,
  ModuleCertificate,
} from '../../../src/facts/values/modules.ts';
import { certificate, given } from '../../support/rule-facts.ts';

const PYTHON = implementation({ language: 'Python', route: { via: 'system-openssl', withoutModule: 'as-openssl' } });
const NODE = implementation({ language: 'JavaScript', route: { via: 'system-openssl', withoutModule: 'as-openssl' } });
const MICROSOFT_GO = implementation({ language: 'Go', route: { via: 'system-openssl', withoutModule: 'stops' } });
const LIBRARY = given('openssl.library', { flavour: 'upstream' });
const PATCHED = given('openssl.library', { flavour: 'red-hat' });

it.each<[string, readonly Fact[], string, string]>([
  ['upstream without a module', [PYTHON, LIBRARY], 'not-validated', 'not-validated'],
  ['a patched library without one', [PYTHON, PATCHED], 'not-validated', 'does-not-start'],
  [
    'a validated module under the flag only',
    [PYTHON, PATCHED, module('no', 'enforced')],
    'not-validated',
    'validated-module',
  ],
  [
    'one of which no certificate was found',
    [PYTHON, PATCHED, module('enforced', 'enforced', null)],
    'unknown',
    'unknown',
  ],
  [
    'one that is known to have none',
    [PYTHON, PATCHED, module('enforced', 'enforced', null, { standing: 'not-covered', words: 'none for 3.5' })],
    'other-module',
    'other-module',
  ],
  [
    'one whose certificate rests on a single source',
    [PYTHON, PATCHED, module('enforced', 'enforced', { confidence: 'L' })],
    'unknown',
    'unknown',
  ],
  [
    'one whose certificate ended on our copy',
    [PYTHON, PATCHED, module('enforced', 'enforced', { status: 'sunset-passed-on-our-copy' })],
    'unknown',
    'unknown',
  ],
  [
    'one whose certificate is historical',
    [PYTHON, PATCHED, module('enforced', 'enforced', { status: 'historical' })],
    'other-module',
    'other-module',
  ],
  [
    'one that is active and not routed to',
    [PYTHON, PATCHED, module('no', 'available')],
    'not-validated',
    'not-validated',
  ],
  ['one of which that cannot be told', [PYTHON, PATCHED, module('unknown', 'unknown')], 'unknown', 'unknown'],
  ['no OpenSSL at all', [PYTHON], 'unknown', 'unknown'],
  ['a program that demands FIPS mode', [MICROSOFT_GO, LIBRARY], 'not-validated', 'does-not-start'],
  ['Node.js, which reads a section of its own', [NODE, LIBRARY, module('enforced', 'enforced')], 'unknown', 'unknown'],
  ['Node.js where nothing serves', [NODE, LIBRARY], 'not-validated', 'not-validated'],
])('foretells %s', (_, facts, off, on) => {
  expect(outcomes(facts)).toEqual([[off, on]]);
});

it.each<[CryptoImplementation['route'], boolean, string, string]>([
  [go('v1.0.0', 'on'), true, 'validated-module', 'validated-module'],
  [go('v1.0.0', 'on'), false, 'unknown', 'unknown'],
  [go('v1.0.0', 'by-kernel'), true, 'not-validated', 'validated-module'],
  [go('v1.0.0', 'off'), true, 'not-validated', 'not-validated'],
  [go('latest', 'on'), true, 'not-validated', 'not-validated'],
  [go('v1.0.0', 'unknown'), true, 'unknown', 'unknown'],
  [{ via: 'own-openssl' }, false, 'not-validated', 'not-validated'],
  [{ via: 'none' }, false, 'not-validated', 'not-validated'],
])('foretells by the route %j, certificate %s', (route, certified, off, on) => {
  const joined = certified ? certificate({ number: 5247 }) : null;
  expect(outcomes([implementation({ ...(route === undefined ? {} : { route }), certificate: joined })])).toEqual([
    [off, on],
  ]);
});

it('says nothing of libraries of which others tell, and drops what stored facts foretold', () => {
  expect(withPredictions([given('crypto.implementation'), given('fips.prediction')]).map(({ kind }) => kind)).toEqual([
    'crypto.implementation',
  ]);
});

function go(build: string, mode: 'on' | 'by-kernel' | 'off' | 'unknown'): CryptoImplementation['route'] {
  return { via: 'own-module', name: 'Go Cryptographic Module', build, mode };
}

function implementation(some: Partial<CryptoImplementation>): Fact {
  return given('crypto.implementation', some, 'an implementation');
}

function module(
  flagOff: FipsModule['selected']['flagOff'],
  flagOn: FipsModule['selected']['flagOn'],
  named: Partial<ModuleCertificate> | null = {},
  certificateAbsence: CertificateAbsence | null = null,
): Fact {
  const joined = named === null ? null : certificate({ status: 'active', ...named });
  return given('fips.module', { selected: { flagOff, flagOn }, certificate: joined, certificateAbsence });
}

function outcomes(facts: readonly Fact[]): readonly unknown[] {
  return withPredictions(facts).flatMap((each) =>
    each.kind === 'fips.prediction' ? [[each.value.flagOff.outcome, each.value.flagOn.outcome]] : [],
  );
}

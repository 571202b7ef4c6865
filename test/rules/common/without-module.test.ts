import { expect, it } from 'vitest';
import type { Fact, Gap } from '../../../src/facts/fact.ts';
import { factBase } from '../../../src/facts/fact-base.ts';
import { rules } from '../../../src/rules/index.ts';
import { given } from '../../support/rule-facts.ts';

/** Every rung above the presence of a module, and what hangs on one. */
const RUNGS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'default-properties-fips': { kernelFlag: 'as-booted' },
  'extended-master-secret': {},
  'fips-module-certificate': {},
  'fips-module-environment': {},
  'fips-module-intact': {},
  'fips-module-parameters': {},
  'fips-module-provenance': {},
  'fips-module-seen-working': {},
  'fips-module-selected': { kernelFlag: 'on' },
  'fips-module-self-tests-built-in': {},
  'fips-module-self-tests-run': {},
  'fips-module-standard': { accept: ['FIPS 140-3'] },
  'fips-module-status': {},
};

function outcomes(facts: readonly Fact[], gaps: readonly Gap[] = []): ReadonlySet<string> {
  const base = factBase(facts, gaps);
  return new Set(
    Object.entries(RUNGS).flatMap(([id, parameters]) => {
      const judgements =
        rules
          .find((rule) => rule.id === id)
          ?.with(parameters)
          .judge(base) ?? [];
      return judgements.length === 0 ? ['silent'] : judgements.map(({ outcome }) => outcome);
    }),
  );
}

it('leaves no rung open where it was seen that there is no module', () => {
  expect(outcomes([given('openssl.library')])).toEqual(new Set(['not-applicable']));
});

it('says nothing where the absence was not seen', () => {
  const gap = { kind: 'fips.module', subject: 'OpenSSL FIPS provider', why: 'permission denied' } as const;
  expect(outcomes([given('openssl.library')], [gap])).toEqual(new Set(['silent']));
  expect(outcomes([])).toEqual(new Set(['silent']));
});

it('does not take the module inside OpenSSL 1.1.1 for absent', () => {
  expect(outcomes([given('openssl.library', { version: '1.1.1k' })])).toEqual(new Set(['silent']));
});

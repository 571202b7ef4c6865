import { expect, it } from 'vitest';
import { katFipsProvider } from '../../src/rules/kat-fips-provider.ts';
import { katRun } from '../support/kat-run.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { algorithm: 'ML-DSA' };
const FIPS = { engine: 'openssl-fips', algorithm: 'ML-DSA', operation: 'sigVer' } as const;
const SUBJECT = 'OpenSSL FIPS provider';

it('is met by right answers of the provider, whatever the default provider says', () => {
  const facts = [katRun(FIPS, SUBJECT), katRun({ algorithm: 'ML-DSA', passed: 0, failed: 2 })];
  expect(judged(katFipsProvider, PARAMETERS, facts)).toEqual(['met OpenSSL FIPS provider']);
});

it('is unmet by a wrong one', () => {
  const firstFailure = { tcId: 2, parameterSet: 'ML-DSA-65', why: 'it accepted what must be refused', note: null };
  expect(judged(katFipsProvider, PARAMETERS, [katRun({ ...FIPS, failed: 1, firstFailure }, SUBJECT)])).toEqual([
    'unmet OpenSSL FIPS provider: ML-DSA sigVer: 1 of 3 answers wrong (tcId 2, ML-DSA-65: it accepted what must be refused)',
  ]);
});

it('is unknown where a module is routed to and was not reached', () => {
  const module = given('fips.module', { selected: { flagOff: 'enforced', flagOn: 'enforced' } });
  expect(judged(katFipsProvider, PARAMETERS, [module, katRun()])).toEqual([
    'unknown OpenSSL FIPS provider: the FIPS provider was not reached by the openssl command',
  ]);
});

it('says nothing where nothing was run', () => {
  expect(judged(katFipsProvider, PARAMETERS, [given('fips.module')])).toEqual([]);
});

it('is not applicable where no module is routed to as the host runs', () => {
  const facts = [given('fips.module'), given('kernel.fips-mode', { enabled: false }), katRun()];
  const judgement =
    'not-applicable OpenSSL FIPS provider: the configuration activates no FIPS provider as the host runs';
  expect(judged(katFipsProvider, PARAMETERS, facts)).toEqual([judgement]);
  expect(judged(katFipsProvider, PARAMETERS, [katRun()])).toEqual([judgement]);
});

import { expect, it } from 'vitest';
import { vendorCmvpClaims } from '../../src/rules/vendor-cmvp-claims.ts';
import { certificate, given, judged } from '../support/rule-facts.ts';

const judge = (...facts: Parameters<typeof judged>[2]) => judged(vendorCmvpClaims, {}, facts);
const claim = (name: string) => given('package.installed', { name }, name);

it('is met where a module of that certificate is there', () => {
  const module = given('fips.module', { certificate: certificate({ number: 5132 }) });
  expect(judge(claim('NIST-CMVP-5132'), module)).toEqual(['met claim of certificate #5132']);
});

it('is unmet by an update stream', () => {
  expect(judge(claim('NIST-CMVP-4743-UPDATE'))).toEqual([
    'unmet claim of certificate #4743: NIST-CMVP-4743-UPDATE marks an update stream of #4743: its builds are not those of the certificate',
  ]);
});

it('is unknown where no module bears it out', () => {
  const module = given('fips.module', { certificate: certificate({ number: 4985 }) });
  expect(judge(claim('NIST-CMVP-5132'), module)).toEqual([
    'unknown claim of certificate #5132: NIST-CMVP-5132 is installed, but no module was found whose build #5132 names',
  ]);
});

it('does not apply where no package makes a claim', () => {
  expect(judge(given('package.installed'))).toEqual(['not-applicable claims of certificates: no package makes one']);
});

import { expect, it } from 'vitest';
import { fipsModulePresent } from '../../src/rules/fips-module-present.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by any module, once a module', () => {
  expect(judged(fipsModulePresent, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL FIPS provider",
    ]
  `);
});

it('is unmet where a library stands alone', () => {
  expect(judged(fipsModulePresent, PARAMETERS, [given('openssl.library')])).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL FIPS provider: OpenSSL 3.5.7 is installed without a FIPS module",
    ]
  `);
});

it('is unknown for OpenSSL 1.1.1, whose module is the library', () => {
  expect(
    judged(fipsModulePresent, PARAMETERS, [given('openssl.library', { version: '1.1.1k' })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL FIPS provider: OpenSSL 1.1.1k has its module inside the library, which is not told from outside",
    ]
  `);
});

it('leaves it to the gap where modules could not be looked for', () => {
  expect(
    judged(
      fipsModulePresent,
      PARAMETERS,
      [given('openssl.library')],
      [{ kind: 'fips.module', subject: 'somewhere', why: 'permission denied' }],
    ),
  ).toMatchInlineSnapshot(`[]`);
});

it('says nothing of nothing', () => {
  expect(judged(fipsModulePresent, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

import { expect, it } from 'vitest';
import { kernelFipsAble } from '../../src/rules/kernel-fips-able.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by a kernel with FIPS support and self-tests', () => {
  expect(judged(kernelFipsAble, PARAMETERS, [given('kernel.configuration')])).toMatchInlineSnapshot(`
    [
      "met kernel configuration 5.14.0",
    ]
  `);
});

it('is unmet by one without', () => {
  expect(
    judged(kernelFipsAble, PARAMETERS, [
      given('kernel.configuration', { release: '6.18.35-1.azl4', cryptoFips: null, selfTests: 'n' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet kernel configuration 6.18.35-1.azl4: kernel 6.18.35-1.azl4 is built without CONFIG_CRYPTO_FIPS and the self-tests of its algorithms: fips=1 has no effect in it",
    ]
  `);
});

it('is unknown where the self-tests are not told', () => {
  expect(
    judged(kernelFipsAble, PARAMETERS, [given('kernel.configuration', { selfTests: null })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown kernel configuration 5.14.0: the configuration of kernel 5.14.0 does not say whether self-tests are built in",
    ]
  `);
});

it('is not asked of a container', () => {
  expect(judged(kernelFipsAble, PARAMETERS, [given('os.form', { container: true })])).toMatchInlineSnapshot(`
    [
      "not-applicable kernel configuration: a container: it brings no kernel",
    ]
  `);
});

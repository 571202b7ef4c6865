import { expect, it } from 'vitest';
import { fipsModuleSelected } from '../../src/rules/fips-module-selected.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { kernelFlag: 'as-booted' };

it('is met where the system boots with the flag and the module then serves', () => {
  expect(judged(fipsModuleSelected, PARAMETERS, [given('fips.module'), given('kernel.boot')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL",
    ]
  `);
});

it('is unmet where the running kernel has the flag off', () => {
  expect(
    judged(fipsModuleSelected, PARAMETERS, [given('fips.module'), given('kernel.fips-mode', { enabled: false })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL: OpenSSL does not route to /usr/lib64/ossl-modules/fips.so (kernel flag off: not active)",
    ]
  `);
});

it('is unknown for a container, where it depends on the kernel below', () => {
  expect(judged(fipsModuleSelected, PARAMETERS, [given('fips.module')])).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL: it depends on the kernel of the machine (kernel flag on: only the module serves; kernel flag off: not active)",
    ]
  `);
});

it('is met for a container whose module serves whatever the kernel says', () => {
  expect(
    judged(fipsModuleSelected, PARAMETERS, [
      given('fips.module', { selected: { flagOff: 'enforced', flagOn: 'enforced' } }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL",
    ]
  `);
});

it('is unknown where the configuration could not be followed', () => {
  expect(
    judged(fipsModuleSelected, PARAMETERS, [
      given('fips.module', { selected: { flagOff: 'unknown', flagOn: 'unknown' } }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL: whether OpenSSL routes to the module cannot be told",
    ]
  `);
});

it('is unmet by a module that is active and to which nothing routes', () => {
  expect(
    judged(fipsModuleSelected, PARAMETERS, [
      given('fips.module', { selected: { flagOff: 'available', flagOn: 'available' } }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL: OpenSSL does not route to /usr/lib64/ossl-modules/fips.so (kernel flag on: the module is active, but nothing routes to it; kernel flag off: the module is active, but nothing routes to it)",
    ]
  `);
});

it('is met by one module of two', () => {
  expect(
    judged(fipsModuleSelected, PARAMETERS, [
      given('fips.module', { selected: { flagOff: 'no', flagOn: 'no' } }),
      given('fips.module', { selected: { flagOff: 'preferred', flagOn: 'preferred' } }, 'SymCrypt provider'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL",
    ]
  `);
});

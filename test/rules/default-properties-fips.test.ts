import { expect, it } from 'vitest';
import { defaultPropertiesFips } from '../../src/rules/default-properties-fips.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { kernelFlag: 'on' };

it('is met by fips=yes', () => {
  expect(judged(defaultPropertiesFips, PARAMETERS, [given('openssl.properties')])).toMatchInlineSnapshot(`
    [
      "met OpenSSL default properties",
    ]
  `);
});

it('is unmet by a mere preference', () => {
  expect(
    judged(defaultPropertiesFips, PARAMETERS, [
      given('openssl.properties', { defaultProperties: '?provider=symcryptprovider,?fips=yes', fipsRequired: false }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL default properties: the default properties "?provider=symcryptprovider,?fips=yes" let algorithms outside the module serve (kernel flag on)",
    ]
  `);
});

it('is unmet where a configuration sets none under this flag', () => {
  expect(
    judged(defaultPropertiesFips, PARAMETERS, [
      given('openssl.configuration'),
      given('openssl.properties', { kernelFips: 'off' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL default properties: no default properties are set, so any provider serves (kernel flag on)",
    ]
  `);
});

it('leaves it to the gap where the configuration was hidden', () => {
  expect(
    judged(
      defaultPropertiesFips,
      PARAMETERS,
      [given('openssl.configuration')],
      [{ kind: 'openssl.properties', subject: 'somewhere', why: 'permission denied' }],
    ),
  ).toMatchInlineSnapshot(`[]`);
});

it('says nothing of nothing', () => {
  expect(judged(defaultPropertiesFips, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

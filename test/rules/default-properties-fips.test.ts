import { expect, it } from 'vitest';
import { defaultPropertiesFips } from '../../src/rules/default-properties-fips.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { kernelFlag: 'on' };

it('is met by fips=yes', () => {
  expect(
    judged(defaultPropertiesFips, PARAMETERS, [given('openssl.properties'), given('fips.module')]),
  ).toMatchInlineSnapshot(`
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
      "unmet OpenSSL default properties: the default properties are "?provider=symcryptprovider,?fips=yes": algorithms outside the module can serve (kernel flag on)",
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
      "unmet OpenSSL default properties: no default properties are set: algorithms outside the module can serve (kernel flag on)",
    ]
  `);
});

it('tells what is inside the module without approval from what is outside it', () => {
  const lax = given('openssl.properties', { defaultProperties: '', fipsRequired: false });
  const fips = given('openssl.provider');
  const base = given('openssl.provider', { name: 'base', modulePath: null }, 'OpenSSL provider base');
  const plain = given('openssl.provider', { name: 'default', modulePath: null }, 'OpenSSL provider default');
  expect(judged(defaultPropertiesFips, PARAMETERS, [lax, fips, base])).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL default properties: no default properties are set: what the module itself holds without approval (fips=no) can be fetched (kernel flag on)",
    ]
  `);
  expect(judged(defaultPropertiesFips, PARAMETERS, [lax, fips, base, plain])).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL default properties: no default properties are set: algorithms outside the module can serve (default) (kernel flag on)",
    ]
  `);
});

it('judges the flag with which the system boots, and both where entries differ', () => {
  const on = given('openssl.properties');
  const off = given('openssl.properties', { defaultProperties: '', fipsRequired: false, kernelFips: 'off' });
  const asBooted = { kernelFlag: 'as-booted' };
  expect(
    judged(defaultPropertiesFips, asBooted, [on, off, given('kernel.fips-mode'), given('fips.module')]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSL default properties",
    ]
  `);
  expect(
    judged(defaultPropertiesFips, asBooted, [on, off, given('kernel.fips-mode', { enabled: false })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSL default properties: no default properties are set: algorithms outside the module can serve (kernel flag off)",
    ]
  `);
  expect(judged(defaultPropertiesFips, asBooted, [on, off])).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL default properties: it depends on the kernel of the machine (no default properties are set: algorithms outside the module can serve (kernel flag off))",
    ]
  `);
});

it('is not applicable where it was seen that there is no module', () => {
  expect(
    judged(defaultPropertiesFips, PARAMETERS, [given('openssl.properties'), given('openssl.library')]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSL FIPS provider: no FIPS module is there",
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

it('is unknown where fips=yes stands and no module was seen, nor that there is none', () => {
  expect(judged(defaultPropertiesFips, PARAMETERS, [given('openssl.properties')])).toMatchInlineSnapshot(`
    [
      "unknown OpenSSL default properties: whether there is a FIPS module to be fetched from was not seen",
    ]
  `);
});

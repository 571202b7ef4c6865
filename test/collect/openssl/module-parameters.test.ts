import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeModuleParameters } from '../../../src/collect/openssl/module-parameters.ts';
import { FIPS_MODULE_PARAMETERS } from '../../../src/vocabulary/fips-module-parameters.ts';

const STRICT = Object.fromEntries(FIPS_MODULE_PARAMETERS.map(({ key, strict }) => [key, strict]));
const OFF_BY_DEFAULT = FIPS_MODULE_PARAMETERS.filter(({ strict, whenAbsent }) => strict !== whenAbsent)
  .map(({ key }) => key)
  .sort();

it('finds nothing below the strict set in what fipsinstall -pedantic writes', () => {
  expect(judgeModuleParameters({ ...STRICT, activate: '1', 'module-mac': 'AB' }, '3.5.7')).toMatchObject({
    belowStrict: [],
    installStatus: 'absent',
    refused: [],
  });
});

it('counts an absent key with its compiled default', () => {
  expect(judgeModuleParameters({ activate: '1', module: '/x/fips.so' }, '3.5.7')).toEqual({
    parameters: { activate: '1' },
    belowStrict: OFF_BY_DEFAULT,
    installStatus: 'absent',
    refused: [],
  });
});

it('judges only what the provider of that version reads', () => {
  expect(judgeModuleParameters({}, '3.0.9').belowStrict).toEqual([]);
  expect(judgeModuleParameters({ 'hmac-key-check': '0', 'security-checks': '0' }, '3.0.9').belowStrict).toEqual([
    'security-checks',
  ]);
  expect(judgeModuleParameters({}, '3.1.2').belowStrict).toEqual(['drbg-no-trunc-md', 'tls1-prf-ems-check']);
  expect(judgeModuleParameters({ 'defer-tests': '1' }, '3.5.7').belowStrict).not.toContain('defer-tests');
  expect(judgeModuleParameters({ 'defer-tests': '1' }, '4.0.2').belowStrict).toContain('defer-tests');
});

it('judges only what stands where the version is unknown', () => {
  expect(judgeModuleParameters({ 'tls1-prf-ems-check': '0', 'no-short-mac': '1' }, null).belowStrict).toEqual([
    'tls1-prf-ems-check',
  ]);
});

it('names values with which the provider does not load', () => {
  const section = { 'hmac-key-check': 'yes', 'conditional-errors': 'yes' };
  expect(judgeModuleParameters(section, '3.5.7')).toMatchObject({ refused: ['hmac-key-check'] });
  expect(judgeModuleParameters({ 'security-checks': 'yes' }, '3.0.9')).toMatchObject({ refused: [] });
});

it.each([
  ['3.0.9', 'skips-self-tests'],
  ['3.0.7-395c1a240fbfffd8', 'unknown'],
  ['3.1.2', 'unknown'],
  ['3.4.0', 'unknown'],
  ['3.5.7', 'leftover'],
  ['4.0.2', 'leftover'],
  ['Rocky9.20250210', 'unknown'],
  [null, 'unknown'],
])('judges install-status of %s as %s', (version, expected) => {
  const section = { 'install-status': 'INSTALL_SELF_TEST_KATS_RUN' };
  expect(judgeModuleParameters(section, version).installStatus).toBe(expected);
  expect(judgeModuleParameters({ 'install-mac': 'AB' }, version).installStatus).toBe(expected);
});

it('never throws, whatever the section', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), fc.option(fc.string()), (section, version) => {
      judgeModuleParameters(section, version);
    }),
  );
});

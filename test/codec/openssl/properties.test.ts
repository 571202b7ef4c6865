import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  mergeProperties,
  readProperties,
  requiresFips,
  satisfies,
  writeProperties,
} from '../../../src/codec/openssl/properties.ts';

const read = (text: string) => readProperties(text) ?? [];

it.each([
  ['fips=yes', true],
  ['fips', true],
  [' FIPS = Yes , provider=fips', true],
  ['fips!=no', true],
  ['?fips=yes', false],
  ['fips=no', false],
  ['-fips', false],
  ['', false],
])('says whether %s requires approved implementations', (text, required) => {
  expect(requiresFips(read(text))).toBe(required);
});

it('refuses what is no query', () => {
  for (const text of ['fips=yes,', '=yes', 'fips==yes', 'bogus property =', '?', 'fips=yes,fips=no', '-fips=yes'])
    expect(readProperties(text)).toBeUndefined();
});

it('takes what is not defined for no', () => {
  expect(satisfies({ provider: 'default' }, read('fips=yes'))).toBe(false);
  expect(satisfies({ provider: 'default' }, read('fips=no,?provider=x'))).toBe(true);
  expect(satisfies({ provider: 'fips', fips: 'yes' }, read('provider=fips'))).toBe(true);
});

it('lets the later of two queries decide a name', () => {
  expect(writeProperties(mergeProperties(read('a=1,fips=no'), read('fips=yes')))).toBe('a=1,fips=yes');
});

it('takes a missing value, which nothing equals', () => {
  expect(satisfies({ fips: 'yes' }, read('fips='))).toBe(false);
});

it('never throws on any text, and reads back what it prints', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[?-]?[a-z]{1,5}(!?=[a-z0-9]{0,5})?$/));
  fc.assert(
    fc.property(fc.array(text), (parts) => {
      const conditions = readProperties(parts.join(','));
      const plain = conditions?.every(({ value }) => /^([a-z][!-+--~]*|\d+)?$/.test(value ?? '')) ?? false;
      if (conditions !== undefined && plain) expect(readProperties(writeProperties(conditions))).toEqual(conditions);
    }),
  );
});

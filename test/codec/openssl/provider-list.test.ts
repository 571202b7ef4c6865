import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readProviderList } from '../../../src/codec/openssl/provider-list.ts';

const LIST = `Providers:
  base
    name: OpenSSL Base Provider
    version: 3.5.7
    status: active
  fips
    name: OpenSSL FIPS Provider
    version: 3.5.7
`;

it("reads each provider's own block", () => {
  expect(readProviderList(LIST)).toEqual([
    { id: 'base', name: 'OpenSSL Base Provider', version: '3.5.7', active: true },
    { id: 'fips', name: 'OpenSSL FIPS Provider', version: '3.5.7', active: false },
  ]);
});

it('reads an empty list, and takes nothing else for one', () => {
  expect(readProviderList('Providers:\n')).toEqual([]);
  expect(readProviderList('')).toBeUndefined();
  expect(readProviderList('FATAL: Startup failure (dev note: apps_startup() failed)\n')).toBeUndefined();
});

it('never throws on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => readProviderList(`Providers:\n${text}`) !== undefined),
  );
});

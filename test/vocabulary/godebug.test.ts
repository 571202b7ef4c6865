import { expect, it } from 'vitest';
import { readGodebug, tlsGodebug } from '../../src/vocabulary/godebug.ts';

it('takes the last of several settings, and knows values by the first equals sign', () => {
  expect(readGodebug('tlsmlkem=0,fips140=on,tlsmlkem=1,odd=a=b,alone')).toEqual(
    new Map([
      ['tlsmlkem', '1'],
      ['fips140', 'on'],
      ['odd', 'a=b'],
    ]),
  );
});

it('does as Go does with spaces and places', () => {
  expect(readGodebug('http2client=0, fips140=only').get('fips140')).toBeUndefined();
  expect(readGodebug('fips140=only#abc').get('fips140')).toBe('only');
});

it('names those of TLS and FIPS 140 as they were written', () => {
  expect(tlsGodebug('http2client=0,fips140=only,tlsmlkem=0,tls=0')).toEqual(['fips140=only', 'tlsmlkem=0']);
});

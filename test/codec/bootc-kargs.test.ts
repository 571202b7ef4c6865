import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readBootcKargs } from '../../src/codec/bootc-kargs.ts';

it('reads the arguments and the architectures, over several lines', () => {
  const text = `# FIPS
kargs = [
  "fips=1", # wanted
  'boot=LABEL=boot',
]
match-architectures = ["x86_64"]
`;
  expect(readBootcKargs(text)).toEqual({ kargs: ['fips=1', 'boot=LABEL=boot'], architectures: ['x86_64'] });
});

it.each([
  '',
  'kargs = "fips=1"',
  'kargs = ["fips=1"',
  'kargs = [fips=1]',
  'match-architectures = ["x86_64"]',
  'xkargs = ["a"]',
])('makes nothing of %j', (text) => {
  expect(readBootcKargs(text)).toBeUndefined();
});

it('never throws, and gives back any plain argument', () => {
  fc.assert(fc.property(fc.string(), (text) => void readBootcKargs(`kargs = [${text}`)));
  const karg = fc.stringMatching(/^[!#-[\]-~]{1,20}$/);
  fc.assert(
    fc.property(fc.array(karg), (kargs) => {
      const text = `kargs = [${kargs.map((each) => JSON.stringify(each)).join(', ')}]`;
      expect(readBootcKargs(text)).toEqual({ kargs, architectures: [] });
    }),
  );
});

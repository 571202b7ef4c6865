import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assembleNameList } from '../../../src/codec/openssh/name-list.ts';

const known = ['aes128-ctr', 'aes256-ctr', 'aes128-cbc', 'aes256-cbc', '3des-cbc'];
const basis = { builtIn: ['aes256-ctr', 'aes128-ctr'], known, knows: (name: string) => known.includes(name) };

it.each([
  ['aes128-cbc,aes256-cbc', ['aes128-cbc', 'aes256-cbc']],
  ['+aes128-cbc,aes128-ctr', ['aes256-ctr', 'aes128-ctr', 'aes128-cbc']],
  ['-aes256-ctr', ['aes128-ctr']],
  ['-aes???-ctr', []],
  ['-*256*,nonsense', ['aes128-ctr']],
  ['^aes128-ctr', ['aes128-ctr', 'aes256-ctr']],
  ['^3des-cbc', ['3des-cbc', 'aes256-ctr', 'aes128-ctr']],
  ['*-cbc', ['aes128-cbc', 'aes256-cbc', '3des-cbc']],
  ['+aes*-cbc', ['aes256-ctr', 'aes128-ctr', 'aes128-cbc', 'aes256-cbc']],
  ['+', ['aes256-ctr', 'aes128-ctr']],
  ['aes128-ctr,,aes128-ctr', ['aes128-ctr']],
])('assembles %s', (value, names) => {
  expect(assembleNameList(value, basis)).toEqual({ names, unknown: [] });
});

it('names what the program does not know, but not what is only taken away', () => {
  expect(assembleNameList('aes128-ctr,twofish', basis).unknown).toEqual(['twofish']);
  expect(assembleNameList('+twofish', basis).unknown).toEqual(['twofish']);
  expect(assembleNameList('-twofish', basis).unknown).toEqual([]);
});

it('never throws, never repeats a name, and never adds with -', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { names } = assembleNameList(text, basis);
      expect(new Set(names).size).toBe(names.length);
      expect(assembleNameList(`-${text}`, basis).names.every((name) => basis.builtIn.includes(name))).toBe(true);
    }),
  );
});

it('stays quick on patterns that could match in many ways', () => {
  const long = { ...basis, builtIn: ['a'.repeat(5000)] };
  for (const pattern of [`-${'a*'.repeat(60)}b`, `-${'*'.repeat(120)}b`, `-${'?*'.repeat(60)}b`])
    assembleNameList(pattern, long);
});

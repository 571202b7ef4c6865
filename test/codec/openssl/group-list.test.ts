import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readGroupList } from '../../../src/codec/openssl/group-list.ts';
import { namedGroups } from '../../../src/vocabulary/named-groups.ts';

function read(text: string, version = '3.5', known = namedGroups): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const outcome = readGroupList(text, {
    version: { major, minor, patch: 0, text: version },
    available: new Map(known.map((group) => [group.codePoint, group])),
  });
  if ('refused' in outcome) return `refused: ${outcome.refused}`;
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(' ');
  const { groups, keyShares } = outcome.taken;
  return `${names(groups)} | ${keyShares === null ? 'first' : names(keyShares)}`;
}

it('sends one share for the first group where no star stands', () => {
  expect(read('X25519MLKEM768:X25519')).toBe('X25519MLKEM768 x25519 | first');
});

it('keeps a group where it was first named, with the share it then had', () => {
  expect(read('X25519MLKEM768:DEFAULT')).toBe(
    'X25519MLKEM768 x25519 secp256r1 x448 secp384r1 secp521r1 ffdhe2048 ffdhe3072 | x25519',
  );
  expect(read('*SecP256r1MLKEM768/DEFAULT')).toMatch(/\| SecP256r1MLKEM768 X25519MLKEM768 x25519$/);
});

it('removes a group and its share, and lets it be added again', () => {
  expect(read('DEFAULT:-X25519MLKEM768')).toMatch(/^x25519 .* \| x25519$/);
  expect(read('*X25519:P-256:-X25519:X25519')).toBe('secp256r1 x25519 | first');
});

it('knows aliases, whatever their case, and blanks around them', () => {
  expect(read(' x25519 : p-256 / PRIME256V1')).toBe('x25519 secp256r1 | first');
});

it.each([
  ['X25519::P-256', 'wants a group between two separators'],
  [':X25519', 'wants a group between two separators'],
  ['X25519/', 'wants a group between two separators'],
  ['**X25519', '**X25519: wants each of * ? - once at most'],
  ['*DEFAULT', '*?*X25519MLKEM768: wants each of * ? - once at most'],
  ['-DEFAULT', '-DEFAULT: ? and - do not go with DEFAULT'],
  ['?', "?: wants a group's name"],
  ['X25519,P-256', 'no group X25519,P-256 is served'],
  ['x25519_mlkem768', "no group x25519_mlkem768, a spelling of the oqs-provider's, is served"],
  ['*X25519:*P-256:*P-384:*P-521:*X448', 'wants at most 4 key shares, has 5'],
])('refuses %s', (text, why) => {
  expect(read(text)).toBe(`refused: ${why}`);
});

it('reads a plain list before 3.5: no tuples, no stars, case matters, ? from 3.3', () => {
  expect(read('X25519:P-256', '3.0')).toBe('x25519 secp256r1 | first');
  expect(read('x25519:?bogus:P-256:x25519', '3.3')).toBe('x25519 secp256r1 | first');
  expect(read('?bogus', '3.3')).toBe('refused: no group is left');
  for (const text of ['?X25519', 'X25519:X25519', 'p-256', '*X25519', 'DEFAULT', ''])
    expect(read(text, '3.0')).toMatch(/^refused/);
});

it('lets the share of an unknown starred group go to the first of its tuple from 4.0', () => {
  expect(read('?*bogus:X25519:P-256', '3.5')).toBe('x25519 secp256r1 | first');
  expect(read('?*bogus:X25519:P-256', '4.0')).toBe('x25519 secp256r1 | x25519');
  expect(read('*X25519:P-256/P-384:-X25519', '3.5')).toBe('secp256r1 secp384r1 | first');
  expect(read('*X25519:P-256/P-384:-X25519', '4.0')).toBe('secp256r1 secp384r1 | secp256r1');
});

it('never throws on any text, and lists no group twice', () => {
  const piece = fc.constantFrom('*', '?', '-', '/', ':', ' ', 'DEFAULT', 'X25519', 'P-256', 'bogus', 'ffdhe2048');
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom('3.0', '3.3', '3.5', '4.0'), (list, version) => {
      const [groups = ''] = read(list, version).split(' |');
      const names = groups.split(' ');
      expect(groups.startsWith('refused') || new Set(names).size === names.length).toBe(true);
    }),
  );
});

it('reads back what it prints', () => {
  const named = fc.uniqueArray(fc.constantFrom(...namedGroups.filter(({ until }) => until === null)), {
    maxLength: 8,
    minLength: 1,
  });
  fc.assert(
    fc.property(named, fc.nat({ max: 4 }), (groups, stars) => {
      const text = groups.map(({ name }, index) => `${index < stars ? '*' : ''}${name}`).join(':');
      const names = groups.map(({ name }) => name);
      const shares = stars === 0 ? 'first' : names.slice(0, stars).join(' ');
      expect(read(text)).toBe(`${names.join(' ')} | ${shares}`);
    }),
  );
});

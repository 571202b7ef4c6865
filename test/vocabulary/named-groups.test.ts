import { expect, it } from 'vitest';
import { namedGroup, namedGroups, oqsGroupNames } from '../../src/vocabulary/named-groups.ts';
import { signatureSchemes } from '../../src/vocabulary/signature-schemes.ts';

it('has each code point once, in order', () => {
  const points = namedGroups.map(({ codePoint }) => codePoint);
  expect(points).toEqual([...new Set(points)].sort((left, right) => left - right));
  const schemes = signatureSchemes.map(({ codePoint }) => codePoint);
  expect(new Set(schemes).size).toBe(schemes.length);
});

it('has each accepted name once, whatever its case, and none of the oqs-provider', () => {
  for (const group of namedGroups) expect(group.opensslNames).toContain(group.name);
  const names = namedGroups.flatMap(({ opensslNames }) => [...new Set(opensslNames.map((name) => name.toLowerCase()))]);
  expect(new Set(names).size).toBe(names.length);
  expect(oqsGroupNames.filter((name) => names.includes(name))).toEqual([]);
});

it('finds a group by its number', () => {
  expect(namedGroup(0x11ec)).toMatchObject({
    name: 'X25519MLKEM768',
    kind: 'hybrid',
    components: ['ML-KEM-768', 'x25519'],
  });
  expect(namedGroup(0x6399)).toBeUndefined();
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SET_NAMES } from '../../../src/codec/crypto-policies/back-end-sets.ts';
import { BACK_ENDS, backEndNamed } from '../../../src/codec/crypto-policies/back-ends.ts';
import { BACK_END_SCOPES, POLICY_SCOPES } from '../../../src/vocabulary/crypto-policy-scopes.ts';
import { backEndTexts } from '../../support/crypto-policies.ts';

it.each(BACK_ENDS)('never throws on any text: $name', ({ read }) => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '[overrides]',
      '[constructor]',
      'Groups = *?A/B',
      'config="disallow=ALL allow=a/b,c:d=e"',
      'x.y = "never"',
    ),
    fc.constantFrom(
      'disable-algorithms "." {',
      'ike=a-b+c-d',
      'jdk.tls.disabledAlgorithms=RSA keySize < 1, x',
      '\\',
      '"',
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const sets = read(lines.join('\n'));
      for (const list of SET_NAMES)
        for (const name of sets[list]) expect(typeof name === 'string' && name.length > 0).toBe(true);
    }),
  );
});

it('knows each back-end of the scope table and no other name', () => {
  expect(BACK_ENDS.map(({ name }) => name)).toEqual(Object.keys(BACK_END_SCOPES));
  expect(backEndNamed('apt-sequoia')).toBeUndefined();
  expect(
    Object.values(BACK_END_SCOPES)
      .flat()
      .filter((scope) => !POLICY_SCOPES.includes(scope)),
  ).toEqual([]);
});

it.each(['fedora43', 'rhel9', 'rhel10'] as const)('reads something from every file of %s', (flavour) => {
  for (const [name, text] of Object.entries(backEndTexts('FIPS', flavour))) {
    const sets = backEndNamed(name)?.read(text);
    const said = SET_NAMES.flatMap((list) => sets?.[list] ?? []).length + Object.keys(sets?.settings ?? {}).length;
    expect([name, said > 0]).toEqual([name, true]);
  }
});

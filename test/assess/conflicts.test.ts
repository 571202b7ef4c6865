import { expect, it } from 'vitest';
import { namesOf, systemWith } from '../../src/assess/candidates.ts';
import { type Comparison, compareProfiles } from '../../src/assess/conflicts.ts';
import { prepare } from '../../src/assess/prepare.ts';
import { rules } from '../../src/rules/index.ts';
import { regime } from '../support/regime.ts';
import { day, profile, requirement } from '../support/requirement.ts';

async function compared(...named: readonly string[]): Promise<Comparison> {
  const profiles = await Promise.all(named.map(regime));
  return compareProfiles(profiles.map((each) => prepare(each, rules, { asOf: day('2026-11-27') })));
}

/** `TLS groups 2032-01-01: a x | b y` */
function lines({ conflicts }: Comparison): readonly string[] {
  return conflicts.map(
    ({ dimension, between, from }) =>
      `${dimension} ${from ?? 'warns'}: ${between.map((each) => `${each.profile} ${each.requirement.id}`).join(' | ')}`,
  );
}

function groupsNearest({ nearest }: Comparison) {
  const found = nearest.find(({ dimension }) => dimension === 'TLS groups');
  return { names: found?.names, unmet: found?.unmet.map((each) => `${each.profile} ${each.requirement.id}`) };
}

it('finds that the hybrids which the BSI wants need an exception under CNSA 2.0', async () => {
  const found = await compared('bsi-tr-02102', 'cnsa-2.0');
  expect(lines(found)).toEqual([
    'TLS groups 2032-01-01: bsi-tr-02102 tls.key-establishment | cnsa-2.0 tls.hybrids',
    'TLS groups warns: bsi-tr-02102 tls.key-establishment | cnsa-2.0 tls.key-establishment.tls-profile',
    'TLS groups warns: bsi-tr-02102 tls.ml-kem-alone | cnsa-2.0 tls.key-establishment.tls-profile',
    'TLS signature schemes 2036-01-01: bsi-tr-02102 tls.signatures | cnsa-2.0 tls.signatures.strength',
  ]);
  expect(groupsNearest(found)).toEqual({
    names: ['SecP384r1MLKEM1024'],
    unmet: ['cnsa-2.0 tls.hybrids', 'cnsa-2.0 tls.key-establishment.tls-profile'],
  });
});

it('finds that hybrids are not what the ISM recommends, which only warns', async () => {
  const found = lines(await compared('bsi-tr-02102', 'asd-ism'));
  expect(found).toContain('TLS groups warns: bsi-tr-02102 tls.key-establishment | asd-ism tls.hybrids');
  expect(found.filter((line) => line.includes('tls.hybrids') && !line.includes('warns'))).toEqual([]);
});

it('finds that ML-KEM-1024 in a hybrid comes nearest to five regimes', async () => {
  const found = await compared('cnsa-2.0', 'bsi-tr-02102', 'asd-ism', 'anssi', 'ncsc-uk');
  expect(groupsNearest(found)).toEqual({
    names: ['SecP384r1MLKEM1024'],
    unmet: ['cnsa-2.0 tls.hybrids', 'cnsa-2.0 tls.key-establishment.tls-profile', 'asd-ism tls.hybrids'],
  });
});

it('finds nothing between regimes that can be met together', async () => {
  expect(lines(await compared('eo-14412', 'ncsc-uk'))).toEqual([]);
});

it('finds a set of three where no two of them conflict', () => {
  const refuse = (id: string, name: string) =>
    requirement({ id, rule: 'tls-algorithms-not-offered', with: { names: [name] } });
  const want = requirement({
    id: 'want',
    rule: 'tls-algorithms-offered',
    with: { of: 'groups', anyOf: ['MLKEM768', 'MLKEM1024'] },
  });
  const house = profile(want, refuse('no-768', 'MLKEM768'), refuse('no-1024', 'MLKEM1024'));
  expect(lines(compareProfiles([prepare(house, rules, { asOf: day('2026-11-27') })]))).toEqual([
    'TLS groups 2026-11-27: house no-1024 | house no-768 | house want',
  ]);
});

it('tries names that the vocabulary has, post-quantum ones first', () => {
  expect(namesOf('TLS groups')).toEqual([
    'MLKEM512',
    'MLKEM768',
    'MLKEM1024',
    'SecP256r1MLKEM768',
    'X25519MLKEM768',
    'SecP384r1MLKEM1024',
    'secp256r1',
    'secp384r1',
    'x25519',
    'ffdhe3072',
  ]);
  expect(systemWith('TLS groups', ['MLKEM768']).map(({ subject }) => subject)).toEqual([
    'OpenSSL system default',
    'OpenSSH server',
  ]);
});

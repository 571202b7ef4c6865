import { expect, it } from 'vitest';
import { cryptoPolicies } from '../../../src/collect/crypto-policies.ts';
import { type FedoraPolicies, fedoraPolicies } from '../../support/crypto-policies.ts';
import { harvestOf } from '../../support/harvest.ts';
import type { Tree } from '../../support/tree.ts';

const LOCAL = '/etc/crypto-policies/local.d';

async function look(setup: FedoraPolicies, more: Tree = {}) {
  const harvest = await harvestOf(cryptoPolicies, { ...fedoraPolicies(setup), ...more });
  const state = harvest.facts.find((each) => each.kind === 'crypto-policy.state')?.value;
  const backEnds = harvest.facts.flatMap((each) => (each.kind === 'crypto-policy.back-end' ? [each.value] : []));
  return { harvest, state, backEnd: (name: string) => backEnds.find((each) => each.backEnd === name) };
}

it('tells a drop-in that works by what it changes', async () => {
  const localD = { 'opensslcnf-10-groups.config': '[crypto_policy]\nGroups = *X25519MLKEM768\n' };
  const { state, backEnd } = await look({ policy: 'DEFAULT:NO-PQ', localD });
  expect(state).toMatchObject({ consistent: true, whyNot: [], remarks: [] });
  expect(backEnd('opensslcnf')).toMatchObject({ origin: 'local.d', groups: ['X25519MLKEM768'] });
  expect(backEnd('opensslcnf')?.differences.slice(0, 2)).toEqual([
    'has groups X25519MLKEM768 in addition',
    'lacks groups X25519',
  ]);
});

it('says of drop-ins that change nothing that they do not: bare groups, an SSH keyword that is already set', async () => {
  const localD = { 'opensslcnf-x.config': 'Groups = X25519MLKEM768\n', 'openssh-x.config': 'Ciphers 3des-cbc\n' };
  const { backEnd } = await look({ policy: 'DEFAULT', localD });
  for (const name of ['opensslcnf', 'openssh'])
    expect(backEnd(name)).toMatchObject({
      origin: 'local.d',
      differences: [`${LOCAL}/${name}-x.config changes no algorithm, protocol or size`],
    });
});

it('appends several in the order of their names', async () => {
  const localD = { 'krb5-b.config': '# b\n', 'krb5-a.config': '# a\n' };
  const { backEnd } = await look({ policy: 'DEFAULT', localD });
  expect(backEnd('krb5')).toMatchObject({ origin: 'local.d' });
});

it('finds a drop-in that came after the last run', async () => {
  const { state, backEnd } = await look({ policy: 'DEFAULT' }, { [`${LOCAL}/krb5-x.config`]: '[libdefaults]\n' });
  const late = `${LOCAL}/krb5-x.config is not part of the file: update-crypto-policies has not run since`;
  expect(backEnd('krb5')).toMatchObject({ origin: 'generated', differences: [late] });
  expect(state).toMatchObject({
    consistent: false,
    whyNot: [`/etc/crypto-policies/back-ends/krb5.config is out of date: ${late}`],
  });
});

it('names drop-ins that feed nothing', async () => {
  const localD = { 'openssl-x.config': 'MinProtocol = TLSv1.3\n', 'apache-x.config': 'x\n' };
  const { state } = await look({ policy: 'DEFAULT', localD });
  expect(state).toMatchObject({
    consistent: true,
    remarks: [
      `${LOCAL}/apache-x.config has no effect: no back-end has that name`,
      `${LOCAL}/openssl-x.config has no effect: this system has no back-end openssl`,
    ],
  });
});

it('leaves a gap for a drop-in that cannot be read', async () => {
  const { harvest } = await look({ policy: 'DEFAULT' }, { [`${LOCAL}/nss-x.config`]: { link: 'nss-x.config' } });
  expect(harvest.gaps).toEqual([
    {
      kind: 'crypto-policy.back-end',
      subject: 'system crypto policy',
      why: `${LOCAL}/nss-x.config: symbolic links form a loop or a chain of more than 40`,
    },
  ]);
});

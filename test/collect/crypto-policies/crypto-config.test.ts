import { expect, it } from 'vitest';
import { cryptoPolicies } from '../../../src/collect/crypto-policies.ts';
import { harvestOf, statements } from '../../support/harvest.ts';

const CURRENT = '/var/lib/crypto-config/profiles/current';
const UBUNTU = { '/etc/os-release': 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="25.10"\n' };

const STATE = {
  configured: 'future',
  applied: 'future',
  subpolicies: [],
  consistent: true,
  whyNot: [],
  flavour: 'ubuntu-crypto-config',
  fipsOverlay: 'none',
  remarks: [],
};

it('finds the active profile of Ubuntu’s crypto-config', async () => {
  const harvest = await harvestOf(cryptoPolicies, {
    ...UBUNTU,
    [CURRENT]: { link: 'future' },
    '/var/lib/crypto-config/profiles/future/openssl.conf.d/min.cnf': 'MinProtocol = TLSv1.3\n',
  });
  expect(statements(harvest)).toEqual([{ kind: 'crypto-policy.state', subject: 'system crypto policy', value: STATE }]);
  expect(harvest.facts[0]?.evidence).toEqual([{ at: { in: 'file', path: CURRENT }, quote: 'future' }]);
});

it('finds a profile that is gone', async () => {
  const harvest = await harvestOf(cryptoPolicies, {
    ...UBUNTU,
    [CURRENT]: { link: '/var/lib/crypto-config/profiles/legacy/' },
  });
  expect(harvest.facts.map((each) => each.value)).toEqual([
    {
      ...STATE,
      configured: 'legacy',
      applied: null,
      consistent: false,
      whyNot: [`${CURRENT} leads to /var/lib/crypto-config/profiles/legacy/, which does not exist`],
    },
  ]);
});

it('leaves a gap where current is no link', async () => {
  const harvest = await harvestOf(cryptoPolicies, { ...UBUNTU, [CURRENT]: { dir: true } });
  expect(harvest).toEqual({
    facts: [],
    gaps: [
      {
        kind: 'crypto-policy.state',
        subject: 'system crypto policy',
        why: `${CURRENT}: wants a symbolic link to a profile, is none`,
      },
    ],
  });
});

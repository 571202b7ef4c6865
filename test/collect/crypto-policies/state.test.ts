import { expect, it } from 'vitest';
import { cryptoPolicies } from '../../../src/collect/crypto-policies.ts';
import type { Harvest } from '../../../src/facts/fact.ts';
import { targetPath } from '../../../src/facts/locator.ts';
import type { KernelView } from '../../../src/target/views.ts';
import { backEndTexts, fedoraPolicies, OVERLAY_MOUNTINFO } from '../../support/crypto-policies.ts';
import { harvestOf } from '../../support/harvest.ts';
import type { Tree, TreeEntry } from '../../support/tree.ts';

const ETC = '/etc/crypto-policies';

function stateOf(harvest: Harvest): unknown {
  return harvest.facts.find((each) => each.kind === 'crypto-policy.state')?.value;
}

function tree(policy: string, changes: Readonly<Record<string, TreeEntry | undefined>> = {}): Tree {
  const all = { ...fedoraPolicies({ policy }), ...changes };
  return Object.fromEntries(
    Object.entries(all).flatMap(([path, entry]) => (entry === undefined ? [] : [[path, entry] as const])),
  );
}

/** A running kernel that says so of FIPS mode and of its mounts. */
function kernel(fips: '0' | '1', mountinfo = ''): KernelView {
  return {
    read: async (name) => ({
      state: 'seen',
      value: name === 'mountinfo' ? mountinfo : `${fips}\n`,
      at: { in: 'kernel', name },
    }),
  };
}

it('finds a policy that was configured and not applied', async () => {
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT', { [`${ETC}/config`]: 'FUTURE\n' }));
  expect(stateOf(harvest)).toMatchObject({
    configured: 'FUTURE',
    applied: 'DEFAULT',
    consistent: false,
    whyNot: ['config says FUTURE, state/current says DEFAULT: update-crypto-policies has not run since'],
  });
});

it('adds the subpolicies of later lines', async () => {
  const changes = { [`${ETC}/config`]: '# site\ndefault:no-sha1\nno-pq # later\n' };
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT', changes));
  expect(stateOf(harvest)).toMatchObject({ configured: 'DEFAULT:NO-SHA1:NO-PQ', subpolicies: ['NO-SHA1', 'NO-PQ'] });
});

it('finds back-ends of another policy, one that leads nowhere and one that is not there', async () => {
  const changes = {
    [`${ETC}/back-ends/gnutls.config`]: { link: '/usr/share/crypto-policies/LEGACY/gnutls.txt' },
    [`${ETC}/back-ends/nss.config`]: { link: '../../../usr/share/crypto-policies/GONE/nss.txt' },
    [`${ETC}/back-ends/krb5.config`]: undefined,
  };
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT', changes));
  expect(stateOf(harvest)).toMatchObject({
    consistent: false,
    whyNot: [
      `${ETC}/back-ends/gnutls.config is that of LEGACY, not of DEFAULT`,
      `${ETC}/back-ends/nss.config leads to ../../../usr/share/crypto-policies/GONE/nss.txt, which does not exist`,
      `${ETC}/back-ends/krb5.config does not exist`,
    ],
  });
  const gnutls = harvest.facts.find((each) => each.subject === 'gnutls');
  expect(gnutls?.value).toMatchObject({ policy: 'LEGACY', origin: 'generated' });
});

it('finds a dump of another policy and a state that is missing', async () => {
  const dump = await harvestOf(
    cryptoPolicies,
    tree('DEFAULT', { [`${ETC}/state/CURRENT.pol`]: '# Policy FIPS dump\n' }),
  );
  expect(stateOf(dump)).toMatchObject({ whyNot: ['state/CURRENT.pol is a dump of FIPS, state/current says DEFAULT'] });
  const missing = await harvestOf(cryptoPolicies, tree('DEFAULT', { [`${ETC}/state/current`]: undefined }));
  expect(stateOf(missing)).toMatchObject({
    applied: null,
    consistent: false,
    whyNot: expect.arrayContaining([`${ETC}/state/current does not exist: update-crypto-policies has not run`]),
  });
});

it('takes default-config where there is no config, and FIPS where the kernel is in FIPS mode', async () => {
  const noConfig = tree('DEFAULT', { [`${ETC}/config`]: undefined });
  expect(stateOf(await harvestOf(cryptoPolicies, noConfig))).toMatchObject({
    configured: 'DEFAULT',
    consistent: true,
    remarks: [
      `${ETC}/config does not exist: /usr/share/crypto-policies/default-config is taken, or FIPS in the kernel's FIPS mode`,
    ],
  });
  expect(stateOf(await harvestOf(cryptoPolicies, noConfig, { kernel: kernel('1') }))).toMatchObject({
    configured: 'FIPS',
    consistent: false,
    remarks: [`${ETC}/config does not exist: the kernel is in FIPS mode, so FIPS is taken`],
  });
});

it('names no policy for a config of comments', async () => {
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT', { [`${ETC}/config`]: '# DEFAULT\n' }));
  expect(stateOf(harvest)).toMatchObject({
    configured: null,
    whyNot: [`${ETC}/config names no policy, or what can be no name of one`],
  });
});

it('leaves a gap, and the back-ends, where config cannot be read', async () => {
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT', { [`${ETC}/config`]: { link: 'config' } }));
  expect(harvest.gaps).toEqual([
    {
      kind: 'crypto-policy.state',
      subject: 'system crypto policy',
      why: `${ETC}/config: symbolic links form a loop or a chain of more than 40`,
    },
  ]);
  expect(stateOf(harvest)).toBeUndefined();
  expect(harvest.facts).toHaveLength(13);
});

it('leaves a gap for a back-end that cannot be read', async () => {
  const changes = {
    [`${ETC}/back-ends/nss.config`]: 'x'.repeat(200_000),
    [`${ETC}/back-ends/java.config`]: { dir: true } as const,
  };
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT', changes));
  // Whether the policy is consistent is open then, too.
  const java = `${ETC}/back-ends/java.config: not a regular file (device, socket, FIFO or directory), so it was not opened`;
  const nss = `${ETC}/back-ends/nss.config: larger than the limit for this kind of file`;
  expect(harvest.gaps.map(({ kind, subject, why }) => [kind, subject, why])).toEqual([
    ['crypto-policy.back-end', 'java', java],
    ['crypto-policy.state', 'system crypto policy', java],
    ['crypto-policy.back-end', 'nss', nss],
    ['crypto-policy.state', 'system crypto policy', nss],
  ]);
});

it('leaves a gap, not an empty list, for a back-end in a form that nobody knows', async () => {
  const changes = { [`${ETC}/back-ends/openssh.config`]: "CRYPTO_POLICY='-oCiphers=aes256-ctr'\n" };
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT', changes));
  expect(harvest.gaps).toEqual([
    {
      kind: 'crypto-policy.back-end',
      subject: 'openssh',
      why: `${ETC}/back-ends/openssh.config: nothing in it is of a form that is known here`,
    },
  ]);
  expect(harvest.facts.some((each) => each.subject === 'openssh')).toBe(false);
});

it('refuses a policy name that would lead out of the directory of policies', async () => {
  const changes = {
    [`${ETC}/config`]: '../../X\n',
    [`${ETC}/state/current`]: '../../X\n',
    [`${ETC}/state/CURRENT.pol`]: undefined,
  };
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT', changes));
  expect(stateOf(harvest)).toMatchObject({
    consistent: false,
    whyNot: expect.arrayContaining([`${ETC}/config names no policy, or what can be no name of one`]),
  });
});

it('names a vendor policy that one in /etc shadows', async () => {
  const changes = { [`${ETC}/policies/DEFAULT.pol`]: 'mac = AEAD\n' };
  expect(stateOf(await harvestOf(cryptoPolicies, tree('DEFAULT', changes)))).toMatchObject({
    consistent: true,
    remarks: [
      `/usr/share/crypto-policies/policies/DEFAULT.pol is shadowed by the file of the same name in ${ETC}/policies`,
    ],
  });
});

it('accepts an empty policy of one’s own with back-ends written by hand', async () => {
  const texts = backEndTexts('FUTURE');
  const own = Object.entries(texts).flatMap(([name, text]) => [
    [`/usr/share/crypto-policies/CORP/${name}.txt`, text],
    [`${ETC}/back-ends/${name}.config`, { link: `/usr/share/crypto-policies/CORP/${name}.txt` }],
  ]) as readonly (readonly [string, TreeEntry])[];
  const changes = {
    ...Object.fromEntries(own),
    [`${ETC}/config`]: 'CORP\n',
    [`${ETC}/state/current`]: 'CORP\n',
    [`${ETC}/state/CURRENT.pol`]: '# Policy CORP dump\n',
    [`${ETC}/policies/CORP.pol`]: '',
  };
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT', changes));
  expect(stateOf(harvest)).toMatchObject({
    configured: 'CORP',
    applied: 'CORP',
    consistent: true,
    whyNot: [],
    remarks: [],
  });
  expect(
    new Set(harvest.facts.flatMap((each) => (each.kind === 'crypto-policy.back-end' ? [each.value.origin] : []))),
  ).toEqual(new Set(['generated']));
});

it('finds the FIPS overlay mounted and judges by it: local.d and state do not count', async () => {
  const texts = backEndTexts('FIPS');
  const mounted = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [`${ETC}/back-ends/${name}.config`, text]),
  );
  const changes = { ...mounted, [`${ETC}/config`]: 'FIPS\n', [`${ETC}/local.d/krb5-x.config`]: '[libdefaults]\n' };
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT', changes), { kernel: kernel('1', OVERLAY_MOUNTINFO) });
  expect(stateOf(harvest)).toEqual({
    configured: 'FIPS',
    applied: 'FIPS',
    subpolicies: [],
    consistent: true,
    whyNot: [],
    flavour: 'fedora',
    fipsOverlay: 'mounted',
    remarks: ['the FIPS back-ends are mounted over those on disk: local.d and subpolicies do not count'],
  });
  expect(harvest.facts.find((each) => each.subject === 'opensslcnf')?.value).toMatchObject({
    policy: 'FIPS',
    origin: 'generated',
  });
});

it('waits for no overlay where the kernel runs in FIPS mode without it, as in a container', async () => {
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT'), { kernel: kernel('1') });
  expect(stateOf(harvest)).toMatchObject({ configured: 'DEFAULT', fipsOverlay: 'none' });
});

it('is not misled by another mount', async () => {
  const other = '91 28 253:0 /srv/back-ends /etc/crypto-policies/back-ends rw - xfs /dev/vda3 rw\n';
  const harvest = await harvestOf(cryptoPolicies, tree('DEFAULT'), { kernel: kernel('0', other) });
  expect(stateOf(harvest)).toMatchObject({ fipsOverlay: 'available', applied: 'DEFAULT' });
  expect(targetPath(ETC)).toBe(ETC);
});

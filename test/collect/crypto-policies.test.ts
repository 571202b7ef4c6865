import { expect, it } from 'vitest';
import { cryptoPolicies } from '../../src/collect/crypto-policies.ts';
import type { Harvest } from '../../src/facts/fact.ts';
import type { CryptoPolicyBackEnd, CryptoPolicyState } from '../../src/facts/values/configuration.ts';
import { backEndTexts, type FedoraPolicies, fedoraPolicies } from '../support/crypto-policies.ts';
import { harvestOf } from '../support/harvest.ts';
import type { Tree } from '../support/tree.ts';

const ETC = '/etc/crypto-policies';
const FEDORA = { '/etc/os-release': 'ID=fedora\nVERSION_ID=43\n' };

const FEDORA_DEFAULT: CryptoPolicyState = {
  configured: 'DEFAULT',
  applied: 'DEFAULT',
  subpolicies: [],
  consistent: true,
  whyNot: [],
  flavour: 'fedora',
  fipsOverlay: 'available',
  remarks: [],
};

function stateOf(harvest: Harvest): CryptoPolicyState | undefined {
  return harvest.facts.find((each) => each.kind === 'crypto-policy.state')?.value as CryptoPolicyState | undefined;
}

function backEndsOf(harvest: Harvest): readonly CryptoPolicyBackEnd[] {
  return harvest.facts.flatMap((each) => (each.kind === 'crypto-policy.back-end' ? [each.value] : []));
}

function origins(harvest: Harvest): Readonly<Record<string, string>> {
  return Object.fromEntries(backEndsOf(harvest).map((each) => [each.backEnd, each.origin]));
}

function backEnd(harvest: Harvest, name: string): CryptoPolicyBackEnd | undefined {
  return backEndsOf(harvest).find((each) => each.backEnd === name);
}

async function collect(setup: FedoraPolicies, more: Tree = {}): Promise<Harvest> {
  return harvestOf(cryptoPolicies, { ...FEDORA, ...fedoraPolicies(setup), ...more });
}

const ALL_GENERATED = Object.fromEntries(Object.keys(backEndTexts('DEFAULT')).map((name) => [name, 'generated']));

it('finds Fedora 43 with DEFAULT as the package leaves it', async () => {
  const harvest = await collect({ policy: 'DEFAULT' });
  expect(harvest.gaps).toEqual([]);
  expect(stateOf(harvest)).toEqual(FEDORA_DEFAULT);
  expect(origins(harvest)).toEqual(ALL_GENERATED);
  expect(backEnd(harvest, 'opensslcnf')).toMatchObject({
    policy: 'DEFAULT',
    mode: 'allowlist',
    protocols: ['TLSv1.2', 'TLSv1.3', 'DTLSv1.2'],
    minimumKeySizes: { rsa: 2048, dh: 2048, dsa: 2048 },
    differences: [],
  });
  const state = harvest.facts.find((each) => each.kind === 'crypto-policy.state');
  expect(state?.evidence).toEqual([
    { at: { in: 'file', path: `${ETC}/config` }, quote: 'DEFAULT' },
    { at: { in: 'file', path: `${ETC}/state/current` }, quote: 'DEFAULT' },
  ]);
  const openssl = harvest.facts.find((each) => each.subject === 'opensslcnf');
  expect(openssl?.evidence[0].at).toEqual({ in: 'file', path: '/usr/share/crypto-policies/DEFAULT/opensslcnf.txt' });
  expect(openssl?.evidence[0].quote).toMatch(/^Groups = \*\?X25519MLKEM768:/);
});

it('finds FIPS with its groups in the order of OpenSSL', async () => {
  const harvest = await collect({ policy: 'FIPS' });
  expect(stateOf(harvest)).toEqual({ ...FEDORA_DEFAULT, configured: 'FIPS', applied: 'FIPS' });
  expect(origins(harvest)).toEqual(ALL_GENERATED);
  expect(backEnd(harvest, 'opensslcnf')?.groups.slice(0, 3)).toEqual([
    ...['SecP256r1MLKEM768', 'p256_mlkem768', 'X25519MLKEM768'],
  ]);
});

it.each([
  ['DEFAULT:NO-PQ', 'NO-PQ', 'X25519'],
  ['FIPS:OSPP', 'OSPP', 'secp521r1'],
])('resolves %s, for which there is no ready-made file', async (policy, subpolicy, firstGroup) => {
  const harvest = await collect({ policy });
  expect(stateOf(harvest)).toEqual({
    ...FEDORA_DEFAULT,
    configured: policy,
    applied: policy,
    subpolicies: [subpolicy],
  });
  expect(origins(harvest)).toEqual(ALL_GENERATED);
  expect(backEnd(harvest, 'opensslcnf')?.groups[0]).toBe(firstGroup);
});

it('finds RHEL 9 with the two back-ends that later versions removed and no overlay', async () => {
  const harvest = await collect(
    { policy: 'DEFAULT', flavour: 'rhel9' },
    { '/etc/os-release': 'ID=rhel\nID_LIKE=fedora\n' },
  );
  expect(stateOf(harvest)).toEqual({ ...FEDORA_DEFAULT, fipsOverlay: 'none' });
  expect(origins(harvest)).toEqual({ ...ALL_GENERATED, javasystem: 'generated', openssl: 'generated' });
  expect(backEnd(harvest, 'opensslcnf')?.groups[0]).toBe('X25519');
});

it('finds a back-end that was edited by hand beside the ready-made one', async () => {
  const text = backEndTexts('DEFAULT')['opensslcnf']?.replace('?X25519MLKEM768:?x25519_mlkem768:', '') ?? '';
  const harvest = await collect({ policy: 'DEFAULT' }, { [`${ETC}/back-ends/opensslcnf.config`]: text });
  expect(backEnd(harvest, 'opensslcnf')).toMatchObject({
    policy: 'DEFAULT',
    origin: 'edited',
    differences: ['lacks groups X25519MLKEM768', 'lacks groups x25519_mlkem768'],
  });
  expect(stateOf(harvest)).toEqual({
    ...FEDORA_DEFAULT,
    consistent: false,
    whyNot: [`${ETC}/back-ends/opensslcnf.config is not what DEFAULT gives: lacks groups X25519MLKEM768`],
  });
});

it('finds a back-end that was edited by hand where only the policy’s source is there', async () => {
  const text = backEndTexts('DEFAULT:NO-PQ')['openssh']?.replace('Ciphers ', 'Ciphers 3des-cbc,') ?? '';
  const harvest = await collect({ policy: 'DEFAULT:NO-PQ' }, { [`${ETC}/back-ends/openssh.config`]: text });
  expect(origins(harvest)).toEqual({ ...ALL_GENERATED, openssh: 'edited' });
  expect(backEnd(harvest, 'openssh')?.differences).toEqual(['has ciphers 3des-cbc, which the policy does not give']);
});

it('says of an edit without meaning where the text departs', async () => {
  const text = `${backEndTexts('DEFAULT')['krb5']}# kept by hand\n`;
  const harvest = await collect({ policy: 'DEFAULT' }, { [`${ETC}/back-ends/krb5.config`]: text });
  expect(backEnd(harvest, 'krb5')).toMatchObject({
    origin: 'edited',
    differences: ['its text differs from the ready-made file from line 3 on'],
  });
});

it('says unknown where neither a ready-made file nor a source is there', async () => {
  const harvest = await collect(
    { policy: 'DEFAULT:NO-PQ' },
    { '/usr/share/crypto-policies/policies/modules/NO-PQ.pmod': 'group = ?' },
  );
  expect(origins(harvest)).toEqual(Object.fromEntries(Object.keys(ALL_GENERATED).map((name) => [name, 'unknown'])));
  expect(backEnd(harvest, 'gnutls')?.differences).toEqual([
    'neither a ready-made file nor the source of DEFAULT:NO-PQ is here to compare with',
  ]);
  expect(stateOf(harvest)?.whyNot).toEqual([
    '/usr/share/crypto-policies/policies/modules/NO-PQ.pmod: ? matches no group (line 1)',
  ]);
});

it('has no fact and no gap on a system without policies', async () => {
  expect(await harvestOf(cryptoPolicies, { '/etc/os-release': 'ID=debian\n' })).toEqual({ facts: [], gaps: [] });
  const withApt = { '/etc/os-release': 'ID=alpine\n', [`${ETC}/back-ends/apt-sequoia.config`]: '[hash_algorithms]\n' };
  expect(await harvestOf(cryptoPolicies, withApt)).toEqual({ facts: [], gaps: [] });
});

it('takes Ubuntu’s inert copy of the package for nothing', async () => {
  const harvest = await collect({ policy: 'DEFAULT' }, { '/etc/os-release': 'ID=ubuntu\nID_LIKE=debian\n' });
  expect(harvest).toEqual({ facts: [], gaps: [] });
});

it('knows SUSE by its release, with fewer back-ends and no overlay', async () => {
  const tree = fedoraPolicies({ policy: 'DEFAULT', flavour: 'rhel9' });
  const absentOnSuse = /libreswan|sequoia|javasystem|\/openssl\.(config|txt)$/;
  const suse = Object.fromEntries(Object.entries(tree).filter(([path]) => !absentOnSuse.test(path)));
  const harvest = await harvestOf(cryptoPolicies, { ...suse, '/etc/os-release': 'ID="sles"\nID_LIKE="suse"\n' });
  expect(stateOf(harvest)).toEqual({ ...FEDORA_DEFAULT, flavour: 'suse', fipsOverlay: 'none' });
  expect(Object.keys(origins(harvest))).toEqual([
    ...['bind', 'gnutls', 'java', 'krb5', 'libssh', 'nss', 'openssh', 'opensshserver', 'openssl_fips', 'opensslcnf'],
  ]);
});

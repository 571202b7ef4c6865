import { describe, expect, it } from 'vitest';
import { openssl } from '../../src/collect/openssl.ts';
import type { FactKind, Harvest } from '../../src/facts/fact.ts';
import type { FactValues } from '../../src/facts/values.ts';
import type { CommandView } from '../../src/target/views.ts';
import { buildFipsModule } from '../support/elf.ts';
import { harvestOf } from '../support/harvest.ts';
import { kernelOf } from '../support/kernel.ts';
import { DEFAULT_POLICY_GROUPS, FIPS_POLICY_GROUPS } from '../support/openssl-resolution.ts';
import { azureLinux, debian13, debian13Fips, RHEL_9_FIPS_SO, redHat } from '../support/openssl-trees.ts';

function values<K extends FactKind>(harvest: Harvest, kind: K): readonly FactValues[K][] {
  // The kind was compared just now.
  return harvest.facts.filter((each) => each.kind === kind).map((each) => each.value as FactValues[K]);
}

/** `subject: groups | key shares` of each tls.configured. */
function offers(harvest: Harvest): readonly string[] {
  return harvest.facts.flatMap((each) =>
    each.kind === 'tls.configured'
      ? [`${each.subject}: ${each.value.groups.join(' ')} | ${each.value.keyShares.join(' ')}`]
      : [],
  );
}

/** `name off|on: active` of each provider that is in play. */
function active(harvest: Harvest): readonly string[] {
  return values(harvest, 'openssl.provider')
    .filter(({ activated }) => activated)
    .map(({ name, kernelFips }) => `${name} ${kernelFips}`);
}

it('finds the module of a stock Debian 13, to which nothing routes', async () => {
  const harvest = await harvestOf(openssl, debian13());
  expect(harvest.gaps).toEqual([]);
  expect(values(harvest, 'openssl.configuration')).toEqual([
    { path: '/etc/ssl/openssl.cnf', section: 'openssl_conf', outcome: 'applied', why: [] },
  ]);
  expect(active(harvest)).toEqual(['default off', 'default on']);
  expect(values(harvest, 'openssl.directive-without-effect')).toEqual([]);
  expect(values(harvest, 'fips.module')).toMatchObject([
    {
      build: '3.5.7',
      path: '/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so',
      integrity: 'unknown',
      selected: { flagOff: 'no', flagOn: 'no' },
      reportedActive: null,
    },
  ]);
  expect(values(harvest, 'tls.configured')).toMatchObject([
    {
      minProtocol: 'TLSv1.2',
      keyShares: ['X25519MLKEM768', 'x25519'],
      cipherString: 'DEFAULT@SECLEVEL=2',
      securityLevel: 2,
      origin: {
        minProtocol: { from: 'directive', path: '/etc/ssl/openssl.cnf', line: 23 },
        groups: { from: 'built-in', library: 'OpenSSL 3.5.7' },
      },
    },
  ]);
});

it('routes to the module that fipsinstall configured, and judges its parameters', async () => {
  const harvest = await harvestOf(openssl, debian13Fips());
  expect(harvest.gaps).toEqual([]);
  expect(values(harvest, 'fips.module')).toMatchObject([
    { integrity: 'intact', selected: { flagOff: 'enforced', flagOn: 'enforced' } },
  ]);
  expect(values(harvest, 'fips.module-parameters')).toMatchObject([
    {
      path: '/etc/ssl/fipsmodule.cnf',
      installStatus: 'absent',
      belowStrict: expect.arrayContaining(['hmac-key-check']),
    },
  ]);
  expect(values(harvest, 'openssl.properties')).toEqual([
    { defaultProperties: 'fips=yes', fipsRequired: true, kernelFips: 'off' },
    { defaultProperties: 'fips=yes', fipsRequired: true, kernelFips: 'on' },
  ]);
  expect(offers(harvest)).toEqual([
    'OpenSSL system default: X25519MLKEM768 secp256r1 secp384r1 secp521r1 ffdhe2048 ffdhe3072 | X25519MLKEM768',
  ]);
});

it('routes to no module that was changed after it was configured, and no TLS is left', async () => {
  const tree = debian13Fips();
  const module = buildFipsModule({ version: '3.5.7' });
  module[module.indexOf(0xc3)] = 0x90;
  const harvest = await harvestOf(openssl, { ...tree, '/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so': module });
  expect(values(harvest, 'fips.module')).toMatchObject([
    { integrity: 'altered', selected: { flagOff: 'no', flagOn: 'no' } },
  ]);
  expect(active(harvest)).toEqual(['base off', 'base on']);
  expect(offers(harvest)).toEqual(['OpenSSL system default:  | ']);
});

it('says that every program stops where the include of the module is missing', async () => {
  const { '/etc/ssl/fipsmodule.cnf': _, ...tree } = debian13Fips();
  const harvest = await harvestOf(openssl, tree);
  expect(values(harvest, 'openssl.configuration')).toEqual([
    {
      path: '/etc/ssl/openssl.cnf',
      section: 'openssl_conf',
      outcome: 'fails',
      why: [
        'provider fips: no section [fips_sect]',
        '/etc/ssl/openssl.cnf:7: include: /etc/ssl/fipsmodule.cnf does not exist, and is passed over',
      ],
    },
  ]);
  expect(values(harvest, 'fips.module')).toMatchObject([{ selected: { flagOff: 'no', flagOn: 'no' } }]);
});

const fedora = (groups: string) =>
  redHat({
    version: '3.5.4',
    backEnd: `CipherString = @SECLEVEL=2:kEECDH:kRSA\nTLS.MinProtocol = TLSv1.2\nDTLS.MinProtocol = DTLSv1.2\nGroups = ${groups}\n[evp_properties]\nrh-allow-sha1-signatures = no\n`,
    module: buildFipsModule({
      name: 'Red Hat Enterprise Linux OpenSSL FIPS Provider',
      version: '3.5.4-0123456789abcdef',
      mac: 'embedded',
    }),
  });

it('tells both sides of the kernel flag on Fedora with the DEFAULT policy', async () => {
  const harvest = await harvestOf(openssl, fedora(DEFAULT_POLICY_GROUPS));
  expect(harvest.gaps).toEqual([]);
  expect(values(harvest, 'openssl.directive-without-effect')).toEqual([]);
  expect(values(harvest, 'fips.module')).toMatchObject([
    { integrity: 'intact', selected: { flagOff: 'no', flagOn: 'enforced' } },
  ]);
  // Under the flag the policy's X25519 is not served, the whole line falls, and the library's own list stands in.
  expect(offers(harvest)).toEqual([
    'OpenSSL system default: X25519MLKEM768 SecP256r1MLKEM768 SecP384r1MLKEM1024 x25519 secp256r1 x448 secp521r1 secp384r1 ffdhe2048 ffdhe3072 ffdhe4096 ffdhe6144 ffdhe8192 | X25519MLKEM768 x25519',
    'OpenSSL system default under kernel FIPS mode: X25519MLKEM768 secp256r1 secp384r1 secp521r1 ffdhe2048 ffdhe3072 | X25519MLKEM768',
  ]);
  expect(values(harvest, 'tls.configured')[0]?.origin.groups).toEqual({
    from: 'policy',
    path: '/etc/crypto-policies/back-ends/opensslcnf.config',
    line: 4,
  });
});

it('tells on a live Fedora host only what holds under the flag of its kernel', async () => {
  const harvest = await harvestOf(openssl, fedora(FIPS_POLICY_GROUPS), { kernel: kernelOf({ fips_enabled: '1\n' }) });
  expect(offers(harvest)).toEqual([
    'OpenSSL system default: SecP256r1MLKEM768 X25519MLKEM768 SecP384r1MLKEM1024 secp256r1 secp521r1 secp384r1 ffdhe2048 ffdhe3072 ffdhe4096 ffdhe6144 ffdhe8192 | SecP256r1MLKEM768 secp256r1',
  ]);
});

describe('on Fedora where the FIPS overlay waits for fips=1', () => {
  const mounted = '/usr/share/crypto-policies/back-ends/FIPS/opensslcnf.config';
  const tree = {
    ...fedora(DEFAULT_POLICY_GROUPS),
    '/etc/crypto-policies/config': 'DEFAULT\n',
    '/usr/lib/systemd/system/fips-crypto-policy-overlay.service': '[Service]\n',
    [mounted]: 'CipherString = @SECLEVEL=2:kEECDH\nGroups = secp384r1:secp256r1\n',
  };
  const inFipsMode = 'OpenSSL system default under kernel FIPS mode';

  it('tells what holds once it is mounted, and names the file that is read then', async () => {
    const harvest = await harvestOf(openssl, tree);
    expect(harvest.gaps).toEqual([]);
    const found = harvest.facts.find(({ subject }) => subject === inFipsMode);
    expect(found?.value).toMatchObject({
      groups: ['secp384r1', 'secp256r1'],
      origin: { groups: { from: 'policy', path: mounted, line: 2 } },
    });
    expect(found?.evidence).toMatchObject([{ at: { in: 'file', path: mounted, line: 2 } }]);
  });

  it('reads the files as they stand where the kernel runs in FIPS mode without the mount', async () => {
    const kernel = kernelOf({ fips_enabled: '1\n', mountinfo: '' });
    const harvest = await harvestOf(openssl, tree, { kernel });
    expect(offers(harvest)).toEqual([
      'OpenSSL system default: X25519MLKEM768 secp256r1 secp384r1 secp521r1 ffdhe2048 ffdhe3072 | X25519MLKEM768',
    ]);
  });
});

it('serves no ML-KEM from the certified module of RHEL 9 under the flag', async () => {
  const tree = redHat({
    version: '3.5.1',
    backEnd: 'Groups = *?X25519MLKEM768:?SecP256r1MLKEM768/*?secp256r1\n',
    module: RHEL_9_FIPS_SO,
  });
  const harvest = await harvestOf(openssl, tree);
  expect(offers(harvest)).toEqual([
    'OpenSSL system default: X25519MLKEM768 SecP256r1MLKEM768 secp256r1 | X25519MLKEM768 secp256r1',
    'OpenSSL system default under kernel FIPS mode: secp256r1 | secp256r1',
  ]);
  expect(values(harvest, 'fips.module')).toMatchObject([
    { build: '3.0.7-395c1a240fbfffd8', selected: { flagOff: 'no', flagOn: 'enforced' } },
  ]);
});

it('does not find SymCrypt active where its module is missing', async () => {
  const three = await harvestOf(openssl, azureLinux(3));
  expect(active(three)).toEqual(['default off', 'default on']);
  expect(values(three, 'fips.module')).toEqual([]);
  const four = await harvestOf(openssl, azureLinux(4));
  expect(active(four)).toEqual(['default off', 'default on']);
});

it('asserts nothing of a configuration that it may not read', async () => {
  const harvest = await harvestOf(openssl, {
    ...debian13(),
    '/etc/ssl/openssl.cnf': { link: '/etc/shadow' },
    '/etc/shadow': { dir: true },
  });
  expect(harvest.facts.map(({ kind }) => kind)).toEqual(['openssl.library', 'fips.module']);
  expect(values(harvest, 'fips.module')).toMatchObject([{ selected: { flagOff: 'unknown', flagOn: 'unknown' } }]);
  expect(harvest.gaps.map(({ kind, why }) => `${kind}: ${why}`)).toContain(
    'tls.configured: /usr/lib/ssl/openssl.cnf: not a regular file',
  );
});

it('takes OPENSSL_CONF of the whole system', async () => {
  const harvest = await harvestOf(openssl, {
    ...debian13(),
    '/etc/environment': 'OPENSSL_CONF="/etc/other.cnf"\n',
    '/etc/other.cnf': 'openssl_conf = i\n[i]\nssl_conf = s\n[s]\nsystem_default = t\n[t]\nGroups = P-384\n',
  });
  expect(offers(harvest)).toEqual(['OpenSSL system default: secp384r1 | secp384r1']);
});

it('says nothing of a target without OpenSSL, and has no gap for it', async () => {
  expect(await harvestOf(openssl, { '/etc/ssl/openssl.cnf': 'a = 1\n' })).toEqual({ facts: [], gaps: [] });
});

it('takes what the host itself reports from the own block of the provider', async () => {
  const tree = debian13Fips();
  const kernel = kernelOf({});
  const reported = async (stdout: string, exitCode = 0) => {
    const harvest = await harvestOf(openssl, tree, { kernel, commands: saying(stdout, exitCode) });
    return values(harvest, 'fips.module').map(({ reportedActive }) => reportedActive);
  };
  expect(await reported('Providers:\n  base\n    status: active\n  fips\n    status: active\n')).toEqual([true]);
  expect(await reported('Providers:\n  base\n    status: active\n  fips\n')).toEqual([false]);
  expect(await reported('Providers:\n  base\n    status: active\n')).toEqual([false]);
  expect(await reported('FATAL: Startup failure\n', 1)).toEqual([null]);
});

function saying(stdout: string, exitCode: number): CommandView {
  return {
    run: async (argv) => ({ state: 'seen', value: { stdout, stderr: '', exitCode }, at: { in: 'command', argv } }),
  };
}

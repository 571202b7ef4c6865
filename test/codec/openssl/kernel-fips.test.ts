import { describe, expect, it } from 'vitest';
import type { OpensslBuild } from '../../../src/codec/openssl/build.ts';
import type { Resolution } from '../../../src/codec/openssl/resolution.ts';
import type { FileSource, ModuleStates } from '../../../src/codec/openssl/resolve.ts';
import {
  build,
  DEFAULT_POLICY_GROUPS,
  FIPS_POLICY_GROUPS,
  groupsOf,
  resolveText,
} from '../../support/openssl-resolution.ts';

const RED_HAT = build('3.5.4', { flavour: 'red-hat', openssldir: '/etc/pki/tls', readsKernelFips: true });
const AZURE_3 = build('3.3.5', { flavour: 'azure-linux-3', openssldir: '/etc/pki/tls', readsKernelFips: true });
const AZURE_4 = build('3.5.4', { flavour: 'azure-linux-4', openssldir: '/etc/pki/tls', readsKernelFips: true });
const UBUNTU = build('3.0.13', { flavour: 'ubuntu', readsKernelFips: true });
const MAIN = '/etc/pki/tls/openssl.cnf';
/** What Fedora's openssl.cnf comes to. */
const STOCK = `openssl_conf = init
config_diagnostics = 0
[init]
providers = providers
ssl_conf = ssl
alg_section = evp
[providers]
default = default_sect
[default_sect]
activate = 1
[ssl]
system_default = policy
[policy]
.include = /policy
[evp]
`;
const policy = (groups: string) => `Groups = ${groups}\n[evp]\nrh-allow-sha1-signatures = no\n`;

function underFlag(openssl: OpensslBuild, files: FileSource, moduleStates: ModuleStates = () => 'loads'): Resolution {
  return resolveText(files, { build: openssl, kernelFips: true, moduleStates });
}

function active({ providers }: Resolution): string {
  return providers
    .filter(({ activated }) => activated)
    .map(({ name, because }) => `${name} (${because})`)
    .join(', ');
}

it('leaves a Red Hat system as its policy says while the flag is off', () => {
  const files = { [MAIN]: STOCK, '/policy': policy(DEFAULT_POLICY_GROUPS) };
  const resolution = resolveText(files, { build: RED_HAT });
  expect([resolution.outcome, resolution.idle, active(resolution)]).toEqual(['applied', [], 'default (directive)']);
  expect(groupsOf(resolution)).toMatch(/^X25519MLKEM768 SecP256r1MLKEM768 .* \| X25519MLKEM768 x25519$/);
});

it('adds fips from fips_local.cnf, base and fips=yes on a Red Hat system under the flag', () => {
  const files = {
    [MAIN]: STOCK,
    '/policy': policy(FIPS_POLICY_GROUPS),
    '/etc/pki/tls/fips_local.cnf': '\n[fips_sect]\ntls1-prf-ems-check = 1\nactivate = 1\n',
  };
  const resolution = underFlag(RED_HAT, files);
  expect(active(resolution)).toBe('default (directive), fips (directive), base (kernel FIPS mode)');
  expect([resolution.defaultProperties.text, resolution.fipsRequired]).toEqual(['fips=yes', true]);
  expect(groupsOf(resolution)).toMatch(/^SecP256r1MLKEM768 .* \| SecP256r1MLKEM768 secp256r1$/);
  // A module that does not load goes unnoticed this way: nothing works, which is at least not unapproved.
  expect(groupsOf(underFlag(RED_HAT, files, () => 'integrity-failure'))).toMatch(/^the library has no ciphers/);
});

it('goes on without enforcement where fips, asked for by name, does not load', () => {
  const resolution = underFlag(RED_HAT, { [MAIN]: STOCK, '/policy': policy(DEFAULT_POLICY_GROUPS) }, () => 'missing');
  expect([resolution.outcome, resolution.why, active(resolution), resolution.fipsRequired]).toEqual([
    'partly-applied',
    ['the kernel is in FIPS mode and the FIPS provider does not load'],
    'default (directive)',
    false,
  ]);
});

it('escapes the flag with a configuration that has no providers', () => {
  const resolution = underFlag(RED_HAT, { [MAIN]: 'openssl_conf = i\n[i]\n' });
  expect([resolution.fipsRequired, active(resolution)]).toEqual([
    false,
    'default (fallback: the configuration activates no provider)',
  ]);
});

it('loses the properties of the flag to default_properties that come after', () => {
  const files = {
    [MAIN]: STOCK.concat('default_properties = ?provider=legacy\n'),
    '/policy': policy('P-384').split('[evp]')[0] ?? '',
  };
  expect(underFlag(RED_HAT, files)).toMatchObject({
    defaultProperties: { text: '?provider=legacy' },
    fipsRequired: false,
  });
});

const SYMCRYPT = '[symcrypt_prov_sect]\nactivate = 1\nmodule = /usr/lib64/ossl-modules/symcryptprovider.so\n';

it('takes SymCrypt first on Azure Linux 3, with no property, else fips with fips=yes, else fails', () => {
  const files = { [MAIN]: STOCK, '/policy': 'Groups = P-384\n', '/etc/pki/tls/symcrypt_prov.cnf': SYMCRYPT };
  expect(active(resolveText(files, { build: AZURE_3 }))).toBe('default (directive), symcryptprovider (directive)');
  expect(underFlag(AZURE_3, files)).toMatchObject({ fipsRequired: false, defaultProperties: { text: '' } });
  const { '/etc/pki/tls/symcrypt_prov.cnf': _, ...without } = files;
  const fips = underFlag(AZURE_3, without, (path) => (path.endsWith('/fips.so') ? 'loads' : 'missing'));
  expect([active(fips), fips.fipsRequired]).toEqual([
    'default (directive), fips (kernel FIPS mode), base (kernel FIPS mode)',
    true,
  ]);
  expect(underFlag(AZURE_3, without, () => 'missing')).toMatchObject({
    outcome: 'partly-applied',
    why: ['the kernel is in FIPS mode and neither symcryptprovider nor fips loads'],
  });
});

it('prefers SymCrypt on early Azure Linux 4, and requires nothing', () => {
  const files = { [MAIN]: STOCK, '/policy': 'Groups = P-384\n', '/etc/pki/tls/openssl.d/symcrypt_prov.cnf': SYMCRYPT };
  const resolution = underFlag(AZURE_4, files);
  expect([active(resolution), resolution.defaultProperties.text, resolution.fipsRequired]).toEqual([
    'default (directive), symcryptprovider (directive), base (kernel FIPS mode)',
    '?provider=symcryptprovider,?fips=yes',
    false,
  ]);
});

describe('the registration of Azure Linux 4', () => {
  const REGISTERING = { ...AZURE_4, registersFipsProvider: true };
  const directory = '/etc/pki/tls/azl-openssl-fips-provider.d';
  const registration = (properties: string) => `.include /etc/pki/tls/openssl.d/fipsmodule.cnf
[azl_fips_provider]
provider = fips
section = fips_sect
additional_default_properties = ${properties}
`;
  const files = {
    [MAIN]: STOCK,
    '/policy': 'Groups = P-384\n',
    [directory]: ['openssl.cnf', 'README'],
    [`${directory}/openssl.cnf`]: registration('fips=yes'),
    '/etc/pki/tls/openssl.d/fipsmodule.cnf': '[fips_sect]\nmodule = /usr/lib64/ossl-modules/fips.so\nmodule-mac = 00\n',
  };

  it('is loaded before the configured providers, with its own properties', () => {
    const resolution = underFlag(REGISTERING, files);
    expect([
      active(resolution),
      resolution.defaultProperties.text,
      resolution.fipsRequired,
      resolution.outcome,
    ]).toEqual(['fips (kernel FIPS mode), base (kernel FIPS mode), default (directive)', 'fips=yes', true, 'applied']);
    const preferring = underFlag(REGISTERING, { ...files, [`${directory}/openssl.cnf`]: registration('?fips=yes') });
    expect([preferring.defaultProperties.text, preferring.fipsRequired]).toEqual(['?fips=yes', false]);
  });

  it('is not looked at with the flag off', () => {
    const resolution = resolveText(files, { build: REGISTERING });
    expect([active(resolution), resolution.defaultProperties.text]).toEqual(['default (directive)', '']);
  });

  it.each([
    ['nothing is registered', { [directory]: [] }, `0 FIPS providers are registered in ${directory}, not one`],
    ['two are', { [directory]: ['a.cnf', '.b.CNF'] }, `2 FIPS providers are registered in ${directory}, not one`],
    [
      'a key stands twice',
      { [`${directory}/openssl.cnf`]: `${registration('fips=yes')}1.provider = x\n` },
      `${directory}/openssl.cnf: provider stands there twice`,
    ],
    [
      'its section is missing',
      {
        [`${directory}/openssl.cnf`]:
          '[azl_fips_provider]\nprovider = fips\nsection = no\nadditional_default_properties = fips=yes\n',
      },
      `${directory}/openssl.cnf: it has no section [no]`,
    ],
  ])('stops every program where %s, although config_diagnostics is 0', (_, changes, why) => {
    const resolution = underFlag(REGISTERING, { ...files, ...changes });
    expect(resolution).toMatchObject({ outcome: 'fails', stops: `the kernel is in FIPS mode: ${why}` });
    expect(active(resolution)).not.toContain('default');
  });

  it('stops every program where the module does not load', () => {
    expect(underFlag(REGISTERING, files, () => 'integrity-failure')).toMatchObject({
      outcome: 'fails',
      stops: 'the kernel is in FIPS mode: the registered fips does not load',
    });
  });
});

it('stops every program on Ubuntu where the module is missing under the flag', () => {
  const files = { '/etc/ssl/openssl.cnf': 'openssl_conf = i\n[i]\n' };
  expect(underFlag(UBUNTU, files, () => 'missing')).toMatchObject({
    outcome: 'fails',
    stops: 'the kernel is in FIPS mode and the FIPS provider does not load',
  });
  expect(underFlag(UBUNTU, files)).toMatchObject({ outcome: 'applied', fipsRequired: true });
});

it('looks PROFILE=SYSTEM up in the back-end, and takes its security level without any ssl_conf', () => {
  const openssl = { ...RED_HAT, systemCiphersFile: '/policy' };
  const files = { [MAIN]: 'openssl_conf = i\n[i]\n', '/policy': 'CipherString = @SECLEVEL=3:kEECDH:kRSA\n' };
  expect(resolveText(files, { build: openssl }).tls.securityLevel).toBe(3);
  const stock = resolveText(
    'openssl_conf = i\n[i]\nssl_conf = s\n[s]\nsystem_default = t\n[t]\nCipherString = PROFILE=SYSTEM\n',
  );
  expect(stock.idle.map(({ why }) => why)).toEqual(['no cipher matches']);
});

import { dirname } from 'node:path';
import fc from 'fast-check';
import type { Configuration } from './configuration.ts';

/** What a configuration of providers is made from. */
export interface FipsMaterial {
  /** The fipsmodule.cnf that `openssl fipsinstall` wrote for the tree's own module. */
  readonly fipsmodule: string;
  /** The module itself, to be named by its full path. */
  readonly module: string;
}

/** Configurations about providers: which are active in the end, and what the algorithms that are left put on the wire. */
export function providerConfigurations(material: FipsMaterial): fc.Arbitrary<Configuration> {
  return fc
    .record({
      diagnostics: fc.constantFrom('0', '1'),
      providers: fc.shuffledSubarray(['default', 'base', 'fips', 'legacy', 'null', 'bogus'], {
        minLength: 1,
        maxLength: 3,
      }),
      activations: fc.array(mostly(['activate = 1'], ACTIVATIONS), { minLength: 6, maxLength: 6 }),
      fips: mostly(['.include @DIR@/fipsmodule.cnf'], FIPS_SECTIONS),
      properties: mostly('', PROPERTIES),
      odd: mostly<OddEntry>({ entry: [], section: [] }, ODD_ENTRIES),
      tls: fc.constantFrom(...TLS_LINES),
      modules: mostly('', ['@DIR@/none', '@MODULES@']),
      first: fc.constantFrom('providers', 'ssl_conf', 'alg_section'),
    })
    .map((draft) => {
      const modules = [
        'providers = providers',
        'ssl_conf = ssl',
        ...(draft.properties === '' ? [] : ['alg_section = algorithms']),
      ];
      const sections = draft.providers.flatMap((name, index) =>
        name === 'fips' ? draft.fips : [`[${name}_sect]`, ...(draft.activations[index] ?? [])],
      );
      const conf = [
        'openssl_conf = init',
        `config_diagnostics = ${draft.diagnostics}`,
        '[init]',
        ...modules.sort((left, right) => Number(right.startsWith(draft.first)) - Number(left.startsWith(draft.first))),
        '[providers]',
        ...draft.providers.map((name) => `${name} = ${name}_sect`),
        ...draft.odd.entry,
        ...sections,
        ...draft.odd.section,
        '[algorithms]',
        ...(draft.properties === '' ? [] : [draft.properties]),
        '[ssl]',
        'system_default = tls',
        '[tls]',
        ...draft.tls,
        '',
      ].join('\n');
      const place = draft.modules.replace('@MODULES@', dirname(material.module));
      return {
        name: 'providers',
        files: files(conf, material),
        environment: place === '' ? {} : { OPENSSL_MODULES: place },
      };
    });
}

/** The plain one three times of four, so that a configuration has one oddity or two, not six. */
function mostly<T>(plain: T, odd: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(plain) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
}

function files(conf: string, { fipsmodule, module }: FipsMaterial): Readonly<Record<string, string>> {
  const inactive = fipsmodule.replace('activate = 1\n', '');
  const wrong = fipsmodule.replace(/module-mac = (..)/, (_, first) => `module-mac = ${first === '00' ? '01' : '00'}`);
  return {
    'openssl.cnf': conf.replaceAll('@MODULE@', module),
    'fipsmodule.cnf': fipsmodule,
    'fipsmodule-inactive.cnf': inactive,
    'fipsmodule-wrong.cnf': wrong,
    'fipsmodule-without-mac.cnf': fipsmodule.replace(/module-mac.*\n/, ''),
    'fipsmodule-lower.cnf': fipsmodule.replace(/module-mac = .*/, (line) => line.toLowerCase()),
    'fipsmodule-without-colons.cnf': fipsmodule.replace(/module-mac = .*/, (line) => line.replaceAll(':', '')),
    'fipsmodule-short.cnf': fipsmodule.replace(/(module-mac = .*):../, '$1'),
  };
}

const ACTIVATIONS: readonly (readonly string[])[] = [
  ['activate = yes'],
  ['activate = ON'],
  ['activate = 0'],
  ['activate = off'],
  ['activate = Yes'],
  ['activate = maybe'],
  ['activate ='],
  [],
  ['activate = 1', 'soft_load = 1'],
  ['activate = 1', 'soft_load = maybe'],
  ['identity = default', 'activate = 1'],
  ['module = @DIR@/none.so', 'activate = 1'],
  ['activate = 1', 'activate = 0'],
  ['activate = 1', 'parameter = value'],
];

const FIPS_SECTIONS: readonly (readonly string[])[] = [
  ['.include = @DIR@/fipsmodule-inactive.cnf', 'activate = 1'],
  ['.include @DIR@/fipsmodule-inactive.cnf'],
  ['.include @DIR@/fipsmodule.cnf', 'activate = 0'],
  ['.include @DIR@/fipsmodule-wrong.cnf'],
  ['.include @DIR@/fipsmodule-without-mac.cnf'],
  ['.include @DIR@/fipsmodule-lower.cnf'],
  ['.include @DIR@/fipsmodule-without-colons.cnf'],
  ['.include @DIR@/fipsmodule-short.cnf'],
  ['.include @DIR@/missing.cnf'],
  ['[fips_sect]', 'activate = 1'],
  ['.include @DIR@/fipsmodule.cnf', 'module = @MODULE@'],
  ['.include @DIR@/fipsmodule.cnf', 'module = @DIR@/none.so'],
  ['.include @DIR@/fipsmodule.cnf', 'security-checks = 0'],
  ['.include @DIR@/fipsmodule.cnf', 'install-status = INSTALL_SELF_TEST_KATS_RUN'],
  ['.include @DIR@/fipsmodule.cnf', 'conditional-errors = 0'],
];

const PROPERTIES = [
  'default_properties = fips=yes',
  'default_properties = ?fips=yes',
  'default_properties = provider=default',
  'default_properties = -fips',
  'default_properties = fips=no',
  'default_properties = fips=yes,provider=fips',
  'fips_mode = yes',
  'default_properties = bogus property =',
] as const;

interface OddEntry {
  readonly entry: readonly string[];
  readonly section: readonly string[];
}

const ODD_ENTRIES: readonly OddEntry[] = [
  { entry: ['mine = mine_sect'], section: ['[mine_sect]', 'identity = default', 'activate = 1'] },
  { entry: ['mine = mine_sect'], section: ['[mine_sect]', 'module = @MODULE@', 'activate = 1'] },
  { entry: ['base = again_sect'], section: ['[again_sect]', 'activate = 1'] },
  { entry: ['x.default = again_sect'], section: ['[again_sect]', 'activate = 1'] },
  { entry: ['gone = gone_sect'], section: [] },
];

const TLS_LINES: readonly (readonly string[])[] = [
  [],
  [],
  ['Groups = P-256:X25519'],
  ['Groups = ?X25519:P-384:*X25519MLKEM768'],
  ['Groups = *?SecP256r1MLKEM768:?p256_mlkem768:?X25519MLKEM768/*secp256r1:secp521r1:ffdhe2048:ffdhe8192'],
  ['Groups = *?X25519MLKEM768:?x25519_mlkem768:?SecP256r1MLKEM768/*X25519:secp256r1:X448'],
  ['SignatureAlgorithms = ed25519:ECDSA+SHA256:?mldsa65'],
  ['CipherString = @SECLEVEL=3'],
  ['MinProtocol = TLSv1.3'],
  ['MaxProtocol = TLSv1.2'],
];

import fc from 'fast-check';
import { type Configuration, single } from './configuration.ts';

/** Configurations about which modules run, in which order, and which failure stops the rest. The group list tells whether `ssl_conf` ran. */
export function moduleConfigurations(): fc.Arbitrary<Configuration> {
  return fc
    .record({
      head: fc.shuffledSubarray([...HEADS], { minLength: 0, maxLength: 1 }),
      diagnostics: fc.constantFrom(...DIAGNOSTICS),
      modules: fc.shuffledSubarray([...MODULES], { minLength: 0, maxLength: 4 }),
      place: fc.nat({ max: 4 }),
      tls: fc.constantFrom(...TLS_LINES),
      sections: fc.shuffledSubarray(Object.keys(SECTIONS), { minLength: 6 }),
    })
    .map(({ head, diagnostics, modules, place, tls, sections }) =>
      single(
        'modules',
        [
          ...(head[0] ?? ['openssl_conf = init']),
          ...diagnostics,
          '[init]',
          ...modules.slice(0, place),
          'ssl_conf = ssl',
          ...modules.slice(place),
          ...sections.flatMap((name) => [`[${name}]`, ...(SECTIONS[name] ?? [])]),
          '[ssl]',
          'system_default = tls',
          ...tls,
          '',
        ].join('\n'),
      ),
    );
}

const HEADS: readonly (readonly string[])[] = [
  [],
  ['openssl_conf = none'],
  ['openssl_conf = init', 'openssl_conf = other'],
  ['openssl_conf = other', 'openssl_conf = init'],
  ['[default]', 'openssl_conf = init'],
  ['[ default ]', 'default::openssl_conf = init'],
  ['openssl_conf ='],
  ['nodejs_conf = init'],
  ['OPENSSL_CONF = init'],
];

const DIAGNOSTICS: readonly (readonly string[])[] = [
  [],
  ['config_diagnostics = 0'],
  ['config_diagnostics = 0'],
  ['config_diagnostics = 1'],
  ['config_diagnostics = 1'],
  ['config_diagnostics = 1', 'config_diagnostics = 0'],
  ['config_diagnostics = yes'],
  ['config_diagnostics = on'],
  ['config_diagnostics = 00'],
  ['config_diagnostics = 2'],
  ['config_diagnostics ='],
  ['config_diagnostics = -1'],
];

const MODULES = [
  'alg_section = fips_off',
  'alg_section = properties_empty',
  'alg_section = properties_optional',
  'alg_section = properties_fips',
  'alg_section = properties_unknown_key',
  'alg_section = fips_mode_odd',
  'alg_section = none',
  'oid_section = oids',
  'oid_section = oids_bad',
  'oid_section = none',
  'providers = activated',
  'providers = not_activated',
  'providers = none',
  'random = random_good',
  'random = random_bad',
  'random = none',
  'engines = engines_none',
  'engines = none',
  'stbl_section = stbl',
  'bogus_module = x',
  'ssl_conf.2 = ssl_other',
  'ssl_conf.2 = none',
  'ssl_confx = ssl',
  'alg_section.1 = properties_optional',
  'providers.extra = activated',
] as const;

const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  activated: ['default = provider_default'],
  provider_default: ['activate = 1'],
  not_activated: ['default = provider_idle'],
  provider_idle: ['# nothing'],
  fips_off: ['fips_mode = no'],
  fips_mode_odd: ['fips_mode = maybe'],
  properties_empty: ['default_properties ='],
  properties_optional: ['default_properties = ?fips=yes'],
  properties_fips: ['default_properties = fips=yes'],
  properties_unknown_key: ['rh-allow-sha1-signatures = no'],
  oids: ['pqready = 1.2.3.4.5', 'other = shortName, 1.2.3.4.6'],
  oids_bad: ['pqready = none of these'],
  random_good: ['random = CTR-DRBG', 'cipher = AES-256-CTR'],
  random_bad: ['bogus = 1'],
  engines_none: ['# nothing'],
  stbl: ['friendlyName = min:1,max:10'],
  ssl_other: ['system_default = tls_other'],
  tls_other: ['Groups = P-384'],
  other: ['ssl_conf = ssl_other'],
};

const TLS_LINES: readonly (readonly string[])[] = [
  ['[tls]', 'Groups = P-521'],
  ['[tls]', 'Groups = P-521'],
  ['[tls]', 'Groups = P-521'],
  ['[tls]', 'Groups = bogus'],
  ['[tls]'],
  [],
  ['server = tls', '[tls]', 'Groups = P-521'],
  ['system_default = tls2', '[tls]', 'Groups = P-521', '[tls2]', 'Groups = X448'],
];

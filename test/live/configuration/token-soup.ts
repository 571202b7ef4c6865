// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${v} is OpenSSL's own spelling of a variable here
import fc from 'fast-check';
import { type Configuration, single } from './configuration.ts';

/** Configurations with lines of random syntax in them, before and after the line that shows on the wire whether it survived. */
export function tokenSoupConfigurations(): fc.Arbitrary<Configuration> {
  return fc
    .record({
      diagnostics: fc.constantFrom('0', '1'),
      before: soups(),
      value: fc.oneof({ weight: 2, arbitrary: fc.constant('P-521') }, { weight: 1, arbitrary: values() }),
      after: soups(),
    })
    .map(({ diagnostics, before, value, after }) =>
      single(
        'token soup',
        [
          'v = X448',
          'openssl_conf = init',
          `config_diagnostics = ${diagnostics}`,
          '[init]',
          'ssl_conf = ssl',
          '[ssl]',
          'system_default = tls',
          '[tls]',
          'Options = Bugs',
          `${before}`,
          `Groups = ${value}`,
          `${after}`,
        ].join('\n'),
      ),
    );
}

function soups(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant('') },
    {
      weight: 2,
      arbitrary: fc.array(fc.constantFrom(...TOKENS), { minLength: 1, maxLength: 9 }).map((tokens) => tokens.join('')),
    },
  );
}

/** A value that may still name a group after all its quotes, escapes and variables. */
function values(): fc.Arbitrary<string> {
  return fc
    .array(
      fc.constantFrom('P-521', ':', '"', "'", '`', '\\', '$v', '${v}', '$(v)', ' ', '#', '\\\n', '\\:', '/', '$', '?'),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((tokens) => tokens.join(''));
}

const TOKENS = [
  ...['\\', '#', '$', '{', '}', '(', ')', '[', ']', '=', '"', "'", '`', ' ', '\t', '\r', '\n', '\n', ';', ',', '!'],
  ...[
    'a',
    'v',
    '::',
    ':',
    '.',
    '.include',
    '.pragma',
    'dollarid:on',
    '/',
    'ENV',
    'tls',
    'default',
    '\\\n',
    ' = ',
    'x = ',
    '[tls]\n',
  ],
] as const;

import fc from 'fast-check';
import { type Configuration, single, systemDefault } from './configuration.ts';

/** One group list, and nothing else that could fail. */
export function groupListConfigurations(): fc.Arbitrary<Configuration> {
  return fc
    .tuple(
      groupLists(),
      fc.constantFrom('Groups', 'Groups', 'Curves', 'groups', 'TLS.Groups'),
      fc.constantFrom('', '', '', '@SECLEVEL=3', 'DEFAULT@SECLEVEL=4', 'ALL:@SECLEVEL=5'),
      fc.constantFrom('0', '1'),
    )
    .map(([list, command, ciphers, diagnostics]) =>
      single(
        'group list',
        systemDefault([`${command} = ${list}`, ...(ciphers === '' ? [] : [`CipherString = ${ciphers}`])], diagnostics),
      ),
    );
}

/** A group list as people and policies write it, with what goes wrong in it. */
export function groupLists(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.array(fc.tuple(elements(), separators()), { minLength: 1, maxLength: 7 }),
      fc.oneof(
        { weight: 20, arbitrary: fc.constant('whole') },
        { weight: 3, arbitrary: fc.constantFrom('leading', 'trailing', 'empty') },
      ),
    )
    .map(([parts, flaw]) => {
      const list = parts
        .map(([element, separator]) => `${element}${separator}`)
        .join('')
        .replace(/[:/, ]+$/, '');
      return { whole: list, leading: `:${list}`, trailing: `${list}/`, empty: '' }[flaw] ?? list;
    });
}

function elements(): fc.Arbitrary<string> {
  const prefixes = fc.oneof(
    { weight: 15, arbitrary: fc.constantFrom('', '', '', '', '*', '?', '*?', '?*', '-') },
    { weight: 1, arbitrary: fc.constantFrom('**', '?-', '-?', '*-', '??', '?*-') },
  );
  const names = fc.oneof(
    { weight: 24, arbitrary: fc.constantFrom(...KNOWN) },
    { weight: 3, arbitrary: fc.constantFrom('DEFAULT', 'default', 'DEFAULT_SUITE_B') },
    { weight: 2, arbitrary: fc.constantFrom(...UNKNOWN.map((name) => `?${name}`)) },
    { weight: 1, arbitrary: fc.constantFrom(...UNKNOWN) },
  );
  return fc.tuple(prefixes, names).map(([prefix, name]) => (name.startsWith('?') ? name : `${prefix}${name}`));
}

function separators(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 24, arbitrary: fc.constantFrom(':', ':', ':', '/', ' : ', ' / ') },
    { weight: 1, arbitrary: fc.constantFrom('::', '//', ',', ':/', ' ') },
  );
}

const KNOWN = [
  ...[
    'X25519MLKEM768',
    'SecP256r1MLKEM768',
    'SecP384r1MLKEM1024',
    'x25519mlkem768',
    'MLKEM512',
    'MLKEM768',
    'MLKEM1024',
  ],
  ...['X25519', 'x25519', 'P-256', 'secp256r1', 'prime256v1', 'X448', 'P-384', 'secp384r1', 'P-521', 'secp521r1'],
  ...['ffdhe2048', 'ffdhe3072', 'ffdhe4096', 'ffdhe6144', 'ffdhe8192', 'brainpoolP256r1tls13', 'brainpoolP384r1tls13'],
  ...['brainpoolP512r1tls13', 'brainpoolP256r1', 'secp224r1', 'P-224', 'secp256k1', 'sect163k1', 'K-283'],
] as const;
const UNKNOWN = [
  'bogus',
  'x25519_mlkem768',
  'p256_mlkem768',
  'X448MLKEM1024',
  'curveSM2',
  'id-alg-ml-kem-768',
] as const;

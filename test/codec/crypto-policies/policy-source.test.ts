import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPolicySource } from '../../../src/codec/crypto-policies/policy-source.ts';
import { ANY_SCOPE } from '../../../src/codec/crypto-policies/scope-selector.ts';
import { policySources } from '../../support/crypto-policies/sources.ts';

const anywhere = { scope: ANY_SCOPE };

it('resets a list, then appends', () => {
  expect(readPolicySource('cipher = RC4* NULL')).toEqual({
    ok: true,
    oddities: [],
    value: [
      { does: 'reset', of: 'cipher', ...anywhere },
      { does: 'append', of: 'cipher', algorithm: 'RC4-40', ...anywhere },
      { does: 'append', of: 'cipher', algorithm: 'RC4-128', ...anywhere },
      { does: 'append', of: 'cipher', algorithm: 'NULL', ...anywhere },
    ],
  });
});

it('prepends and appends what a glob finds from the last to the first', () => {
  const source = readPolicySource('cipher@TLS = +*DES-CBC -RC4-* IDEA-*+');
  expect(source.ok && source.value.map((step) => [step.does, 'algorithm' in step ? step.algorithm : ''])).toEqual([
    ['prepend', 'DES-CBC'],
    ['prepend', '3DES-CBC'],
    ['omit', 'RC4-40'],
    ['omit', 'RC4-128'],
    ['append', 'IDEA-CFB'],
    ['append', 'IDEA-CBC'],
  ]);
});

it('reads numbers, words, selectors and the older name of a group', () => {
  const source = readPolicySource('min_rsa_size@!{ssh} = 3072\n__ems = ENFORCE\ngroup = -X25519-MLKEM768\n');
  expect(source).toEqual({
    ok: true,
    oddities: [],
    value: [
      { does: 'set-integer', of: 'min_rsa_size', to: 3072, scope: { negated: true, globs: ['ssh'] } },
      { does: 'set-enum', of: '__ems', to: 'ENFORCE', ...anywhere },
      { does: 'omit', of: 'group', algorithm: 'MLKEM768-X25519', ...anywhere },
    ],
  });
});

it('passes over the magic comment, which changes warnings alone', () => {
  const text = '# %suppress_experimental_value_warnings=true\ngroup = -MLKEM512\n';
  expect(readPolicySource(text)).toMatchObject({ ok: true, oddities: [], value: [{ does: 'omit' }] });
});

it('keeps an algorithm that only a newer version knows, and says so', () => {
  expect(readPolicySource('sign = MLDSA99 ECDSA-SHA2-256')).toMatchObject({
    ok: true,
    oddities: [{ what: 'unknown sign MLDSA99', at: { line: 1 } }],
    value: [{ does: 'reset' }, { algorithm: 'MLDSA99' }, { algorithm: 'ECDSA-SHA2-256' }],
  });
  expect(readPolicySource('min_frodo_size = 640')).toMatchObject({
    ok: true,
    oddities: [{ what: 'unknown property min_frodo_size' }],
  });
});

it.each([
  [
    'mac = AEAD\ncipher = AES-256-GCM +NULL',
    'a line either sets a list or changes it with + and -; this one does both',
    2,
  ],
  ['cipher', "a line wants exactly one '=', has 0", 1],
  ['cipher = a = b', "a line wants exactly one '=', has 2", 1],
  ['= AEAD', "nothing stands before '='", 1],
  ['cipher@tlsss = NULL', 'scope selector matches no known scope: tlsss', 1],
  ['cipher = ROT*', 'ROT* matches no cipher', 1],
  ['cipher = aes-256-gcm', 'aes-256-gcm matches no cipher', 1],
  ['cipher = 1', 'cipher is a list, has a number', 1],
  ['min_rsa_size = large', 'min_rsa_size is no property, or wants a number', 1],
  ['constructor = AEAD', 'constructor is no property, or wants a number', 1],
  ['etm = SOMETIMES', 'etm wants one of ANY DISABLE_ETM DISABLE_NON_ETM, has SOMETIMES', 1],
  ['mac = AEAD \\', '\\ matches no mac', 1],
])('refuses %j', (text, problem, line) => {
  expect(readPolicySource(text)).toEqual({ ok: false, problem, at: { line } });
});

it('reads every policy that the vendors ship', () => {
  for (const flavour of ['fedora43', 'rhel9', 'rhel10'] as const)
    for (const [name, text] of Object.entries(policySources(flavour)))
      expect([name, readPolicySource(text)]).toMatchObject([name, { ok: true, oddities: [] }]);
});

it('never throws, and refuses what would grow without bound', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof readPolicySource(text).ok === 'boolean'));
  expect(readPolicySource('sign = -*\n'.repeat(200))).toMatchObject({
    ok: false,
    problem: 'more than 5000 directives',
  });
});

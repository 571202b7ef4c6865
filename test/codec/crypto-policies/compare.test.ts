import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BACK_ENDS, type BackEnd, backEndNamed } from '../../../src/codec/crypto-policies/back-ends.ts';
import { compareTexts, compareWithPolicy } from '../../../src/codec/crypto-policies/compare.ts';
import { type Directive, readPolicySource } from '../../../src/codec/crypto-policies/policy-source.ts';
import type { PolicyFlavour } from '../../support/crypto-policies/lists.ts';
import { policySources } from '../../support/crypto-policies/sources.ts';
import { backEndTexts } from '../../support/crypto-policies.ts';
import { mutated, xorshift } from '../../support/mutate.ts';

function directivesOf(policy: string, flavour: PolicyFlavour): readonly Directive[] {
  const [base, ...modules] = policy.split(':');
  const files = [`${base}.pol`, ...modules.map((name) => `modules/${name}.pmod`)];
  return files.flatMap((file) => {
    const source = readPolicySource(policySources(flavour)[file] ?? 'no such file');
    if (!source.ok) throw new Error(`${file}: ${source.problem}`);
    return source.value;
  });
}

function named(name: string): BackEnd {
  const backEnd = backEndNamed(name);
  if (backEnd === undefined) throw new Error(name);
  return backEnd;
}

/** As on a system whose package ready-made DEFAULT and FIPS. */
function compare(name: string, text: string, policy: string, flavour: PolicyFlavour = 'fedora43') {
  const samples = ['DEFAULT', 'FIPS'].map((sample) => ({
    text: backEndTexts(sample, flavour)[name] ?? '',
    directives: directivesOf(sample, flavour),
  }));
  return compareWithPolicy(named(name), text, { directives: directivesOf(policy, flavour), samples });
}

const NOTHING = { certain: [], doubtful: [] };

it.each([
  ['DEFAULT', 'fedora43'],
  ['DEFAULT:NO-PQ', 'fedora43'],
  ['FIPS', 'fedora43'],
  ['FIPS:OSPP', 'fedora43'],
  ['DEFAULT', 'rhel9'],
  ['FIPS', 'rhel9'],
  ['DEFAULT', 'rhel10'],
  ['FIPS', 'rhel10'],
] as const)('finds each back-end of %s on %s equal to what the policy resolves to', (policy, flavour) => {
  for (const [name, text] of Object.entries(backEndTexts(policy, flavour)))
    expect([name, compare(name, text, policy, flavour)]).toEqual([name, NOTHING]);
});

it.each(['DEFAULT', 'FIPS'] as const)('needs no sample for the OpenSSL lists of %s', (policy) => {
  for (const name of ['opensslcnf', 'openssl_fips', 'gnutls', 'krb5', 'java', 'libreswan', 'bind', 'sequoia']) {
    const text = backEndTexts(policy)[name] ?? '';
    const against = { directives: directivesOf(policy, 'fedora43'), samples: [] };
    expect([name, compareWithPolicy(named(name), text, against)]).toEqual([name, NOTHING]);
  }
});

it('is certain of an algorithm that the policy takes out', () => {
  const text = backEndTexts('DEFAULT:NO-PQ')['opensslcnf']?.replace('Groups = *', 'Groups = *?X25519MLKEM768/*') ?? '';
  expect(compare('opensslcnf', text, 'DEFAULT:NO-PQ')).toEqual({
    certain: ['has groups X25519MLKEM768, which the policy does not give'],
    doubtful: [],
  });
});

it('is certain of a group that is gone where this version of the tool writes it', () => {
  const text = backEndTexts('DEFAULT')['opensslcnf']?.replace('?X25519MLKEM768:?x25519_mlkem768:', '') ?? '';
  expect(compare('opensslcnf', text, 'DEFAULT').certain).toEqual([
    'lacks groups X25519MLKEM768, which the policy gives',
    'lacks groups x25519_mlkem768, which the policy gives',
  ]);
});

it('doubts a missing name that only a newer version writes, where there is no sample', () => {
  const text = backEndTexts('DEFAULT')['opensshserver'] ?? '';
  const against = { directives: directivesOf('DEFAULT', 'fedora43'), samples: [] };
  expect(compareWithPolicy(named('opensshserver'), text, against)).toEqual({
    certain: [],
    doubtful: ['mlkem768nistp256-sha256', 'mlkem1024nistp384-sha384'].map(
      (name) => `lacks groups ${name}, which a current version writes for this policy`,
    ),
  });
});

it('doubts a name that nobody knows', () => {
  const text = backEndTexts('DEFAULT')['openssh']?.replace('Ciphers ', 'Ciphers rot13,') ?? '';
  expect(compare('openssh', text, 'DEFAULT')).toEqual({
    certain: [],
    doubtful: ['has ciphers rot13, which is not known here'],
  });
});

it('is certain of a lower key size and of another order of groups', () => {
  const text = backEndTexts('DEFAULT:NO-PQ')['opensslcnf'] ?? '';
  const weaker = text.replace('SECLEVEL=2', 'SECLEVEL=1').replace('X25519:secp256r1', 'secp256r1:X25519');
  expect(compare('opensslcnf', weaker, 'DEFAULT:NO-PQ').certain.map((each) => each.slice(0, 40))).toEqual([
    'has a minimum RSA size of 1024 bits, the',
    'has a minimum DH size of 1024 bits, the ',
    'has a minimum DSA size of 1024 bits, the',
    'has its groups in another order: secp256',
  ]);
});

it('leaves PKCS#12 and S/MIME of NSS out, and finds a TLS cipher that was added', () => {
  const text = backEndTexts('FIPS')['nss']?.replace('aes256-cbc:', 'aes256-cbc:rc2/pkcs12-legacy:rc4:') ?? '';
  expect(compare('nss', text, 'FIPS')).toEqual({
    certain: ['has ciphers rc4, which the policy does not give'],
    doubtful: [],
  });
});

it('finds a GnuTLS file that was turned into a blocklist', () => {
  const text = backEndTexts('FIPS')['gnutls']?.replace('override-mode = allowlist\n', '') ?? '';
  expect(compare('gnutls', text, 'FIPS').doubtful[0]).toBe('has mode blocklist, which is not known here');
});

it('is equal in text to itself for every back-end', () => {
  for (const backEnd of BACK_ENDS) {
    const text = backEndTexts('DEFAULT', 'rhel9')[backEnd.name] ?? '';
    expect(compareTexts(backEnd, text, text)).toEqual([]);
  }
});

it('never throws on damaged files, and finds a file like itself', () => {
  const texts = Object.entries(backEndTexts('FIPS'));
  const against = { directives: directivesOf('FIPS', 'fedora43'), samples: [] };
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), ([name, text], seed) => {
      const damaged = Buffer.from(mutated(Buffer.from(text), xorshift(seed))).toString();
      const { certain, doubtful } = compareWithPolicy(named(name), damaged, against);
      for (const words of [...certain, ...doubtful]) expect(words).not.toBe('');
      expect(compareTexts(named(name), damaged, damaged)).toEqual([]);
    }),
  );
});

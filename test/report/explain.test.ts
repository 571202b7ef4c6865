import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProfile } from '../../src/policy/read-profile.ts';
import { readRegister } from '../../src/policy/register.ts';
import { algorithmEntries } from '../../src/report/explain/algorithms.ts';
import { certificateEntries } from '../../src/report/explain/certificates.ts';
import { find } from '../../src/report/explain/find.ts';
import { requirementEntries } from '../../src/report/explain/requirements.ts';
import { sshEntries } from '../../src/report/explain/ssh.ts';
import { explanationText } from '../../src/report/explain/text.ts';
import { rules } from '../../src/rules/index.ts';
import { readAssets, readProfileAsset } from '../../src/target/assets.ts';
import { day } from '../support/requirement.ts';

const SRC = join(import.meta.dirname, '../../src');
const named = ['fips-140-3', 'pq-transition'];
const assets = (await readAssets('policies')).filter(({ name }) => named.includes(name.replace('.yaml', '')));
const library = {
  profiles: await Promise.all(assets.map(({ text, name }) => readProfile(text, name, readProfileAsset))),
  rules,
  register: readRegister(await readAssets('policies/cmvp')),
  asOf: day('2026-11-22'),
};
const entries = [
  ...requirementEntries(library),
  ...certificateEntries(library),
  ...algorithmEntries(library),
  ...sshEntries(library),
];

function page(id: string): string {
  const found = find(id, entries);
  return 'suggestions' in found
    ? `none; near: ${found.suggestions.join(', ')}`
    : explanationText(found.explanations, { colour: false, width: 100 });
}

it.each([
  ['2024-01-01', 'not issued yet on 2024-01-01;'],
  ['2026-11-22', 'active on 2026-11-22;'],
  ['2028-12-31', 'active when we last looked, too long before 2028-12-31 to count on it;'],
  ['2030-12-31', 'its sunset is past on 2030-12-31, unless it was extended since we last looked;'],
])('says how a certificate stands on %s', (asOf, words) => {
  const found = find('#4857', certificateEntries({ ...library, asOf: day(asOf) }));
  const [text] = 'suggestions' in found ? [] : found.explanations;
  expect(text === undefined ? '' : explanationText([text], { colour: false, width: 100 })).toContain(`  ${words}`);
});

it('explains a group by the numbers of the registry, and by what the rules make of it', () => {
  expect(page('0x11ec')).toMatchInlineSnapshot(`
    "X25519MLKEM768 (TLS group)

    What it is
      0x11ec (4588), a hybrid: ML-KEM-768 and x25519; 192 bits as OpenSSL counts them
      TLS 1.3 and later; in OpenSSL from 3.5
      announced by the FIPS provider of OpenSSL from 3.5; which certificate lists it is another question
      OpenSSL takes it as X25519MLKEM768

    Why it matters
      The key holds as long as one of both parts does: ML-KEM (FIPS 203) against quantum computers, the
        curve against a mistake in what is new.

    A system that offers this group alone
      pass fips-140-3 tls.groups: In FIPS mode TLS offers approved groups, and hybrids with ML-KEM that
        the guidance allows
      unknown fips-140-3 tls.ml-kem-validated: X25519MLKEM768 offered: no certificate is known that
        would list ML-KEM
      pass pq-transition tls.key-establishment: TLS offers ML-KEM-768 or stronger, alone or in a hybrid
      pass pq-transition tls.key-establishment.preferred: A group with ML-KEM stands first in TLS, with
        its key share
      pass pq-transition tls.strength-112: TLS offers no key establishment of only 112 bits
    "
  `);
});

it('explains a group without ML-KEM: the rules themselves say from when it fails', () => {
  expect(page('x25519').split('\n\n---')[0]).toMatchInlineSnapshot(`
    "x25519 (TLS group)

    What it is
      0x001d (29), an elliptic curve: x25519; 128 bits as OpenSSL counts them
      TLS 1.0 and later; in OpenSSL from 3.0
      announced by the FIPS provider of OpenSSL from 3.0 to before 3.4; which certificate lists it is
        another question
      OpenSSL takes it as x25519, X25519

    Why it matters
      Discrete logarithms are all that protects the key: what is recorded today can be read once a large
        quantum computer exists.

    A system that offers this group alone
      fail fips-140-3 tls.groups: groups that are not allowed in FIPS mode are offered: x25519
      warn pq-transition tls.key-establishment: no group with ML-KEM is offered: x25519; fails from
        2031-01-01
      pass pq-transition tls.strength-112: TLS offers no key establishment of only 112 bits

    How to mend it
      In /etc/ssl/openssl.cnf, in the section that system_default of ssl_conf names, write:
        Groups =
          secp224r1:secp256r1:secp384r1:secp521r1:ffdhe2048:ffdhe3072:ffdhe4096:ffdhe6144:ffdhe8192:MLKEM512:MLKEM768:MLKEM1024:SecP256r1MLKEM768:X25519MLKEM768:SecP384r1MLKEM1024
      In /etc/ssl/openssl.cnf, in the section that system_default of ssl_conf names, write:
        Groups = X25519MLKEM768:DEFAULT"
  `);
});

it('explains a certificate as on the day', () => {
  expect(page('4282')).toMatchInlineSnapshot(`
    "#4282 (CMVP certificate)

    What it is
      OpenSSL FIPS Provider, of The OpenSSL Project; FIPS 140-2, level 1
      historical on 2026-11-22; validated 2022-08-23, sunset 2026-09-21

    What it covers
      exactly 3.0.8, 3.0.9
      as OpenSSL FIPS Provider
      a source release: the string alone does not prove the bytes
      no post-quantum algorithm
      not approved in it: Ed25519, Ed448

    Why it matters
      All certificates of FIPS 140-2 are historical since 2026-09-22: for systems that run already, at
        the risk of their owner.

    A system with build 3.0.8
      pass fips-140-3 module.certificate: A certificate names the exact build string inside the module
      fail fips-140-3 module.standard: certificate #4282 is to FIPS 140-2, not to FIPS 140-3
      fail fips-140-3 module.status: certificate #4282 (FIPS 140-2) is historical: existing systems at
        the agency's risk, no new procurement

    Where this comes from
      security policy of #4282; NIST page as read on 2026-09-24, our copy of 2026-09-24, confidence H
    "
  `);
});

it('explains a method of SSH', () => {
  expect(page('mlkem768x25519-sha256')).toMatchInlineSnapshot(`
    "mlkem768x25519-sha256 (SSH key exchange)

    What it is
      X25519 and ML-KEM-768, with SHA-256; RFC 10042

    Why it matters
      ML-KEM-768 protects what is recorded today from a later quantum computer.

    A server that offers this method alone
      fail fips-140-3 ssh.algorithms: KexAlgorithms has mlkem768x25519-sha256, whose post-quantum part
        does not come from the module
      pass pq-transition ssh.key-exchange: OpenSSH offers a post-quantum key exchange
      pass pq-transition ssh.key-exchange.preferred: A post-quantum key exchange stands first in OpenSSH
      pass pq-transition ssh.key-exchange.standard: OpenSSH offers no draft of what became ML-KEM
      pass pq-transition ssh.retired: OpenSSH offers no RC4, 3DES, MD5, DSA or DH group 1
      pass pq-transition ssh.sha-1: OpenSSH does not use SHA-1

    How to mend it
      In /etc/ssh/sshd_config.d/00-pqready-kexalgorithms.conf write:
        KexAlgorithms -mlkem768x25519-sha256
    "
  `);
});

it.each([
  ['4857', 'RHEL 9:'],
  ['4985', 'Alpine, Debian 13, Flatcar:'],
  ['5523', 'Wolfi:'],
])('says of certificate %s how its build is got on %s', (number, systems) => {
  const [, ways = ''] = page(number).split('How to get its build\n');
  expect(ways.split('\n')[0]?.trim()).toBe(systems);
  expect(ways).toMatch(new RegExp(`#${number}`));
});

it('says nothing of how the build of a certificate is got that no remedy names', () => {
  expect(page('4282')).not.toMatch(/How to get its build/);
});

it('explains an object identifier', () => {
  expect(page('2.16.840.1.101.3.4.3.18')).toMatchInlineSnapshot(`
    "ML-DSA-65 (algorithm of keys and certificates)

    What it is
      2.16.840.1.101.3.4.3.18: post-quantum
      public key 1952 bytes, private key 4032, signature 3309

    Why it matters
      A quantum computer is not known to help against it. It protects from the day on which peers ask
        for it.

    A TLS endpoint whose certificate has it
      pass fips-140-3 endpoint.tls.certificates: The certificates that a TLS endpoint shows have
        approved keys and signatures
      pass fips-140-3 endpoint.tls.certificate-strength: The certificates that a TLS endpoint shows have
        at least 112 bits of strength
      pass pq-transition endpoint.tls.certificate-ml-dsa: A TLS endpoint shows a certificate with
        ML-DSA-65 or stronger to those who can verify it
      pass pq-transition endpoint.tls.certificate-strength: The certificates that a TLS endpoint shows
        have strong keys and signatures
    "
  `);
});

it.each([
  ['0x11EC', '0x11ec'],
  ['4588', '0x11ec'],
  ['x25519mlkem768', '0x11ec'],
  ['#4857', '4857'],
  ['pq-transition/tls.key-establishment', 'tls.key-establishment'],
])('finds %s where it finds %s', (one, other) => {
  expect(page(one)).toBe(page(other));
  expect(page(one)).not.toMatch(/^none/);
});

it.each([
  ['X25519MLKM768', 'X25519MLKEM768'],
  ['tls.key-establisment', 'tls.key-establishment'],
  ['fips-module-presnt', 'fips-module-present'],
  ['ml-kem-769', 'ML-KEM-768'],
  ['sntrup761', 'sntrup761x25519-sha512'],
])('suggests for %s first of all %s', (wrong, right) => {
  expect(page(wrong)).toMatch(new RegExp(`^none; near: ${right.replaceAll('.', '\\.')}(,|$)`));
});

it('suggests nothing for what is near to nothing, and takes any text', () => {
  expect(page('zzzzzzzzzzzz')).toBe('none; near: ');
  const texts = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(
    fc.property(texts, (text) => {
      expect(() => find(text, entries)).not.toThrow();
    }),
    { numRuns: 30 },
  );
});

it('has something to say of everything that it knows', () => {
  for (const { names, explain } of entries) {
    const { id, sections } = explain();
    expect(sections.length, `${id} (${names[0]})`).toBeGreaterThan(0);
    for (const { heading, lines } of sections)
      expect(
        lines.every((line) => line.trim() !== ''),
        `${id}: ${heading}`,
      ).toBe(true);
  }
});

describe('the remedies of a rule', () => {
  it.each(rules.map(({ id, mends }) => [id, mends] as const))('are, for %s, those that its file names', (id, mends) => {
    const source = readFileSync(join(SRC, `rules/${id}.ts`), 'utf8');
    const calls = [...source.matchAll(/remedyFor\(([^)]*?),/g)].flatMap(
      ([, given = '']) => given.match(/'[a-z-]{8,}'/g) ?? [],
    );
    const ids = [...new Set(calls.map((each) => each.slice(1, -1)))].filter((each) => each !== 'built-in').sort();
    expect([...mends].sort()).toEqual(ids);
  });
});

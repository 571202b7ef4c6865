import { expect, it } from 'vitest';
import { libraryIntegrity } from '../../src/rules/library-integrity.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = { libraries: ['GnuTLS', 'libgcrypt'] };

it('is met by a mark that holds', () => {
  expect(judged(libraryIntegrity, PARAMETERS, [given('crypto.implementation')])).toMatchInlineSnapshot(`
    [
      "met GnuTLS",
    ]
  `);
});

it('says that a mark which is only present was not computed', () => {
  expect(
    judged(libraryIntegrity, PARAMETERS, [
      given('crypto.implementation', { fips: { integrity: 'present', basis: '.chk file' } }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met GnuTLS; the mark is there, but was not computed anew: .chk file",
    ]
  `);
});

it('is unmet without a mark', () => {
  expect(
    judged(libraryIntegrity, PARAMETERS, [
      given('crypto.implementation', { fips: { integrity: 'absent', basis: 'no .hmac file' } }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet GnuTLS: /usr/lib64/libgnutls.so.30 carries no FIPS integrity mark: it is not built as a module",
    ]
  `);
});

it('is unmet by a mark that does not hold', () => {
  expect(
    judged(libraryIntegrity, PARAMETERS, [
      given('crypto.implementation', { fips: { integrity: 'altered', basis: '.libgnutls.so.30.hmac' } }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet GnuTLS: /usr/lib64/libgnutls.so.30 does not match its FIPS integrity mark: .libgnutls.so.30.hmac",
    ]
  `);
});

it('is unknown where it cannot be told', () => {
  expect(
    judged(libraryIntegrity, PARAMETERS, [
      given('crypto.implementation', { fips: { integrity: 'unknown', basis: 'unknown key' } }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown GnuTLS: the integrity of /usr/lib64/libgnutls.so.30 cannot be told: unknown key",
    ]
  `);
});

it('is not applicable where none was found', () => {
  expect(judged(libraryIntegrity, PARAMETERS, [given('package.inventory')])).toMatchInlineSnapshot(`
    [
      "not-applicable GnuTLS, libgcrypt: none of these libraries was found",
    ]
  `);
});

it('is unknown where a package is listed whose library was not found', () => {
  expect(
    judged(libraryIntegrity, PARAMETERS, [given('package.inventory'), given('package.installed', { name: 'gnutls' })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown GnuTLS, libgcrypt: packages are listed (gnutls), but no library of theirs was found",
    ]
  `);
});

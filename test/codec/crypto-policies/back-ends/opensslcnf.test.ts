import { expect, it } from 'vitest';
import { readOpensslCiphers, readOpensslcnf } from '../../../../src/codec/crypto-policies/back-ends/opensslcnf.ts';
import { backEndTexts } from '../../../support/crypto-policies.ts';

it('reads Fedora 43’s DEFAULT', () => {
  expect(readOpensslcnf(backEndTexts('DEFAULT')['opensslcnf'] ?? '')).toEqual({
    mode: 'allowlist',
    groups: [
      ...['X25519MLKEM768', 'x25519_mlkem768', 'SecP256r1MLKEM768', 'p256_mlkem768'],
      ...['SecP384r1MLKEM1024', 'p384_mlkem1024', 'X25519', 'secp256r1', 'X448', 'secp521r1', 'secp384r1'],
      ...['ffdhe2048', 'ffdhe3072', 'ffdhe4096', 'ffdhe6144', 'ffdhe8192'],
    ],
    signatures: [
      ...['mldsa44', 'mldsa65', 'mldsa87', 'ECDSA+SHA256', 'ECDSA+SHA384', 'ECDSA+SHA512', 'ed25519', 'ed448'],
      ...['rsa_pss_pss_sha256', 'rsa_pss_pss_sha384', 'rsa_pss_pss_sha512'],
      ...['rsa_pss_rsae_sha256', 'rsa_pss_rsae_sha384', 'rsa_pss_rsae_sha512'],
      ...['RSA+SHA256', 'RSA+SHA384', 'RSA+SHA512', 'ECDSA+SHA224', 'RSA+SHA224'],
    ],
    ciphers: [
      ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256', 'TLS_AES_128_CCM_SHA256'],
    ],
    macs: [],
    protocols: ['TLSv1.2', 'TLSv1.3', 'DTLSv1.2'],
    keyExchanges: ['kEECDH', 'kRSA', 'kEDH', 'kPSK', 'kDHEPSK', 'kECDHEPSK', 'kRSAPSK'],
    hashes: [],
    disabled: [
      ...['-aDSS', '-3DES', '!DES', '!RC4', '!RC2', '!IDEA', '-SEED', '!eNULL', '!aNULL', '!MD5'],
      ...['-SHA384', '-CAMELLIA', '-ARIA', '-AESCCM8'],
    ],
    minimumKeySizes: { rsa: 2048, dh: 2048, dsa: 2048 },
    settings: {
      CipherString:
        '@SECLEVEL=2:kEECDH:kRSA:kEDH:kPSK:kDHEPSK:kECDHEPSK:kRSAPSK:-aDSS:-3DES:!DES:!RC4:!RC2:!IDEA:-SEED:!eNULL:!aNULL:!MD5:-SHA384:-CAMELLIA:-ARIA:-AESCCM8',
      default_bits: '2048',
      'rh-allow-sha1-signatures': 'no',
    },
  });
});

it('leaves out groups that a drop-in appends bare: they land in the last section', () => {
  const text = `${backEndTexts('DEFAULT:NO-PQ')['opensslcnf']}Groups = X25519MLKEM768\n`;
  expect(readOpensslcnf(text).groups[0]).toBe('X25519');
});

it('counts groups that a drop-in appends under [crypto_policy]', () => {
  const text = `${backEndTexts('DEFAULT:NO-PQ')['opensslcnf']}[crypto_policy]\nGroups = *X25519MLKEM768/*secp384r1\n`;
  expect(readOpensslcnf(text).groups).toEqual(['X25519MLKEM768', 'secp384r1']);
});

it('finds no TLS version under the policy EMPTY, which sets a DTLS version as bound', () => {
  const text = 'Ciphersuites = \nTLS.MinProtocol = DTLSv1.2\nTLS.MaxProtocol = DTLSv1.1\nGroups = \n';
  expect(readOpensslcnf(text)).toMatchObject({ protocols: [], groups: [], ciphers: [] });
});

it.each([
  [0, null],
  [1, 1024],
  [3, 3072],
  [5, 15360],
])('reads security level %i as %s bits', (level, bits) => {
  expect(readOpensslcnf(`CipherString = @SECLEVEL=${level}:kEECDH`).minimumKeySizes.rsa).toBe(bits);
});

it('reads RHEL 9’s openssl.config, a cipher string alone', () => {
  expect(readOpensslCiphers(backEndTexts('FIPS', 'rhel9')['openssl'] ?? '')).toMatchObject({
    keyExchanges: ['kEECDH', 'kEDH', 'kPSK', 'kDHEPSK', 'kECDHEPSK'],
    minimumKeySizes: { rsa: 2048, dh: 2048, dsa: 2048 },
    groups: [],
  });
});

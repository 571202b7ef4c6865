import { expect, it } from 'vitest';
import { readNss } from '../../../../src/codec/crypto-policies/back-ends/nss.ts';
import { backEndTexts } from '../../../support/crypto-policies.ts';

it('sorts the names by what they are and keeps purposes that are not TLS', () => {
  expect(readNss(backEndTexts('DEFAULT')['nss'] ?? '')).toEqual({
    mode: 'allowlist',
    groups: ['mlkem768x25519', 'CURVE25519', 'SECP256R1', 'SECP521R1', 'SECP384R1'],
    signatures: ['ECDSA', 'ED25519', 'RSA-PSS', 'RSA-PKCS'],
    ciphers: [
      ...['aes256-gcm', 'chacha20-poly1305', 'aes256-cbc', 'aes128-gcm', 'aes128-cbc'],
      'des-ede3-cbc/pkcs12-legacy,smime',
    ],
    macs: ['HMAC-SHA256', 'HMAC-SHA1', 'HMAC-SHA384', 'HMAC-SHA512'],
    protocols: ['tls1.2', 'tls1.3', 'dtls1.2', 'dtls1.3'],
    keyExchanges: [
      ...['ECDHE-RSA', 'ECDHE-ECDSA', 'RSA', 'DHE-RSA'],
      ...['RSA-PKCS', 'RSA-OAEP', 'DH', 'ECDH'].map((name) => `${name}/smime-key-exchange`),
    ],
    hashes: [
      ...['SHA256', 'SHA384', 'SHA512', 'SHA3-256', 'SHA3-384', 'SHA3-512', 'SHA224', 'SHA3-224'],
      'SHA1/pkcs12-legacy',
    ],
    disabled: [],
    minimumKeySizes: { rsa: 2048, dh: 2048, dsa: 2048 },
    settings: {},
  });
});

it('reads the demand for extended master secrets as a setting', () => {
  expect(readNss(backEndTexts('FIPS', 'rhel10')['nss'] ?? '').settings).toEqual({ 'TLS-REQUIRE-EMS': 'yes' });
});

it('reads the stanza of the policy, not another one', () => {
  const other = 'library=\nname=NSS Internal\nconfig="disallow=ALL allow=rc4"\n\n';
  expect(readNss(other + backEndTexts('FIPS')['nss']).ciphers).not.toContain('rc4');
});

it('is a blocklist without disallow=ALL', () => {
  expect(readNss('NSS=flags=policyOnly\nconfig="disallow=MD5:rc4 allow=SHA256"')).toMatchObject({
    mode: 'blocklist',
    disabled: ['MD5', 'rc4'],
  });
});

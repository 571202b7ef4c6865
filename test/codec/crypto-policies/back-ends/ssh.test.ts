import { expect, it } from 'vitest';
import { readSsh } from '../../../../src/codec/crypto-policies/back-ends/ssh.ts';
import { backEndTexts } from '../../../support/crypto-policies.ts';

it('reads the server’s file of FIPS', () => {
  const keys = ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-256', 'rsa-sha2-512'];
  expect(readSsh(backEndTexts('FIPS')['opensshserver'] ?? '')).toEqual({
    mode: 'allowlist',
    groups: [
      ...['ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521', 'diffie-hellman-group-exchange-sha256'],
      ...['diffie-hellman-group14-sha256', 'diffie-hellman-group16-sha512', 'diffie-hellman-group18-sha512'],
    ],
    signatures: keys.flatMap((name) => [name, `${name}-cert-v01@openssh.com`]),
    ciphers: ['aes256-gcm@openssh.com', 'aes256-ctr', 'aes128-gcm@openssh.com', 'aes128-ctr'],
    macs: [
      ...['hmac-sha2-256-etm@openssh.com', 'hmac-sha1-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com'],
      ...['hmac-sha2-256', 'hmac-sha1', 'hmac-sha2-512'],
    ],
    protocols: [],
    keyExchanges: [],
    hashes: [],
    disabled: [],
    minimumKeySizes: { rsa: 2048, dh: null, dsa: null },
    settings: { GSSAPIKeyExchange: 'no' },
  });
});

it('takes the first of a keyword that stands twice, in any case', () => {
  expect(readSsh('ciphers aes256-ctr\nCiphers 3des-cbc\n').ciphers).toEqual(['aes256-ctr']);
});

it('reads the older spellings of keywords', () => {
  expect(readSsh('PubkeyAcceptedKeyTypes ssh-rsa\nRSAMinSize 1024\n')).toMatchObject({
    signatures: ['ssh-rsa'],
    minimumKeySizes: { rsa: 1024 },
  });
});

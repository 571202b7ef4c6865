import { expect, it } from 'vitest';
import { readGnutls } from '../../../../src/codec/crypto-policies/back-ends/gnutls.ts';
import { backEndTexts } from '../../../support/crypto-policies.ts';

it('keeps every one of the repeated keys', () => {
  expect(readGnutls(backEndTexts('FIPS')['gnutls'] ?? '')).toMatchObject({
    mode: 'allowlist',
    groups: [
      ...['GROUP-X25519-MLKEM768', 'GROUP-SECP256R1-MLKEM768', 'GROUP-SECP384R1-MLKEM1024'],
      ...['GROUP-SECP256R1', 'GROUP-SECP521R1', 'GROUP-SECP384R1'],
      ...['GROUP-FFDHE2048', 'GROUP-FFDHE3072', 'GROUP-FFDHE4096', 'GROUP-FFDHE6144', 'GROUP-FFDHE8192'],
    ],
    ciphers: ['AES-256-GCM', 'AES-256-CCM', 'AES-256-CBC', 'AES-128-GCM', 'AES-128-CCM', 'AES-128-CBC'],
    macs: ['AEAD', 'SHA1', 'SHA512'],
    protocols: ['TLS1.3', 'TLS1.2', 'DTLS1.2'],
    keyExchanges: ['ECDHE-RSA', 'ECDHE-ECDSA', 'DHE-RSA'],
    minimumKeySizes: { rsa: 2048, dh: 2048, dsa: 2048 },
    settings: { 'tls-session-hash': 'require', 'min-verification-profile': 'medium', SYSTEM: 'NONE' },
  });
});

it('turns the meaning round without override-mode = allowlist', () => {
  const text = '[overrides]\ninsecure-hash = SHA1\ntls-disabled-group = GROUP-X25519\ntls-enabled-group = GROUP-X448\n';
  expect(readGnutls(text)).toMatchObject({ mode: 'blocklist', groups: [], disabled: ['SHA1', 'GROUP-X25519'] });
});

it('reads RHEL 10’s refusal of RSA encryption', () => {
  expect(readGnutls(backEndTexts('DEFAULT', 'rhel10')['gnutls'] ?? '').settings['allow-rsa-pkcs1-encrypt']).toBe(
    'false',
  );
});

it('reads the priority string of older versions, which adds to nothing', () => {
  const text =
    '[priorities]\nSYSTEM=NONE:+ECDHE-RSA:+RSA:+AES-256-GCM:+AEAD:+SHA1:+GROUP-X25519:+SIGN-RSA-SHA256:+VERS-TLS1.2:+COMP-NULL:%PROFILE_MEDIUM\n';
  expect(readGnutls(text)).toMatchObject({
    mode: 'allowlist',
    groups: ['GROUP-X25519'],
    signatures: ['RSA-SHA256'],
    ciphers: ['AES-256-GCM'],
    macs: ['AEAD', 'SHA1'],
    protocols: ['TLS1.2'],
    keyExchanges: ['ECDHE-RSA', 'RSA'],
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPolicyLines } from '../../../src/codec/crypto-policies/policy-lines.ts';

it('joins continued lines and names the line on which they begin', () => {
  expect(readPolicyLines('# head\n\ncipher = AES-256-GCM \\\n   AES-128-\\\nGCM # tail\nmac=AEAD\n')).toEqual([
    { text: 'cipher = AES-256-GCM AES-128-GCM', line: 3 },
    { text: 'mac = AEAD', line: 6 },
  ]);
});

it('strips comments before it joins, unlike OpenSSL: a backslash in a comment continues nothing', () => {
  expect(readPolicyLines('mac = AEAD # and more \\\ngroup = X25519\n')).toEqual([
    { text: 'mac = AEAD', line: 1 },
    { text: 'group = X25519', line: 2 },
  ]);
});

it('moves the deprecated list properties to the end', () => {
  const text =
    'ike_protocol = IKEv2\ntls_cipher = -AES-*-CCM\nssh_group = X25519\nssh_cipher = +3DES-CBC\nmac = AEAD\n';
  expect(readPolicyLines(text).map((line) => line.text)).toEqual([
    'mac = AEAD',
    'cipher@TLS = -AES-*-CCM',
    'cipher@SSH = +3DES-CBC',
    'group@SSH = X25519',
    'protocol@IKE = IKEv2',
  ]);
});

it('rewrites the other deprecated properties in place', () => {
  const text =
    'sha1_in_dnssec = 0\nssh_etm = 0\nssh_etm@libssh = 1\nmin_tls_version = TLS1.2\nmin_dtls_version = DTLS1.2\n';
  expect(readPolicyLines(text).map((line) => line.text)).toEqual([
    'hash@DNSSec = -SHA1',
    'sign@DNSSec = -RSA-SHA1 -ECDSA-SHA1',
    'etm@SSH = DISABLE_ETM',
    'etm@libssh = ANY',
    'protocol@TLS = -SSL2.0 -SSL3.0 -TLS1.0 -TLS1.1',
    'protocol@TLS = -DTLS0.9 -DTLS1.0',
  ]);
});

it('drops a minimum version that takes nothing out', () => {
  expect(readPolicyLines('min_tls_version = 0\nmin_tls_version = SSL2.0\nmin_dtls_version = DTLS0.9\n')).toEqual([]);
});

it('keeps a backslash that ends the file, so that the line is refused and not cut short', () => {
  expect(readPolicyLines('mac = AEAD \\')).toEqual([{ text: 'mac = AEAD \\', line: 1 }]);
});

it('never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(readPolicyLines(text))));
});

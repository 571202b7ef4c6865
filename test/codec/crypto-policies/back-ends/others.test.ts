import { expect, it } from 'vitest';
import { readBind } from '../../../../src/codec/crypto-policies/back-ends/bind.ts';
import { readJava, readJavasystem } from '../../../../src/codec/crypto-policies/back-ends/java.ts';
import { readKrb5 } from '../../../../src/codec/crypto-policies/back-ends/krb5.ts';
import { readLibreswan } from '../../../../src/codec/crypto-policies/back-ends/libreswan.ts';
import { readOpensslFips } from '../../../../src/codec/crypto-policies/back-ends/openssl-fips.ts';
import { readSequoia } from '../../../../src/codec/crypto-policies/back-ends/sequoia.ts';

it('reads what Java disables, with the smallest sizes and without the include', () => {
  const text = [
    'jdk.certpath.disabledAlgorithms=MD2, RSA keySize < 2048, SHA1',
    'jdk.tls.disabledAlgorithms=MD2, RSA keySize < 1024, DH keySize < 2048, include jdk.disabled.namedCurves, \\',
    '  TLSv1, 3DES_EDE_CBC',
    'jdk.disabled.namedCurves=secp112r1, X9.62 prime192v2',
    'jdk.tls.legacyAlgorithms=RC4_128',
  ].join('\n');
  expect(readJava(text)).toMatchObject({
    mode: 'blocklist',
    disabled: ['MD2', 'SHA1', 'TLSv1', '3DES_EDE_CBC', 'secp112r1', 'X9.62 prime192v2'],
    minimumKeySizes: { rsa: 1024, dh: 2048, dsa: null },
  });
  expect(readJavasystem('jdk.tls.ephemeralDHKeySize=2048\n').settings).toEqual({
    'jdk.tls.ephemeralDHKeySize': '2048',
  });
});

it('reads the upstream slip that runs two of Java’s names together as it stands', () => {
  expect(readJava('jdk.tls.disabledAlgorithms=MD2, MD5withECDSARIPEMD160withRSA').disabled).toEqual([
    'MD2',
    'MD5withECDSARIPEMD160withRSA',
  ]);
});

it('reads krb5’s types from its own section, the first relation first', () => {
  const text =
    '[libdefaults]\npermitted_enctypes = aes256-cts-hmac-sha384-192 arcfour-hmac-md5\npermitted_enctypes = x\npkinit_dh_min_bits=4096\n';
  expect(readKrb5(text)).toMatchObject({
    ciphers: ['aes256-cts-hmac-sha384-192', 'arcfour-hmac-md5'],
    minimumKeySizes: { dh: 4096 },
  });
});

it('takes libreswan’s proposals apart', () => {
  const text =
    'conn %default\n\tike=aes_gcm256-sha2_512+sha2_256-dh19+dh31,aes256-sha2_512-dh19\n\tesp=aes_gcm256,aes256-sha1\n\tauthby=ecdsa-sha2_256\n';
  expect(readLibreswan(text)).toMatchObject({
    ciphers: ['aes_gcm256', 'aes256'],
    macs: ['sha2_512', 'sha2_256', 'sha1'],
    groups: ['dh19', 'dh31'],
    signatures: ['ecdsa-sha2_256'],
    protocols: ['IKEv2'],
  });
  expect(readLibreswan('conn %default\n\tikev2=never\n').protocols).toEqual(['IKEv1']);
});

it('reads what named disables', () => {
  const text = 'disable-algorithms "." {\nRSAMD5;\nDSA;\n};\ndisable-ds-digests "." {\nGOST;\n};\n';
  expect(readBind(text)).toMatchObject({ mode: 'blocklist', disabled: ['RSAMD5', 'DSA', 'GOST'] });
});

it('reads the FIPS provider’s parameters', () => {
  expect(readOpensslFips('\n[fips_sect]\ntls1-prf-ems-check = 0\nactivate = 1\n').settings).toEqual({
    'tls1-prf-ems-check': '0',
    activate: '1',
  });
});

it('counts what sequoia allows until a date as allowed, and a hash that one use still allows', () => {
  const text = [
    '[hash_algorithms]',
    'ignore_invalid = [ "sha3-256" ]',
    'sha1.collision_resistance = "never"',
    'sha1.second_preimage_resistance = "2030-02-01"',
    'md5.collision_resistance = "never"',
    'sha256.collision_resistance = "always"',
    '[symmetric_algorithms]',
    'aes256 = "always"',
    'tripledes = "never"',
    'default_disposition = "never"',
    '[asymmetric_algorithms]',
    'rsa1024 = "never"',
    'rsa2048 = 2030-01-01',
    'rsa3072 = "always"',
    'nistp256 = "always"',
    'mlkem768-x25519 = "always"',
    'ed25519 = "always"',
    '[aead_algorithms]',
    'ocb = "always"',
  ].join('\n');
  expect(readSequoia(text)).toMatchObject({
    hashes: ['sha1', 'sha256'],
    ciphers: ['aes256', 'ocb'],
    groups: ['nistp256', 'mlkem768-x25519'],
    signatures: ['ed25519'],
    minimumKeySizes: { rsa: 2048, dh: null, dsa: null },
  });
});

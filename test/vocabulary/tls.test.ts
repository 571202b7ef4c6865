import { expect, it } from 'vitest';
import { certificateAlgorithm } from '../../src/vocabulary/certificate-algorithms.ts';
import { draftSignatureSchemes } from '../../src/vocabulary/draft-signature-schemes.ts';
import { namedGroups } from '../../src/vocabulary/named-groups.ts';
import { otherTlsGroups } from '../../src/vocabulary/other-tls-groups.ts';
import { signatureSchemes } from '../../src/vocabulary/signature-schemes.ts';
import { tls12CipherSuite, tls12CipherSuites } from '../../src/vocabulary/tls12-cipher-suites.ts';

it('tells key exchange and authentication of every TLS 1.2 suite', () => {
  const exchanges = ['ECDHE', 'DHE', 'RSA', 'ECDH', 'DH', 'ECDH_anon', 'DH_anon'];
  for (const suite of tls12CipherSuites) {
    expect(exchanges, suite.name).toContain(suite.keyExchange);
    expect([suite.keyExchange.endsWith('_anon') ? null : suite.authentication], suite.name).toEqual([
      suite.authentication,
    ]);
    expect(['RSA', 'ECDSA', 'DSS', null], suite.name).toContain(suite.authentication);
  }
  expect(tls12CipherSuite(0xc02f)).toEqual({
    name: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    codePoint: 0xc02f,
    keyExchange: 'ECDHE',
    authentication: 'RSA',
    isExport: false,
    cipher: 'AES_128_GCM',
  });
  expect(tls12CipherSuite(0x0017)).toMatchObject({ keyExchange: 'DH_anon', authentication: null, isExport: true });
});

it('gives no code point twice, and drafts none that is registered', () => {
  for (const lists of [[namedGroups, otherTlsGroups], [signatureSchemes, draftSignatureSchemes], [tls12CipherSuites]]) {
    const codePoints = lists.flatMap((list) => list.map(({ codePoint }) => codePoint));
    expect(new Set(codePoints).size).toBe(codePoints.length);
  }
});

it('knows the algorithms of certificates by OID', () => {
  const name = (oid: string) => certificateAlgorithm(oid)?.name;
  expect([18, 25, 26, 31].map((last) => name(`2.16.840.1.101.3.4.3.${last}`))).toEqual([
    'ML-DSA-65',
    'SLH-DSA-SHA2-256f',
    'SLH-DSA-SHAKE-128s',
    'SLH-DSA-SHAKE-256f',
  ]);
  expect([37, 45, 54].map((last) => name(`1.3.6.1.5.5.7.6.${last}`))).toEqual([
    'MLDSA44-RSA2048-PSS-SHA256',
    'MLDSA65-ECDSA-P256-SHA512',
    'MLDSA87-ECDSA-P521-SHA512',
  ]);
  expect(name('1.2.3.4')).toBe(undefined);
});

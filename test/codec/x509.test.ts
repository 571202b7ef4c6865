import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCertificate } from '../../src/codec/x509.ts';
import { readCertificateOutline } from '../../src/codec/x509-outline.ts';
import { makeCertificate, sequence, strangeCertificate, tlv } from '../support/certificate.ts';
import { runs } from '../support/fuzzing.ts';
import { mutated, xorshift } from '../support/mutate.ts';

const rsa = makeCertificate({ key: 'rsa', name: 'rsa.test' });
const ec = makeCertificate({ key: 'ec', name: 'ec.test', curve: 'P-384' });

describe('a certificate', () => {
  it('tells its names, times and serial number', () => {
    expect(readCertificate(ec.der)).toEqual({
      ok: true,
      value: {
        subject: 'CN=ec.test',
        issuer: 'CN=ec.test',
        serial: '2a',
        notBefore: '2026-01-01T00:00:00Z',
        notAfter: '2036-01-01T00:00:00Z',
        subjectAltNames: ['ec.test'],
      },
      oddities: [],
    });
  });

  it('shows its key without the rest being understood', () => {
    expect(readCertificateOutline(rsa.der)).toMatchObject({
      ok: true,
      value: { keyOid: '1.2.840.113549.1.1.1', modulusBits: 2048, signatureOid: '1.2.840.113549.1.1.11' },
    });
    expect(readCertificateOutline(ec.der)).toMatchObject({
      ok: true,
      value: { keyOid: '1.2.840.10045.2.1', curveOid: '1.3.132.0.34' },
    });
    const composite = readCertificateOutline(strangeCertificate('1.3.6.1.5.5.7.6.45', '1.3.6.1.5.5.7.6.45'));
    expect(composite).toMatchObject({ ok: true, value: { keyOid: '1.3.6.1.5.5.7.6.45' } });
  });

  it('is refused where it ends early', () => {
    for (let length = 0; length < ec.der.length; length += 1) {
      expect(readCertificate(ec.der.subarray(0, length)).ok, `${length} bytes`).toBe(false);
      expect(readCertificateOutline(ec.der.subarray(0, length)).ok, `${length} bytes`).toBe(false);
    }
  });

  it('is refused, in little time, where it is a bomb of nested elements or of many', () => {
    let nested: Uint8Array = tlv(0x05);
    while (nested.length < 16_000) nested = tlv(0x30, nested);
    const many = sequence(...Array.from({ length: 80_000 }, () => tlv(0x05)));
    for (const der of [nested, many]) {
      const before = performance.now();
      expect(readCertificate(der).ok).toBe(false);
      expect(readCertificateOutline(der).ok).toBe(false);
      expect(performance.now() - before).toBeLessThan(500);
    }
  });
});

describe('any bytes at all', () => {
  it('never make a reader of certificates throw', () => {
    const tampered = fc
      .tuple(fc.constantFrom(rsa.der, ec.der), fc.integer({ min: 1, max: 0x7fffffff }))
      .map(([der, seed]) => mutated(der, xorshift(seed)));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), tampered), (der) => {
        expect(typeof readCertificate(der).ok).toBe('boolean');
        expect(typeof readCertificateOutline(der).ok).toBe('boolean');
      }),
      runs(300),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOpenpgpSignatures } from '../../../src/codec/packages/openpgp-signature.ts';
import { KEY_ID, type SignatureKind, signaturePacket } from '../../support/openpgp.ts';

describe('a signature packet', () => {
  const expected: Readonly<Record<SignatureKind, unknown>> = {
    rsa: { version: 4, algorithm: 'RSA', digest: 'SHA-256', keyId: KEY_ID },
    'rsa-v3': { version: 3, algorithm: 'RSA', digest: 'SHA-1', keyId: KEY_ID },
    'rsa-v5': { version: 5, algorithm: 'RSA', digest: 'SHA-256', keyId: KEY_ID },
    dsa: { version: 4, algorithm: 'DSA', digest: 'SHA-1', keyId: KEY_ID },
    ecdsa: { version: 4, algorithm: 'ECDSA', digest: 'SHA-384', keyId: KEY_ID },
    eddsa: { version: 4, algorithm: 'EdDSA', digest: 'SHA-512', keyId: KEY_ID },
    ed25519: { version: 6, algorithm: 'Ed25519', digest: 'SHA-512', keyId: KEY_ID },
    mldsa: { version: 6, algorithm: 'ML-DSA-87+Ed448', digest: 'SHA3-512', keyId: KEY_ID },
    slhdsa: { version: 6, algorithm: 'SLH-DSA-SHAKE-256s', digest: 'SHA3-512', keyId: KEY_ID },
  };
  for (const [kind, signature] of Object.entries(expected)) {
    it(`says what it was made with: ${kind}`, () => {
      // The keys of the record are the kinds.
      const read = readOpenpgpSignatures(signaturePacket(kind as SignatureKind));
      expect(read).toEqual({ ok: true, value: [signature], oddities: [] });
    });
  }

  it('is read from the old framing, as gpg writes it and rpm stores it', () => {
    const head = '89011c040001080006050261f25fcd000a09100cd9fed33135ce909275';
    const packet = Buffer.concat([Buffer.from(head, 'hex'), Buffer.alloc(0x011c + 3 - head.length / 2, 0xaa)]);
    expect(readOpenpgpSignatures(packet)).toEqual({
      ok: true,
      value: [{ version: 4, algorithm: 'RSA', digest: 'SHA-256', keyId: '0cd9fed33135ce90' }],
      oddities: [],
    });
  });

  it('keeps the number of an algorithm that has no name yet', () => {
    const packet = Uint8Array.from([0xc2, 10, 4, 0, 99, 77, 0, 0, 0, 0, 1, 2]);
    expect(readOpenpgpSignatures(packet)).toEqual({
      ok: true,
      value: [{ version: 4, algorithm: 'algorithm 99', digest: 'hash 77', keyId: null }],
      oddities: [],
    });
  });

  it('stands beside others in one input', () => {
    const read = readOpenpgpSignatures(Uint8Array.from([...signaturePacket('rsa'), ...signaturePacket('mldsa')]));
    expect(read.ok && read.value.map((each) => each.algorithm)).toEqual(['RSA', 'ML-DSA-87+Ed448']);
  });
});

describe('the reader', () => {
  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(typeof readOpenpgpSignatures(bytes).ok).toBe('boolean');
      }),
    );
  });

  it('refuses every proper prefix of a good packet', () => {
    for (const kind of ['rsa', 'rsa-v3', 'mldsa'] as const) {
      const packet = signaturePacket(kind);
      for (let length = 0; length < packet.length; length += 1)
        expect(readOpenpgpSignatures(packet.subarray(0, length)).ok).toBe(false);
    }
  });
});

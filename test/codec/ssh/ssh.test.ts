import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from '../../../src/codec/byte-reader.ts';
import { bitLength, mpint, readMagnitude, readString, sshString } from '../../../src/codec/ssh/fields.ts';
import { decodeHostKey, decodeSignature, ecdsaSignatureNumbers } from '../../../src/codec/ssh/host-key.ts';
import { IdentificationReader } from '../../../src/codec/ssh/identification.ts';
import { decodeKexInit, encodeKexInit, type SshKexInit } from '../../../src/codec/ssh/kex-init.ts';
import { decodeKexReply, describeDisconnect } from '../../../src/codec/ssh/key-exchange.ts';
import { encodePacket, PacketReader } from '../../../src/codec/ssh/packet.ts';
import { runs } from '../../support/fuzzing.ts';

const names = fc.array(fc.stringMatching(/^[a-z0-9@.-]{1,20}$/), { maxLength: 6 });
const offers: fc.Arbitrary<SshKexInit> = fc.record({
  cookie: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  kexAlgorithms: names,
  serverHostKeyAlgorithms: names,
  encryptionClientToServer: names,
  encryptionServerToClient: names,
  macClientToServer: names,
  macServerToClient: names,
  compressionClientToServer: names,
  compressionServerToClient: names,
  languagesClientToServer: names,
  languagesServerToClient: names,
  firstKexPacketFollows: fc.boolean(),
});

describe('KEXINIT', () => {
  it('prints back to the same meaning', () => {
    fc.assert(
      fc.property(offers, (offer) => {
        expect(decodeKexInit(encodeKexInit(offer))).toMatchObject({ ok: true, value: offer });
      }),
    );
  });

  it('is refused where it ends early', () => {
    fc.assert(
      fc.property(offers, fc.nat(), (offer, cut) => {
        const payload = encodeKexInit(offer);
        expect(decodeKexInit(payload.subarray(0, cut % payload.length)).ok).toBe(false);
      }),
    );
  });

  it.each(['a,,b', ',', 'a b', 'a\x00', 'é', 'a\n'])('refuses the list %j, which holds what is no name', (list) => {
    const empty = encodeKexInit({ ...NOTHING });
    const payload = Buffer.concat([empty.subarray(0, 17), sshString(Buffer.from(list, 'latin1')), empty.subarray(21)]);
    expect(decodeKexInit(payload)).toMatchObject({ ok: false, problem: 'KEXINIT kexAlgorithms: has what is no name' });
  });

  it('marks what follows its end, and names that stand twice', () => {
    const payload = Buffer.concat([encodeKexInit({ ...NOTHING, kexAlgorithms: ['a', 'a'] }), Uint8Array.of(1)]);
    expect(decodeKexInit(payload)).toMatchObject({
      oddities: [
        { what: 'KEXINIT kexAlgorithms names an algorithm twice' },
        { what: 'KEXINIT: 1 bytes follow its end' },
      ],
    });
  });
});

describe('packets', () => {
  it('come out whole, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 64 }),
        (payloads, step) => {
          const stream = Buffer.concat(payloads.map(encodePacket));
          const reader = new PacketReader();
          const found: Uint8Array[] = [];
          for (let at = 0; at < stream.length; at += step) {
            reader.feed(stream.subarray(at, at + step));
            for (let packet = reader.next(); packet?.ok; packet = reader.next()) found.push(packet.value);
          }
          expect(found.map((each) => [...each])).toEqual(payloads.map((each) => [...each]));
        },
      ),
    );
  });

  it('are refused by their length alone past 35000 bytes, and taken up to it', () => {
    expect(new PacketReader(Uint8Array.of(0, 0, 0x88, 0xb9)).next()).toMatchObject({ ok: false });
    const longest = encodePacket(new Uint8Array(34_987));
    expect(longest.length).toBe(35_000 - (35_000 % 8));
    expect(new PacketReader(longest).next()).toMatchObject({ ok: true });
  });

  it.each([
    ['a length that is no multiple of the block', '0000000d0400000000000000000000000000'],
    ['a length of 0', '0000000000000000'],
    ['a padding of 3', '0000000c030000000000000000000000'],
    ['a padding that leaves no payload', '0000000c0b0000000000000000000000'],
  ])('are refused with %s', (_, hex) => {
    expect(new PacketReader(Buffer.from(hex, 'hex')).next()).toMatchObject({ ok: false });
  });
});

describe('identification', () => {
  it('is found behind other lines, wherever the bytes are cut, and leaves the rest', () => {
    const stream = Buffer.from('welcome\r\nSSHD here\nSSH-2.0-OpenSSH_10.0p2 Debian-7 x\r\n\0\0\x01', 'latin1');
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const reader = new IdentificationReader();
      reader.feed(stream.subarray(0, cut));
      const early = reader.next();
      if (early === undefined) reader.feed(stream.subarray(cut));
      const found = early ?? reader.next();
      expect(found).toEqual({
        ok: true,
        value: {
          line: 'SSH-2.0-OpenSSH_10.0p2 Debian-7 x',
          protocol: '2.0',
          software: 'OpenSSH_10.0p2',
          comments: 'Debian-7 x',
          linesBefore: 2,
        },
        oddities: [],
      });
      if (early === undefined) expect([...reader.rest]).toEqual([0, 0, 1]);
    }
  });

  it.each([
    [`SSH-2.0-${'x'.repeat(245)}\r\n`, true],
    [`SSH-2.0-${'x'.repeat(246)}\r\n`, false],
    ['SSH-1.99-Cisco-1.25\n', true],
    ['SSH-1.5-old\n', false],
    ['SSH-2.0\r\n', false],
    ['SSH-2.0-a\0b\r\n', false],
  ])('%j is accepted: %j', (line, isGood) => {
    const reader = new IdentificationReader();
    reader.feed(Buffer.from(line, 'latin1'));
    expect(reader.next()?.ok).toBe(isGood);
  });
});

describe('numbers', () => {
  it.each([
    ['00', '00000000'],
    ['09a378f9b2e332a7', '0000000809a378f9b2e332a7'],
    ['80', '000000020080'],
    ['0000ff', '0000000200ff'],
  ])('%s is written as mpint %s', (magnitude, written) => {
    expect(Buffer.from(mpint(Buffer.from(magnitude, 'hex'))).toString('hex')).toBe(written);
  });

  it('come back from an mpint without zeros in front', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (magnitude) => {
        const read = readMagnitude(new ByteReader(mpint(magnitude)));
        const hex = Buffer.from(magnitude)
          .toString('hex')
          .replace(/^(00)+/, '');
        expect(Buffer.from(read ?? [1]).toString('hex')).toBe(hex);
        expect(bitLength(read ?? new Uint8Array())).toBe(hex === '' ? 0 : BigInt(`0x${hex}`).toString(2).length);
      }),
    );
  });

  it('of an ECDSA signature are padded to the length of the curve', () => {
    const blob = Buffer.concat([mpint(Uint8Array.of(1)), mpint(Uint8Array.of(0x80))]);
    expect([...(ecdsaSignatureNumbers(blob, 4) ?? [])]).toEqual([0, 0, 0, 1, 0, 0, 0, 0x80]);
    expect(ecdsaSignatureNumbers(Buffer.concat([blob, blob]), 4)).toBeUndefined();
    expect(
      ecdsaSignatureNumbers(Buffer.concat([mpint(new Uint8Array(5).fill(1)), mpint(Uint8Array.of(1))]), 4),
    ).toBeUndefined();
  });
});

describe('whatever comes', () => {
  const decoders: readonly ((bytes: Uint8Array) => unknown)[] = [
    decodeKexInit,
    decodeHostKey,
    decodeSignature,
    describeDisconnect,
    (bytes) => decodeKexReply('string', bytes),
    (bytes) => decodeKexReply('mpint', bytes),
    (bytes) => ecdsaSignatureNumbers(bytes, 32),
    (bytes) => readString(new ByteReader(bytes)),
    (bytes) => new PacketReader(bytes).next(),
    (bytes) => {
      const reader = new IdentificationReader();
      reader.feed(bytes);
      return [reader.next(), reader.seenInstead, reader.rest];
    },
  ];

  it('nothing throws', () => {
    const mutated = fc
      .tuple(fc.constantFrom(...SAMPLES), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }))
      .map(([sample, changes]) => {
        const bytes = Uint8Array.from(sample);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), mutated), (bytes) => {
        for (const decode of decoders) decode(bytes);
      }),
      runs(500),
    );
  });
});

const NOTHING: SshKexInit = {
  cookie: new Uint8Array(16),
  kexAlgorithms: [],
  serverHostKeyAlgorithms: [],
  encryptionClientToServer: [],
  encryptionServerToClient: [],
  macClientToServer: [],
  macServerToClient: [],
  compressionClientToServer: [],
  compressionServerToClient: [],
  languagesClientToServer: [],
  languagesServerToClient: [],
  firstKexPacketFollows: false,
};

const SAMPLES: readonly Uint8Array[] = [
  encodeKexInit({ ...NOTHING, kexAlgorithms: ['curve25519-sha256'], serverHostKeyAlgorithms: ['ssh-ed25519'] }),
  encodePacket(encodeKexInit(NOTHING)),
  Buffer.concat([sshString(Buffer.from('ssh-ed25519')), sshString(new Uint8Array(32))]),
  Buffer.concat([
    sshString(Buffer.from('ssh-rsa')),
    mpint(Uint8Array.of(1, 0, 1)),
    mpint(new Uint8Array(256).fill(255)),
  ]),
  Buffer.concat([
    sshString(Buffer.from('ecdsa-sha2-nistp256')),
    sshString(Buffer.from('nistp256')),
    sshString(new Uint8Array(65).fill(4)),
  ]),
  Buffer.from('SSH-2.0-OpenSSH_10.0\r\n'),
];

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReply } from '../../../src/codec/starttls/reply.ts';
import { type StartTlsReply, startTlsDialogue, startTlsProtocols } from '../../../src/vocabulary/starttls.ts';

const replies = startTlsProtocols().flatMap((protocol) =>
  (startTlsDialogue(protocol)?.steps ?? []).flatMap(({ name, reply }): readonly (readonly [string, StartTlsReply])[] =>
    reply === null ? [] : [[`${protocol} ${name}`, reply]],
  ),
);
const pieces = fc.constantFrom(
  '220',
  '250-',
  ' ',
  '\r\n',
  '.\r\n',
  '* ',
  'a1 OK',
  'a2 OK',
  '+OK',
  'OK',
  '<proceed',
  '/>',
  '<',
  '0',
  'STARTTLS',
);
const soup = fc.array(pieces, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''), 'latin1'));

describe.each(replies)('%s', (_, reply) => {
  it('is read or refused, whatever comes, and never takes more than has come', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), soup), (bytes) => {
        const reading = readReply(reply, bytes);
        if (reading.state === 'unfinished') return;
        expect(reading.length).toBeGreaterThan(0);
        expect(reading.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  it('is read in time that grows with its length', () => {
    for (const part of ['220-x\r\n', '* x\n', '<proceed', '</stream:features ', ' ', '1', 'AUTH ', '\r', '0\x84']) {
      const bytes = Buffer.from(part.repeat(32_768 / part.length), 'latin1');
      const begin = performance.now();
      readReply(reply, bytes);
      expect(performance.now() - begin, part).toBeLessThan(200);
    }
  });
});

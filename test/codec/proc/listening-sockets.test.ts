import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readListeningSockets } from '../../../src/codec/proc/listening-sockets.ts';

const HEADING =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                                                     ';
const REST = '00000000:00000000 00:00000000 00000000';

function table(...lines: readonly string[]): string {
  return [HEADING, ...lines, ''].join('\n');
}

it('keeps the sockets that listen, of IPv4', () => {
  const text = table(
    `   0: 0100007F:0277 00000000:0000 0A ${REST}     0        0 21501 1 0000000000000000 100 0 0 10 0                     `,
    `   1: 00000000:01BB 00000000:0000 0A ${REST}    33        0 30112 1 0000000000000000 100 0 0 10 0                     `,
    `   2: 0100007F:01BB 0100007F:D431 01 ${REST}    33        0 40000 1 0000000000000000 20 4 30 10 -1                    `,
  );
  expect(readListeningSockets(text, 'LE')).toEqual({
    ok: true,
    oddities: [],
    value: [
      { address: '127.0.0.1', port: 631, uid: 0, inode: 21501 },
      { address: '0.0.0.0', port: 443, uid: 33, inode: 30112 },
    ],
  });
});

it.each([
  ['00000000000000000000000000000000', '::'],
  ['00000000000000000000000001000000', '::1'],
  ['0000000000000000FFFF00000100007F', '::ffff:127.0.0.1'],
  ['B80D01200000000067452301EFCDAB89', '2001:db8::123:4567:89ab:cdef'],
  ['000080FE00000000FF0000020100FEFF', 'fe80::200:ff:fffe:1'],
  ['B80D0120010000000000000001000000', '2001:db8:0:1::1'],
])('reads the IPv6 address %s as %s', (hex, address) => {
  const text = table(
    `   0: ${hex}:0016 00000000000000000000000000000000:0000 0A ${REST}     0        0 17 1 0 100 0 0 10 0`,
  );
  expect(readListeningSockets(text, 'LE')).toMatchObject({ ok: true, value: [{ address, port: 22 }], oddities: [] });
});

it('reads what a machine of the other byte order prints', () => {
  const text = table(`   0: 7F000001:0016 00000000:0000 0A ${REST}     0        0 17 1 0 100 0 0 10 0`);
  expect(readListeningSockets(text, 'BE')).toMatchObject({ ok: true, value: [{ address: '127.0.0.1' }] });
});

it('marks lines that are none, and refuses what is no such table', () => {
  expect(readListeningSockets(table('what is this'), 'LE')).toEqual({
    ok: true,
    value: [],
    oddities: [{ what: 'a line that is none of a socket', at: { line: 2 } }],
  });
  expect(readListeningSockets('', 'LE')).toMatchObject({ ok: false, at: { line: 1 } });
});

it('refuses or marks every beginning that ends inside a line', () => {
  const whole = table(
    `   0: 0100007F:0277 00000000:0000 0A ${REST}     0        0 21501 1 0000000000000000 100 0 0 10 0                     `,
  );
  for (let length = 0; length < whole.length; length += 1) {
    const read = readListeningSockets(whole.slice(0, length), 'LE');
    const isWholeLines = length === HEADING.length + 1;
    expect(read.ok && read.oddities.length === 0, `${length}`).toBe(isWholeLines);
  }
});

it('never throws, whatever comes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('LE' as const, 'BE' as const), (text, order) => {
      readListeningSockets(text, order);
      readListeningSockets(table(text), order);
    }),
  );
});

it('reads back the address and port that a kernel would print', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.nat(65_535), (bytes, port) => {
      const hex = Buffer.from(bytes.toReversed()).toString('hex').toUpperCase();
      const line = `   0: ${hex}:${port.toString(16).padStart(4, '0').toUpperCase()} 00000000:0000 0A ${REST} 0 0 17 1`;
      expect(readListeningSockets(table(line), 'LE')).toMatchObject({ value: [{ address: bytes.join('.'), port }] });
    }),
  );
});

import { ByteReader } from '../byte-reader.ts';
import type { ReplyReading } from './reply.ts';

/**
 * Reads the packet with which MySQL and MariaDB begin, and tells whether its capabilities have CLIENT_SSL.
 * Source: MySQL client/server protocol, HandshakeV10: version 10, server version (NUL), thread id, 8 bytes and a filler,
 * capabilities.
 */
export function readMysqlGreeting(bytes: Uint8Array): ReplyReading {
  const from = new ByteReader(bytes, { littleEndian: true });
  const length = from.u24();
  const sequence = from.u8();
  if (length === undefined || sequence === undefined) return { state: 'unfinished' };
  if (length === 0 || length > LONGEST || sequence !== 0)
    return { state: 'bad', length: bytes.length, words: 'what is no greeting of MySQL' };
  const payload = from.bytes(length);
  if (payload === undefined) return { state: 'unfinished' };
  const end = from.position;
  if (payload[0] === ERROR)
    return {
      state: 'bad',
      length: end,
      words: `an error: ${Buffer.from(payload.subarray(3)).toString('latin1').slice(0, 120)}`,
    };
  if (payload[0] !== VERSION) return { state: 'bad', length: end, words: `protocol ${payload[0]}, where 10 was due` };
  const nul = payload.indexOf(0, 1);
  const version = Buffer.from(payload.subarray(1, Math.max(1, nul))).toString('latin1');
  const capabilities = nul < 0 ? undefined : new ByteReader(payload, { littleEndian: true, from: nul + 14 }).u16();
  if (capabilities === undefined) return { state: 'bad', length: end, words: 'a greeting that ends early' };
  const takesTls = (capabilities & CLIENT_SSL) !== 0;
  return {
    state: takesTls ? 'good' : 'bad',
    length: end,
    words: `${version.slice(0, 80)}${takesTls ? '' : ', without CLIENT_SSL'}`,
  };
}

const VERSION = 10;
const ERROR = 0xff;
const CLIENT_SSL = 0x0800;
const LONGEST = 16 * 1024;

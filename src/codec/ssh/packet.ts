import { ByteWriter } from '../byte-writer.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import { uint32 } from './fields.ts';

/** Puts a payload into a packet as it goes before encryption, with zeros for padding. Source: RFC 4253 6. */
export function encodePacket(payload: Uint8Array): Uint8Array {
  const padding = LEAST_PADDING + ((BLOCK - ((5 + payload.length + LEAST_PADDING) % BLOCK)) % BLOCK);
  return new ByteWriter()
    .bytes(uint32(1 + payload.length + padding))
    .u8(padding)
    .bytes(payload)
    .bytes(new Uint8Array(padding))
    .done();
}

/**
 * A cursor that is fed what comes from the network and gives the payloads of whole packets, before encryption. A packet of more
 * than 35000 bytes in all is refused by its length alone, before it is waited for. Source: RFC 4253 6.1.
 */
export class PacketReader {
  #pending: Uint8Array;
  #offset = 0;

  constructor(first: Uint8Array = new Uint8Array()) {
    this.#pending = first;
  }

  feed(chunk: Uint8Array): void {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
  }

  /** The next payload, message number first; undefined: feed more; refused: nothing after it can be read. */
  next(): Parsed<Uint8Array> | undefined {
    const bytes = this.#pending;
    const at = { offset: this.#offset };
    if (bytes.length < 4) return undefined;
    const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (length + 4 > LONGEST_PACKET)
      return refused(`packet: wants at most ${LONGEST_PACKET} bytes, has ${length + 4}`, at);
    if (length < SHORTEST_LENGTH || (length + 4) % BLOCK !== 0)
      return refused(`packet length: wants 12 or more in whole blocks of 8, has ${length}`, at);
    if (bytes.length < 4 + length) return undefined;
    const padding = bytes[4] ?? 0;
    const end = 4 + length - padding;
    if (padding < LEAST_PADDING || end <= 5)
      return refused(`padding length: wants 4 to ${length - 2}, has ${padding}`, { offset: this.#offset + 4 });
    this.#pending = bytes.subarray(4 + length);
    this.#offset += 4 + length;
    return accepted(bytes.slice(5, end));
  }
}

const BLOCK = 8;
const LEAST_PADDING = 4;
/** 4 bytes of length, 1 of padding length, 7 and more of payload and padding make the 16 that a packet has at least. */
const SHORTEST_LENGTH = 12;
const LONGEST_PACKET = 35000;

import { quote } from '../../facts/quote.ts';
import type { WireView } from '../../target/wire.ts';

/**
 * What a listener that says nothing to a ClientHello says in plain words: to a question of DNS where its port is 53, else to two
 * line breaks, which servers of line protocols answer with a complaint. Undefined: nothing, or what could be TLS.
 */
export async function plainAnswer(wire: WireView, port: number, signal: AbortSignal): Promise<string | undefined> {
  const connected = await wire.connect(WITHIN_MS, signal);
  if (connected.state !== 'seen') return undefined;
  const conversation = connected.value;
  try {
    conversation.send(port === DNS_PORT ? DNS_QUESTION : LINE_BREAKS);
    const received = await conversation.receive(MOST_BYTES, WITHIN_MS);
    if (received.state !== 'seen') return undefined;
    const bytes = received.value;
    if (port === DNS_PORT) return isDnsAnswer(bytes) ? 'DNS in plain text' : undefined;
    const first = bytes[0] ?? 0;
    // A server of TLS would answer with an alert or a handshake.
    if (first >= 0x14 && first <= 0x17) return undefined;
    return `plain text: "${quote(Buffer.from(bytes.subarray(0, 40)).toString('latin1'))}"`;
  } finally {
    conversation.close();
  }
}

/** A length, then the same identifier and the bit of a response. Source: RFC 1035 4.1.1, 4.2.2. */
function isDnsAnswer(bytes: Uint8Array): boolean {
  return bytes[2] === DNS_QUESTION[2] && bytes[3] === DNS_QUESTION[3] && ((bytes[4] ?? 0) & 0x80) !== 0;
}

const WITHIN_MS = 700;
const MOST_BYTES = 512;
const DNS_PORT = 53;
/** Length 17; identifier; no flags; one question: the name servers of the root, class IN. */
const DNS_QUESTION = Buffer.from('0011707100000001000000000000' + '0000020001', 'hex');
const LINE_BREAKS = Buffer.from('\r\n\r\n');

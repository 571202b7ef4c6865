import { describeProblem } from '../../codec/parsed.ts';
import { IdentificationReader, type SshIdentification } from '../../codec/ssh/identification.ts';
import { describeDisconnect } from '../../codec/ssh/key-exchange.ts';
import { sshMessage } from '../../codec/ssh/numbers.ts';
import { encodePacket, PacketReader } from '../../codec/ssh/packet.ts';
import type { Conversation } from '../../target/conversation.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { WireView } from '../../target/wire.ts';

/** What could not be done, in words. */
export interface Failure {
  readonly problem: string;
}

/** A connection on which both sides have named themselves. */
export interface SshConnection {
  readonly identification: SshIdentification;
  readonly oddities: readonly string[];
  send(payload: Uint8Array): void;
  /** The next payload that is not noise (IGNORE, DEBUG, UNIMPLEMENTED). */
  receive(): Promise<Uint8Array | Failure>;
  close(): void;
}

/** How this program names itself to a server. */
export const CLIENT_LINE = 'SSH-2.0-pqready';

/** Connects and reads the server's identification. Everything on the connection ends `withinMs` after it stands. */
export async function connectSsh(
  wire: WireView,
  withinMs: number,
  signal: AbortSignal,
): Promise<SshConnection | Failure> {
  const connected = await wire.connect(withinMs, signal);
  if (connected.state === 'hidden') return { problem: describeHidden(connected) };
  if (connected.state === 'absent') return { problem: 'the connection closed at once' };
  const conversation = connected.value;
  const limits = { deadline: performance.now() + withinMs, signal };
  conversation.send(Buffer.from(`${CLIENT_LINE}\r\n`, 'latin1'));
  const reader = new IdentificationReader();
  const identification = await readIdentification(conversation, reader, limits);
  if ('problem' in identification) {
    conversation.close();
    return identification;
  }
  const packets = new PacketReader(reader.rest);
  return {
    identification: identification.value,
    oddities: identification.oddities.map(({ what }) => what),
    send: (payload) => conversation.send(encodePacket(payload)),
    receive: () => nextMessage(conversation, packets, limits),
    close: () => conversation.close(),
  };
}

async function readIdentification(conversation: Conversation, reader: IdentificationReader, limits: Limits) {
  for (;;) {
    const found = reader.next();
    if (found?.ok) return found;
    if (found !== undefined) return { problem: describeProblem(found) };
    const chunk = await receive(conversation, limits);
    if ('problem' in chunk) {
      const instead = reader.seenInstead;
      return { problem: `no SSH identification (${instead === undefined ? '' : `${instead}; `}${chunk.problem})` };
    }
    reader.feed(chunk);
  }
}

async function nextMessage(
  conversation: Conversation,
  packets: PacketReader,
  limits: Limits,
): Promise<Uint8Array | Failure> {
  for (let noise = 0; noise <= MOST_NOISE; ) {
    const packet = packets.next();
    if (packet?.ok === false) return { problem: describeProblem(packet) };
    const type = packet?.value[0];
    if (packet === undefined) {
      const chunk = await receive(conversation, limits);
      if ('problem' in chunk) return chunk;
      packets.feed(chunk);
    } else if (type === sshMessage.disconnect) return { problem: describeDisconnect(packet.value) };
    else if (type !== undefined && NOISE.includes(type)) noise += 1;
    else return packet.value;
  }
  return { problem: `more than ${MOST_NOISE} messages that say nothing` };
}

interface Limits {
  /** `performance.now()` at which everything ends, however the server drips. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

async function receive(conversation: Conversation, { deadline, signal }: Limits): Promise<Uint8Array | Failure> {
  const left = deadline - performance.now();
  if (left <= 0 || signal.aborted) return { problem: 'no whole answer within the limit' };
  const received = await conversation.receive(RECEIVE_LIMIT, left);
  if (received.state === 'seen') return received.value;
  if (received.state === 'absent') return { problem: 'the connection closed' };
  return { problem: describeHidden(received) };
}

const NOISE: readonly number[] = [sshMessage.ignore, sshMessage.unimplemented, sshMessage.debug];
const MOST_NOISE = 16;
const RECEIVE_LIMIT = 64 * 1024;

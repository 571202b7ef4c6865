import { createHash } from 'node:crypto';
import { admission } from '../../src/target/admission.ts';
import type { Conversation } from '../../src/target/conversation.ts';
import type { Hidden, Sighting } from '../../src/target/sighting.ts';
import type { RandomBytes, WireView } from '../../src/target/wire.ts';

/** One conversation: what the server said, each time after what the client had sent by then. */
export interface RecordedConversation {
  readonly turns: readonly RecordedTurn[];
  /** What was seen when all was said; absent where it was never looked for. */
  readonly end?: 'closed' | Hidden;
}

interface RecordedTurn {
  /** Of all that the client has sent on this connection, in hexadecimal. */
  readonly after: string;
  /** Base64. */
  readonly said: string;
}

/** All that one survey had with one server. */
export interface Recording {
  readonly protocol: WireView['protocol'];
  readonly startTls: string | null;
  readonly mostConnections: number;
  readonly conversations: readonly RecordedConversation[];
}

/**
 * A view of a live server that has the same randomness in every run, and keeps what the server says.
 * @param wire admits one connection at a time, so that every run asks the same in the same order
 */
export function recordingWire(wire: WireView): { readonly wire: WireView; recording(): Recording } {
  const conversations: (() => RecordedConversation)[] = [];
  const recorder: WireView = {
    ...wire,
    random: seeded,
    hasRoom: () => false,
    async connect(within, signal) {
      const connected = await wire.connect(within, signal);
      if (connected.state !== 'seen') return connected;
      const { conversation, recorded } = recordingConversation(connected.value);
      conversations.push(recorded);
      return { ...connected, value: conversation };
    },
  };
  const { protocol, startTls, mostConnections } = wire;
  return {
    wire: recorder,
    recording: () => ({ protocol, startTls, mostConnections, conversations: conversations.map((tell) => tell()) }),
  };
}

/**
 * A view in which a recorded server says again what it said; to what it was never asked it answers with silence. As in the
 * recording, conversations stand in line: what one brings decides what the next asks.
 */
export function replayedWire({ protocol, startTls, mostConnections, conversations }: Recording): WireView {
  const known = conversations.map((recording) => ({ recording, used: 0 }));
  const at = { in: 'wire', endpoint: 'recorded', message: 'connect' } as const;
  const gate = admission({ concurrency: 1, perHost: 1 });
  let opened = 0;
  return {
    protocol,
    startTls,
    endpoint: 'recorded:443',
    serverName: null,
    addresses: ['127.0.0.1'],
    mostConnections,
    address: () => '127.0.0.1',
    random: seeded,
    hasRoom: () => false,
    connections: () => opened,
    async connect(_within, signal) {
      const release = await gate.enter('recorded', signal);
      opened += 1;
      return { state: 'seen', value: { ...replayedConversation(known), close: release }, at };
    },
  };
}

function recordingConversation(real: Conversation): {
  readonly conversation: Conversation;
  recorded(): RecordedConversation;
} {
  const sent = createHash('sha256');
  const turns: { after: string; said: Buffer[] }[] = [];
  let end: RecordedConversation['end'];
  const conversation: Conversation = {
    send(bytes) {
      sent.update(bytes);
      real.send(bytes);
    },
    async receive(limit, within) {
      const received = await real.receive(limit, within);
      const after = sent.copy().digest('hex');
      if (received.state === 'seen') {
        const turn = turns.at(-1);
        if (turn?.after === after) turn.said.push(Buffer.from(received.value));
        else turns.push({ after, said: [Buffer.from(received.value)] });
      } else end = received.state === 'absent' ? 'closed' : received.why;
      return received;
    },
    close: () => real.close(),
  };
  const recorded = (): RecordedConversation => ({
    turns: turns.map(({ after, said }) => ({ after, said: Buffer.concat(said).toString('base64') })),
    ...(end === undefined ? {} : { end }),
  });
  return { conversation, recorded };
}

/** A recording and how many conversations have gone by it. */
interface Known {
  readonly recording: RecordedConversation;
  used: number;
}

/**
 * Which recording it is, what both have said decides: one whose turns so far were the same, and whose next turn follows what
 * the client has sent. Where a server speaks first, several begin alike: the one least used goes first.
 */
function replayedConversation(known: readonly Known[]): Conversation {
  const sent = createHash('sha256');
  const at = { in: 'wire', endpoint: 'recorded', message: 'receive' } as const;
  const history: RecordedTurn[] = [];
  let taken: Known | undefined;
  let rest: Uint8Array = new Uint8Array();
  const turnAfter = (after: string): RecordedTurn | undefined => {
    const isNext = ({ recording: { turns } }: Known): boolean =>
      turns[history.length]?.after === after && history.every(({ said }, index) => turns[index]?.said === said);
    if (taken === undefined || !isNext(taken)) {
      const [found] = known.filter(isNext).sort((one, other) => one.used - other.used);
      if (found === undefined) return undefined;
      if (taken !== undefined) taken.used -= 1;
      found.used += 1;
      taken = found;
    }
    return taken.recording.turns[history.length];
  };
  const say = (limit: number): Sighting<Uint8Array> => {
    const value = rest.subarray(0, limit);
    rest = rest.subarray(limit);
    return { state: 'seen', value, at };
  };
  return {
    send: (bytes) => void sent.update(bytes),
    async receive(limit) {
      if (rest.length > 0) return say(limit);
      const turn = turnAfter(sent.copy().digest('hex'));
      if (turn !== undefined) {
        history.push(turn);
        rest = Buffer.from(turn.said, 'base64');
        return say(limit);
      }
      const end = taken?.recording.end ?? 'timed-out';
      return end === 'closed' ? { state: 'absent', at } : { state: 'hidden', at, why: end };
    },
    close() {},
  };
}

/** The same bytes for the same question in every run. */
function seeded(question: () => string): RandomBytes {
  let drawn = 0;
  return (length) => {
    drawn += 1;
    return createHash('shake256', { outputLength: length }).update(`pqready ${drawn} ${question()}`).digest();
  };
}

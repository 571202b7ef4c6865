import type { Conversation } from '../../src/target/conversation.ts';

/** What a scripted server says, at once or when what the client has sent since its last turn fits. */
export interface Turn {
  readonly when: RegExp | null;
  readonly say: string | Uint8Array;
}

/** A server in memory that follows its turns; `sent` has what the client said, in Latin-1. */
export interface ScriptedConversation extends Conversation {
  readonly sent: readonly string[];
}

/**
 * Gives what the server says in pieces: the first `cut` bytes of each turn, then the rest; or, with `cut: 'bytes'`, one byte
 * at a time. When all is said the server is silent, or closes.
 */
export function scriptedConversation(
  turns: readonly Turn[],
  { cut, end = 'silent' }: { readonly cut: number | 'bytes'; readonly end?: 'silent' | 'closed' },
): ScriptedConversation {
  const left = [...turns];
  const sent: string[] = [];
  const pieces: Uint8Array[] = [];
  const at = { in: 'wire', endpoint: 'test', message: 'receive' } as const;
  let heard = '';
  const advance = (): void => {
    for (let turn = left[0]; turn !== undefined && (turn.when === null || turn.when.test(heard)); turn = left[0]) {
      left.shift();
      heard = '';
      const bytes = Buffer.from(typeof turn.say === 'string' ? Buffer.from(turn.say, 'latin1') : turn.say);
      if (cut === 'bytes') for (const byte of bytes) pieces.push(Uint8Array.of(byte));
      else pieces.push(bytes.subarray(0, cut), bytes.subarray(cut));
    }
  };
  advance();
  return {
    sent,
    send(bytes) {
      const text = Buffer.from(bytes).toString('latin1');
      sent.push(text);
      heard += text;
      advance();
    },
    async receive() {
      while (pieces[0]?.length === 0) pieces.shift();
      const value = pieces.shift();
      if (value !== undefined) return { state: 'seen', value, at };
      return end === 'closed' ? { state: 'absent', at } : { state: 'hidden', at, why: 'timed-out' };
    },
    close() {},
  };
}

import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';

/** How a server names itself before the first packet. Source: RFC 4253 4.2. */
export interface SshIdentification {
  /** Without CR LF: this is what goes into the exchange hash, as bytes of Latin-1. */
  readonly line: string;
  /** `2.0`; `1.99`: version 1 of the protocol is spoken as well. */
  readonly protocol: string;
  /** `OpenSSH_10.0p2` */
  readonly software: string;
  readonly comments: string | null;
  /** Lines before it, which a client shows or drops. */
  readonly linesBefore: number;
}

/**
 * A cursor over what comes first from a server: lines, of which the first that begins with `SSH-` names it. At most 1024 lines
 * of 8192 bytes may stand before it, as OpenSSH's own client allows, and 64 KiB in all.
 */
export class IdentificationReader {
  #pending: Uint8Array = new Uint8Array();
  #scanned = 0;
  #taken = 0;
  #lines = 0;
  #firstLine: string | undefined;

  feed(chunk: Uint8Array): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
  }

  /** What has been fed and belongs to the first packet. */
  get rest(): Uint8Array {
    return this.#pending;
  }

  /** Words for what came instead of an identification: `4 lines, the first "220 mail ESMTP"`; undefined: nothing at all. */
  get seenInstead(): string | undefined {
    if (this.#firstLine !== undefined) return `${this.#lines} lines, the first "${this.#firstLine.slice(0, 80)}"`;
    if (this.#pending.length === 0) return undefined;
    return `${this.#pending.length} bytes without an end of line: "${latin1(this.#pending.subarray(0, 40))}"`;
  }

  /** The identification; undefined: feed more; refused: no SSH server says this. */
  next(): Parsed<SshIdentification> | undefined {
    for (;;) {
      const end = this.#pending.indexOf(0x0a, this.#scanned);
      if (end < 0) return this.#unfinished();
      const line = latin1(this.#pending.subarray(0, end + 1));
      const begins = this.#taken;
      this.#pending = this.#pending.subarray(end + 1);
      this.#scanned = 0;
      this.#taken += end + 1;
      if (line.startsWith('SSH-')) return readLine(line, begins, this.#lines);
      this.#firstLine ??= line.replace(/\r?\n$/, '');
      this.#lines += 1;
      if (this.#lines > MOST_LINES || line.length > LONGEST_LINE || this.#taken > MOST_BYTES)
        return refused('lines before the identification: more than any server may send', { offset: this.#taken });
    }
  }

  #unfinished(): Parsed<SshIdentification> | undefined {
    this.#scanned = this.#pending.length;
    const isOurs = latin1(this.#pending.subarray(0, 4)) === 'SSH-';
    if (this.#pending.length <= (isOurs ? LONGEST_IDENTIFICATION : LONGEST_LINE)) return undefined;
    return refused(isOurs ? TOO_LONG : 'a line before the identification: longer than 8192 bytes', {
      offset: this.#taken,
    });
  }
}

function readLine(line: string, offset: number, linesBefore: number): Parsed<SshIdentification> {
  if (line.length > LONGEST_IDENTIFICATION) return refused(TOO_LONG, { offset });
  const text = line.replace(/\r?\n$/, '');
  const [, protocol, software = '', comments] = /^SSH-([0-9]+\.[0-9]+)-([^ ]*)(?: (.*))?$/s.exec(text) ?? [];
  if (protocol === undefined) return refused('identification: wants SSH-protoversion-softwareversion', { offset });
  // A NUL is forbidden, and OpenSSH refuses it; other control characters would only make the report unreadable.
  if (/[\0-\x08\x0b-\x1f]/.test(text)) return refused('identification: has control characters', { offset });
  if (protocol !== '2.0' && protocol !== '1.99')
    return refused(`identification: wants protocol 2.0 or 1.99, has ${protocol}`, { offset });
  const oddities: readonly Oddity[] = line.endsWith('\r\n')
    ? []
    : [{ what: 'the identification ends in LF alone', at: { offset } }];
  return accepted({ line: text, protocol, software, comments: comments ?? null, linesBefore }, oddities);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

const MOST_LINES = 1024;
const LONGEST_LINE = 8192;
const MOST_BYTES = 64 * 1024;
/** With CR LF. Source: RFC 4253 4.2. */
const LONGEST_IDENTIFICATION = 255;
const TOO_LONG = 'identification: longer than 255 bytes';

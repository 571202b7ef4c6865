import type { StartTlsReply } from '../../vocabulary/starttls.ts';
import { readLdapExtendedResponse } from './ldap-extended-response.ts';
import { readMysqlGreeting } from './mysql-greeting.ts';

/** What has come in answer to a step: not yet whole, or whole with its length, so that what follows it can be told apart. */
export type ReplyReading =
  | { readonly state: 'unfinished' }
  | {
      readonly state: 'good' | 'bad';
      /** Bytes that belong to the reply. */
      readonly length: number;
      /** What the server said, for people. */
      readonly words: string;
      /** Whether STARTTLS is among what the reply lists; undefined: this reply lists nothing. */
      readonly advertised?: boolean;
    };

/** Reads the bytes since the last step. A pattern looks at Latin-1, so that one character is one byte. */
export function readReply(reply: StartTlsReply, bytes: Uint8Array): ReplyReading {
  switch (reply.by) {
    case 'pattern':
      return readText(reply, Buffer.from(bytes).toString('latin1'));
    case 'ldap-extended-response':
      return readLdapExtendedResponse(bytes);
    case 'mysql-greeting':
      return readMysqlGreeting(bytes);
    case 'postgres-ssl-byte':
      return readPostgresByte(bytes);
  }
}

function readText(
  { ends, good, advertises }: Extract<StartTlsReply, { readonly by: 'pattern' }>,
  text: string,
): ReplyReading {
  const whole = ends.exec(text)?.[0];
  if (whole === undefined) return { state: 'unfinished' };
  const words = whole.trim().split('\n').at(-1)?.trim() ?? '';
  const reading = { state: good.test(whole) ? 'good' : 'bad', length: whole.length, words } as const;
  return advertises === undefined || reading.state === 'bad'
    ? reading
    : { ...reading, advertised: advertises.test(whole) };
}

/** Source: PostgreSQL protocol, SSLRequest: `S` or `N`, one byte; a server older than that sends an ErrorResponse. */
function readPostgresByte(bytes: Uint8Array): ReplyReading {
  const [byte] = bytes;
  if (byte === undefined) return { state: 'unfinished' };
  const character = String.fromCharCode(byte);
  const words = POSTGRES[character] ?? `byte 0x${byte.toString(16).padStart(2, '0')} where S or N was due`;
  return { state: character === 'S' ? 'good' : 'bad', length: 1, words };
}

const POSTGRES: Readonly<Record<string, string>> = {
  S: 'S',
  N: 'N: it does not take TLS',
  E: 'E: an error in place of S or N',
};

/** How the end of a server's reply is told, and what it says. Patterns are for the whole text that has come since the last step. */
export type StartTlsReply =
  | {
      readonly by: 'pattern';
      /** Matches up to the end of the reply; what follows the match belongs to nothing that was asked. */
      readonly ends: RegExp;
      readonly good: RegExp;
      /** What advertises STARTTLS, where this reply lists what the server can do. */
      readonly advertises?: RegExp;
    }
  | { readonly by: 'ldap-extended-response' | 'mysql-greeting' | 'postgres-ssl-byte' };

/** One exchange: what is sent, and the reply that is waited for; null: nothing is. */
export interface StartTlsStep {
  readonly name: string;
  /** Text in which `{client}` and `{server}` stand for names, or bytes in hexadecimal; null: the server speaks first. */
  readonly send: { readonly text: string } | { readonly hex: string } | null;
  readonly reply: StartTlsReply | null;
  /** A server that does not know this question may still do what the next step asks. */
  readonly mayFail?: true;
}

/** A plain-text protocol that turns into TLS. */
export interface StartTlsDialogue {
  readonly protocol: string;
  readonly defaultPort: number;
  readonly steps: readonly StartTlsStep[];
  readonly source: string;
}

/** The dialogue of a protocol; undefined where the name is not one. */
export function startTlsDialogue(protocol: string): StartTlsDialogue | undefined {
  return DIALOGUES.find((dialogue) => dialogue.protocol === protocol);
}

/** The names of the protocols, alphabetically. */
export function startTlsProtocols(): readonly string[] {
  return DIALOGUES.map(({ protocol }) => protocol);
}

/** One line, whatever it says. */
const LINE = /^[^\n]*\n/;
/** Lines `220-...` until one `220 ...`. Source: RFC 5321 4.2.1, RFC 959 4.2. */
const CODED = /^(?:[^\n]*\n)*?\d{3}(?: [^\n]*)?\r?\n/;
/** Lines until a single dot, or one line with a refusal. Source: RFC 1939 3, RFC 3977 3.1.1. */
const DOTTED = /^(?:(?:-ERR|[45]\d\d)[^\n]*\n|(?:[^\n]*\n)+?\.\r?\n)/;
/** Lines until OK, NO or BYE. Source: RFC 5804 1.2. */
const SIEVE = /^(?:[^\n]*\n)*?(?:OK|NO|BYE)\b[^\n]*\n/i;

function tagged(tag: string): RegExp {
  return new RegExp(`^(?:[^\\n]*\\n)*?${tag} [^\\n]*\\n`);
}

function greeting(ends: RegExp, good: RegExp): StartTlsStep {
  return { name: 'greeting', send: null, reply: { by: 'pattern', ends, good } };
}

function startTls(text: string, ends: RegExp, good: RegExp): StartTlsStep {
  return { name: 'STARTTLS', send: { text }, reply: { by: 'pattern', ends, good } };
}

const DIALOGUES: readonly StartTlsDialogue[] = [
  {
    protocol: 'ftp',
    defaultPort: 21,
    source: 'RFC 4217',
    steps: [
      greeting(CODED, /^220/),
      {
        name: 'FEAT',
        send: { text: 'FEAT\r\n' },
        reply: { by: 'pattern', ends: CODED, good: /^211/, advertises: /^ *AUTH\b.*\bTLS/im },
        mayFail: true,
      },
      startTls('AUTH TLS\r\n', CODED, /^234/),
    ],
  },
  {
    protocol: 'imap',
    defaultPort: 143,
    source: 'RFC 9051 6.2.1',
    steps: [
      // PREAUTH and BYE are greetings as well, and neither leaves room for STARTTLS.
      greeting(LINE, /^\* OK\b/i),
      {
        name: 'CAPABILITY',
        send: { text: 'a1 CAPABILITY\r\n' },
        reply: {
          by: 'pattern',
          ends: tagged('a1'),
          good: /^a1 OK\b/im,
          advertises: /^\* CAPABILITY\b.*\bSTARTTLS\b/im,
        },
        mayFail: true,
      },
      startTls('a2 STARTTLS\r\n', tagged('a2'), /^a2 OK\b/im),
    ],
  },
  {
    protocol: 'ldap',
    defaultPort: 389,
    source: 'RFC 4511 4.14',
    steps: [
      {
        name: 'STARTTLS',
        // ExtendedRequest, messageID 1, requestName 1.3.6.1.4.1.1466.20037.
        send: { hex: '301d02010177188016312e332e362e312e342e312e313436362e3230303337' },
        reply: { by: 'ldap-extended-response' },
      },
    ],
  },
  {
    protocol: 'mysql',
    defaultPort: 3306,
    source: 'MySQL client/server protocol, SSLRequest',
    steps: [
      { name: 'greeting', send: null, reply: { by: 'mysql-greeting' } },
      {
        name: 'STARTTLS',
        // 32 bytes, packet 1: CLIENT_SSL, PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH; 16 MiB; utf8mb4; 23 zeros. No reply comes.
        send: { hex: `20000001008a0800000000012d${'00'.repeat(23)}` },
        reply: null,
      },
    ],
  },
  {
    protocol: 'nntp',
    defaultPort: 119,
    source: 'RFC 4642',
    steps: [
      greeting(LINE, /^20[01]\b/),
      {
        name: 'CAPABILITIES',
        send: { text: 'CAPABILITIES\r\n' },
        reply: { by: 'pattern', ends: DOTTED, good: /^101/, advertises: /^STARTTLS\b/im },
        mayFail: true,
      },
      startTls('STARTTLS\r\n', LINE, /^382/),
    ],
  },
  {
    protocol: 'pop3',
    defaultPort: 110,
    source: 'RFC 2595 4',
    steps: [
      greeting(LINE, /^\+OK\b/),
      {
        name: 'CAPA',
        send: { text: 'CAPA\r\n' },
        reply: { by: 'pattern', ends: DOTTED, good: /^\+OK\b/, advertises: /^STLS\b/im },
        mayFail: true,
      },
      startTls('STLS\r\n', LINE, /^\+OK\b/),
    ],
  },
  {
    protocol: 'postgres',
    defaultPort: 5432,
    source: 'PostgreSQL frontend/backend protocol, SSLRequest',
    steps: [{ name: 'STARTTLS', send: { hex: '0000000804d2162f' }, reply: { by: 'postgres-ssl-byte' } }],
  },
  {
    protocol: 'sieve',
    defaultPort: 4190,
    source: 'RFC 5804 2.2',
    steps: [
      {
        name: 'greeting',
        send: null,
        reply: { by: 'pattern', ends: SIEVE, good: /^OK\b/im, advertises: /^"STARTTLS"/im },
      },
      startTls('STARTTLS\r\n', SIEVE, /^OK\b/im),
    ],
  },
  {
    protocol: 'smtp',
    defaultPort: 25,
    source: 'RFC 3207',
    steps: [
      greeting(CODED, /^220/),
      {
        name: 'EHLO',
        send: { text: 'EHLO {client}\r\n' },
        reply: { by: 'pattern', ends: CODED, good: /^250/, advertises: /^250[- ]STARTTLS\b/im },
      },
      startTls('STARTTLS\r\n', CODED, /^220/),
    ],
  },
  {
    protocol: 'xmpp',
    defaultPort: 5222,
    source: 'RFC 6120 5',
    steps: [
      {
        name: 'stream features',
        send: {
          text: "<?xml version='1.0'?><stream:stream to='{server}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>",
        },
        reply: {
          by: 'pattern',
          ends: /^[\s\S]*?(?:<\/stream:features\s*>|<stream:features\s*\/>|<\/stream:error\s*>|<\/stream:stream\s*>)/,
          good: /<\/stream:features|<stream:features\s*\/>/,
          advertises: /<starttls\b/,
        },
      },
      {
        name: 'STARTTLS',
        send: { text: "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>" },
        reply: {
          by: 'pattern',
          ends: /^[\s\S]*?(?:<(?:proceed|failure)\b[^<>]*\/>|<\/(?:proceed|failure)\s*>|<\/stream:stream\s*>)/,
          good: /<proceed\b/,
        },
      },
    ],
  },
];

import { describe, expect, it } from 'vitest';
import { startTlsOf } from '../../src/collect/starttls.ts';
import { startTlsProtocols } from '../../src/vocabulary/starttls.ts';
import { scriptedConversation, type Turn } from '../support/scripted-conversation.ts';

/** What servers of each protocol say; the last turn is the reply to STARTTLS. */
const SERVERS: Readonly<Record<string, readonly Turn[]>> = {
  // vsftpd 3.0.3, with a banner of several lines, of which one looks like a reply.
  ftp: [
    { when: null, say: '220-Welcome\r\n 220 inside\r\nto example\r\n220 (vsFTPd 3.0.3)\r\n' },
    { when: /^FEAT\r\n$/, say: '211-Features:\r\n AUTH TLS\r\n EPRT\r\n UTF8\r\n211 End\r\n' },
    { when: /^AUTH TLS\r\n$/, say: '234 Proceed with negotiation.\r\n' },
  ],
  // Dovecot 2.3, with an untagged line between.
  imap: [
    { when: null, say: '* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] Dovecot ready.\r\n' },
    {
      when: /^a1 CAPABILITY\r\n$/,
      say: '* CAPABILITY IMAP4rev1 SASL-IR STARTTLS LOGINDISABLED\r\na1 OK Pre-login capabilities listed.\r\n',
    },
    { when: /^a2 STARTTLS\r\n$/, say: '* OK still here\r\na2 OK Begin TLS negotiation now.\r\n' },
  ],
  // OpenLDAP 2.6 as recorded; Active Directory writes lengths in four bytes, see below.
  ldap: [{ when: /1\.3\.6\.1\.4\.1\.1466\.20037$/, say: Buffer.from('300c02010178070a010004000400', 'hex') }],
  mysql: [{ when: null, say: mysqlGreeting('8.0.39', 0xffff) }],
  nntp: [
    { when: null, say: '200 news.example InterNetNews ready (posting ok)\r\n' },
    { when: /^CAPABILITIES\r\n$/, say: '101 Capability list:\r\nVERSION 2\r\nREADER\r\nSTARTTLS\r\n.\r\n' },
    { when: /^STARTTLS\r\n$/, say: '382 Begin TLS negotiation now\r\n' },
  ],
  pop3: [
    { when: null, say: '+OK Dovecot ready.\r\n' },
    { when: /^CAPA\r\n$/, say: '+OK\r\nCAPA\r\nTOP\r\nUIDL\r\nSTLS\r\nSASL\r\n.\r\n' },
    { when: /^STLS\r\n$/, say: '+OK Begin TLS negotiation now.\r\n' },
  ],
  postgres: [{ when: /^\0\0\0\x08\x04\xd2\x16\x2f$/, say: 'S' }],
  sieve: [
    {
      when: null,
      say: '"IMPLEMENTATION" "Dovecot Pigeonhole"\r\n"SIEVE" "fileinto reject"\r\n"STARTTLS"\r\n"VERSION" "1.0"\r\nOK "Dovecot ready."\r\n',
    },
    { when: /^STARTTLS\r\n$/, say: 'OK "Begin TLS negotiation now."\r\n' },
  ],
  // Postfix 3.7 behind a banner of several lines.
  smtp: [
    { when: null, say: '220-mail.example.test ESMTP Postfix\r\n220-no spam\r\n220 ready\r\n' },
    {
      when: /^EHLO pqready\.invalid\r\n$/,
      say: '250-mail.example.test\r\n250-PIPELINING\r\n250-STARTTLS\r\n250 SMTPUTF8\r\n',
    },
    { when: /^STARTTLS\r\n$/, say: '220 2.0.0 Ready to start TLS\r\n' },
  ],
  // Prosody 0.12.
  xmpp: [
    {
      when: /^<\?xml.* to='xmpp\.example\.test' /,
      say: "<?xml version='1.0'?><stream:stream id='1' from='xmpp.example.test' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'><stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls></stream:features>",
    },
    {
      when: /^<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'\/>$/,
      say: "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
    },
  ],
};

it('has a scripted server for every protocol', () => {
  expect(Object.keys(SERVERS).sort()).toEqual([...startTlsProtocols()].sort());
});

describe.each(Object.entries(SERVERS))('%s', (protocol, turns) => {
  const longest = Math.max(...turns.map(({ say }) => say.length));

  it('comes to TLS wherever what the server says is cut', async () => {
    for (let cut = 0; cut <= longest; cut += 1)
      expect(await begin(protocol, turns, { cut }), `cut at ${cut}`).toEqual({ problem: undefined, oddities: [] });
    expect(await begin(protocol, turns, { cut: 'bytes' })).toEqual({ problem: undefined, oddities: [] });
  });

  it('is a problem where the server falls silent or leaves anywhere before the end', async () => {
    for (const [index, { say, when }] of turns.entries()) {
      for (let length = 0; length < say.length; length += 1) {
        const cutOff = [...turns.slice(0, index), { when, say: say.slice(0, length) }];
        const end = length % 2 === 0 ? 'silent' : 'closed';
        const { problem } = await begin(protocol, cutOff, { cut: 'bytes', end });
        const words = end === 'silent' ? /no answer within the limit/ : /the connection closed/;
        expect(problem, `turn ${index}, ${length} bytes`).toMatch(words);
      }
    }
  });

  it('drops plain text behind the last reply and reports it', async () => {
    for (const cut of [3, 'bytes', 4096] as const) {
      const last = turns.at(-1);
      const injected = turns.with(-1, {
        when: last?.when ?? null,
        say: Buffer.concat([latin1(last?.say ?? ''), latin1('NOOP injected\r\n')]),
      });
      const { problem, oddities } = await begin(protocol, injected, { cut });
      expect(problem).toBeUndefined();
      expect(oddities, String(cut)).toEqual([
        expect.stringMatching(/^plain text after the reply to STARTTLS was dropped: "N/),
      ]);
    }
  });

  it('is a problem where another protocol answers', async () => {
    const http = await begin(protocol, [{ when: null, say: 'HTTP/1.1 400 Bad Request\r\n\r\n' }], { cut: 4096 });
    expect(http.problem).toBeTypeOf('string');
    const ssh = await begin(protocol, [{ when: null, say: 'SSH-2.0-OpenSSH_10.0\r\n' }], { cut: 4096 });
    expect(ssh.problem).toBeTypeOf('string');
  });

  it('ends where the server never stops talking', async () => {
    const endless = { send() {}, close() {}, receive: async () => seen('220-and more\r\n'.repeat(64)) };
    expect(await startTlsOf(wire(protocol)).preamble(endless, 1000)).toBeTypeOf('string');
  });
});

describe('refusals', () => {
  it.each([
    [
      'smtp',
      [{ when: null, say: '554 5.7.1 No service for you\r\n' }],
      'smtp greeting refused: 554 5.7.1 No service for you',
    ],
    [
      'smtp',
      [
        { when: null, say: '220 ready\r\n' },
        { when: /EHLO/, say: '250-mail\r\n250 8BITMIME\r\n' },
        { when: /STARTTLS/, say: '502 5.5.1 Error: command not implemented\r\n' },
      ],
      'smtp STARTTLS is not advertised, and refused: 502 5.5.1 Error: command not implemented',
    ],
    ['imap', [{ when: null, say: '* PREAUTH ready\r\n' }], 'imap greeting refused: * PREAUTH ready'],
    ['postgres', [{ when: /\x2f$/, say: 'N' }], 'postgres STARTTLS refused: N: it does not take TLS'],
    [
      'mysql',
      [{ when: null, say: mysqlGreeting('5.7.1', 0xf7ff) }],
      'mysql greeting refused: 5.7.1, without CLIENT_SSL',
    ],
    [
      'mysql',
      [{ when: null, say: '\x12\0\0\0\xff\x69\x04Host is blocked' }],
      'mysql greeting refused: an error: Host is blocked',
    ],
    [
      'ldap',
      [{ when: /20037$/, say: Buffer.from('301702010178120a01340400040b756e617661696c61626c65', 'hex') }],
      'ldap STARTTLS refused: resultCode 52: unavailable',
    ],
    [
      'xmpp',
      [
        { when: /stream/, say: '<stream:features><mechanisms/></stream:features>' },
        { when: /<starttls/, say: "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>" },
      ],
      "xmpp STARTTLS is not advertised, and refused: <failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
    ],
  ] as const)('%s: %j', async (protocol, turns, problem) => {
    expect((await begin(protocol, turns, { cut: 'bytes' })).problem).toContain(problem);
  });
});

it('goes on where a server does not know the question what it can do', async () => {
  const old = [
    { when: null, say: '+OK ready\r\n' },
    { when: /CAPA/, say: '-ERR unknown command\r\n' },
    { when: /STLS/, say: '+OK go\r\n' },
  ];
  expect(await begin('pop3', old, { cut: 'bytes' })).toEqual({ problem: undefined, oddities: [] });
});

it('says where STARTTLS works without being advertised', async () => {
  const hidden = [
    { when: null, say: '220 ready\r\n' },
    { when: /EHLO/, say: '250-mail\r\n250 XXXXXXXA\r\n' },
    { when: /STARTTLS/, say: '220 go ahead\r\n' },
  ];
  expect(await begin('smtp', hidden, { cut: 'bytes' })).toEqual({
    problem: undefined,
    oddities: ['STARTTLS works but is not advertised, so that clients that look first stay in plain text'],
  });
});

it('reads an LDAP answer whose lengths are written in four bytes', async () => {
  const answer = Buffer.from('3084000000100201017884000000070a010004000400', 'hex');
  expect(await begin('ldap', [{ when: /20037$/, say: answer }], { cut: 'bytes' })).toEqual({
    problem: undefined,
    oddities: [],
  });
});

it('asks in the words of each protocol, and with no more of them', async () => {
  const transcripts: Record<string, readonly string[]> = {};
  for (const [protocol, turns] of Object.entries(SERVERS)) {
    const conversation = scriptedConversation(turns, { cut: 4096 });
    await startTlsOf(wire(protocol)).preamble(conversation, 1000);
    transcripts[protocol] = conversation.sent.map(printable);
  }
  expect(transcripts).toMatchInlineSnapshot(`
    {
      "ftp": [
        "FEAT\\r\\n",
        "AUTH TLS\\r\\n",
      ],
      "imap": [
        "a1 CAPABILITY\\r\\n",
        "a2 STARTTLS\\r\\n",
      ],
      "ldap": [
        "301d02010177188016312e332e362e312e342e312e313436362e3230303337",
      ],
      "mysql": [
        "20000001008a0800000000012d0000000000000000000000000000000000000000000000",
      ],
      "nntp": [
        "CAPABILITIES\\r\\n",
        "STARTTLS\\r\\n",
      ],
      "pop3": [
        "CAPA\\r\\n",
        "STLS\\r\\n",
      ],
      "postgres": [
        "0000000804d2162f",
      ],
      "sieve": [
        "STARTTLS\\r\\n",
      ],
      "smtp": [
        "EHLO pqready.invalid\\r\\n",
        "STARTTLS\\r\\n",
      ],
      "xmpp": [
        "<?xml version='1.0'?><stream:stream to='xmpp.example.test' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>",
        "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
      ],
    }
  `);
});

/** Text as it is, with its line ends as escapes; bytes in hexadecimal. */
function printable(sent: string): string {
  if (/^[\x20-\x7e\r\n]*$/.test(sent)) return JSON.stringify(sent).slice(1, -1);
  return Buffer.from(sent, 'latin1').toString('hex');
}

function wire(protocol: string) {
  return { startTls: protocol, serverName: `${protocol}.example.test`, endpoint: `${protocol}.example.test:1` };
}

async function begin(
  protocol: string,
  turns: readonly Turn[],
  how: Parameters<typeof scriptedConversation>[1],
): Promise<{ readonly problem: string | undefined; readonly oddities: readonly string[] }> {
  const startTls = startTlsOf(wire(protocol));
  const problem = await startTls.preamble(scriptedConversation(turns, how), 1000);
  return { problem, oddities: startTls.oddities() };
}

function seen(text: string) {
  return { state: 'seen', value: latin1(text), at: { in: 'wire', endpoint: 'test', message: 'receive' } } as const;
}

function latin1(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
}

/** HandshakeV10 with the lower half of its capabilities. */
function mysqlGreeting(version: string, capabilities: number): Uint8Array {
  const payload = Buffer.concat([
    Uint8Array.of(10),
    Buffer.from(`${version}\0`, 'latin1'),
    Buffer.from('0700000001020304050607080000', 'hex').subarray(0, 13),
    Uint8Array.of(capabilities & 0xff, capabilities >> 8, 0x2d, 2, 0, 0xff, 0xdf, 21),
    new Uint8Array(10),
    Buffer.from('abcdefghijkl\0caching_sha2_password\0', 'latin1'),
  ]);
  return Buffer.concat([Uint8Array.of(payload.length, 0, 0, 0), payload]);
}

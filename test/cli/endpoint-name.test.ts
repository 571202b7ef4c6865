import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeServer, readEndpoint } from '../../src/cli/targets/endpoint-name.ts';
import { startTlsProtocols } from '../../src/vocabulary/starttls.ts';

describe('what names an endpoint', () => {
  it.each([
    ['tls:example.org', 'tls', null, 'example.org', 443],
    ['tls:example.org:8443', 'tls', null, 'example.org', 8443],
    ['tls://example.org:8443/', 'tls', null, 'example.org', 8443],
    ['tls:192.0.2.1', 'tls', null, '192.0.2.1', 443],
    ['tls:[2001:DB8:0::1]', 'tls', null, '2001:db8::1', 443],
    ['tls:[2001:db8::1]:8443', 'tls', null, '2001:db8::1', 8443],
    ['tls:EXAMPLE.org.', 'tls', null, 'example.org.', 443],
    ['tls:bücher.example', 'tls', null, 'xn--bcher-kva.example', 443],
    ['tls:under_score.example', 'tls', null, 'under_score.example', 443],
    ['tls+smtp:mail.example.org', 'tls', 'smtp', 'mail.example.org', 25],
    ['tls+smtp:mail.example.org:587', 'tls', 'smtp', 'mail.example.org', 587],
    ['ssh:example.org', 'ssh', null, 'example.org', 22],
    ['ssh:[::1]:2222', 'ssh', null, '::1', 2222],
    ['ssh://admin@example.org:2222', 'ssh', null, 'example.org', 2222],
    ['ssh:admin@example.org', 'ssh', null, 'example.org', 22],
    ['https://example.org', 'tls', null, 'example.org', 443],
    ['https://user:secret@example.org:8443/path?query#part', 'tls', null, 'example.org', 8443],
    ['HTTPS://[::1]/', 'tls', null, '::1', 443],
    ['wss://example.org/socket', 'tls', null, 'example.org', 443],
    ['ldaps://example.org', 'tls', null, 'example.org', 636],
    ['imaps://example.org:1993', 'tls', null, 'example.org', 1993],
  ] as const)('%s', (argument, protocol, startTls, host, port) => {
    expect(readEndpoint(argument)).toEqual({ protocol, startTls, host, port });
  });

  it('has each STARTTLS protocol with its registered port', () => {
    const ports = startTlsProtocols().map((protocol) => [protocol, readEndpoint(`tls+${protocol}:h`)?.port]);
    expect(Object.fromEntries(ports)).toEqual({
      ftp: 21,
      imap: 143,
      ldap: 389,
      mysql: 3306,
      nntp: 119,
      pop3: 110,
      postgres: 5432,
      sieve: 4190,
      smtp: 25,
      xmpp: 5222,
    });
  });
});

it.each(['host', 'dir:/srv/tree', '/srv/tree', '.', 'example.org', 'example.org:443', 'C:/x', 'tlsx:h', ''])(
  'leaves %j to others',
  (argument) => {
    expect(readEndpoint(argument)).toBeUndefined();
  },
);

it.each([
  ['tls:', 'has no proper host or port'],
  ['tls::443', 'has no proper host or port'],
  ['tls:a b', 'has no proper host or port'],
  ['tls:example.org/path', 'has no proper host or port'],
  ['tls:example.org:https', 'has no proper host or port'],
  ['tls:[example.org]', 'has no proper host or port'],
  ['tls:[fe80::1%eth0]', 'has no proper host or port'],
  ['tls:[::1', 'has no proper host or port'],
  ['tls:a..b', 'has no proper host or port'],
  [`tls:${'a'.repeat(64)}.example`, 'has no proper host or port'],
  ['tls:2001:db8::1', 'Put an IPv6 address in brackets'],
  ['tls:h:0', 'there is no port 0'],
  ['tls:h:65536', 'there is no port 65536'],
  ['tls+gopher:h', 'no kind of target is called tls+gopher:'],
  ['ssh+smtp:h', 'no kind of target is called ssh+smtp:'],
  ['http://example.org/', 'http:// is no URL of TLS'],
  ['https:///path', 'has no proper host or port'],
])('refuses %j: %s', (argument, words) => {
  expect(() => readEndpoint(argument)).toThrow(words);
});

it('tells servers without a protocol from paths', () => {
  const servers = ['example.org', 'example.org:443', 'localhost:22', '[::1]:443', '192.0.2.1', '192.0.2.1:8443'];
  expect(servers.filter((argument) => !looksLikeServer(argument))).toEqual([]);
  const others = ['srv', 'srv/tree', '/srv', 'C:\\x', 'a b.c', 'dir:/x', 'h:123456'];
  expect(others.filter(looksLikeServer)).toEqual([]);
});

it('gives an endpoint, nothing or a mistake in words, whatever stands there', () => {
  const soup = fc
    .array(
      fc.constantFrom('tls', 'ssh', '+smtp', ':', '//', '[', ']', '::1', 'a.b', '443', '@', '/', '%', '\0', ' ', 'é'),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(fc.string(), soup), (argument) => {
      try {
        const endpoint = readEndpoint(argument);
        if (endpoint !== undefined) expect(endpoint.host).toMatch(/^[^\s/?#@\\[\]]+$/);
      } catch (error) {
        expect(error).toMatchObject({ name: 'UsageError' });
      }
    }),
    { numRuns: 1000 },
  );
});

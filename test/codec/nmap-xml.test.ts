import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NmapHost, NmapReader } from '../../src/codec/nmap-xml.ts';
import { NMAP_REPORT } from '../support/nmap-report.ts';

const HOSTS: readonly NmapHost[] = [
  {
    address: '192.0.2.10',
    name: 'www.example.org',
    ports: [
      { port: 22, service: 'ssh', tls: false },
      { port: 80, service: 'http', tls: false },
      { port: 443, service: 'http', tls: true },
    ],
  },
  { address: '2001:db8::25', name: null, ports: [{ port: 25, service: 'smtp', tls: false }] },
  { address: '192.0.2.11', name: null, ports: [] },
];

describe('a report of nmap', () => {
  it('gives each host with its open TCP ports', () => {
    expect(read([NMAP_REPORT])).toEqual({ hosts: HOSTS, problem: undefined, isWhole: true });
  });

  it('gives the same however the text is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (size) => {
        expect(read(cut(NMAP_REPORT, size))).toEqual({ hosts: HOSTS, problem: undefined, isWhole: true });
      }),
    );
  });

  it('is not whole where it ends early', () => {
    for (let length = 0; length < NMAP_REPORT.length - 2; length += 7) {
      const { isWhole, hosts } = read([NMAP_REPORT.slice(0, length)]);
      expect(isWhole, `${length} characters`).toBe(false);
      expect(HOSTS.slice(0, hosts.length)).toEqual(hosts);
    }
  });
});

it.each([
  [
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><nmaprun>',
    'a document type with declarations of its own',
  ],
  ['<!DOCTYPE nmaprun SYSTEM "file:///etc/passwd" [ ]><nmaprun>', 'a document type with declarations of its own'],
  ['<nmaprun><!ENTITY a "b"><host>', 'a document type with declarations of its own'],
  ['<nmaprun><host><address addr="&a;" addrtype="ipv4"/></host>', '<address>: an entity that XML does not predefine'],
  ['<html><body>', 'wants <nmaprun>, has <html>'],
  [`<nmaprun a="${'x'.repeat(4 * 1024 * 1024)}`, 'a tag of more than 4194304 characters'],
])('refuses %.60s', (text, problem) => {
  expect(read([text]).problem).toBe(problem);
});

it('reads the entities that XML predefines', () => {
  const text =
    '<nmaprun><host><address addr="192.0.2.1" addrtype="ipv4"/><hostnames><hostname name="a&amp;b&#x2d;&#99;" type="user"/></hostnames></host>';
  expect(read([text]).hosts).toEqual([{ address: '192.0.2.1', name: 'a&b-c', ports: [] }]);
});

it('never throws, whatever comes', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '<host>',
    '</host>',
    '<port ',
    'portid="1"',
    '/>',
    '<nmaprun>',
    '<!--',
    '-->',
    '<!',
    '&',
    '=',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 60 }), (parts) => {
      read(parts);
    }),
  );
});

function read(parts: readonly string[]) {
  const reader = new NmapReader();
  const hosts: NmapHost[] = [];
  for (const part of parts) {
    reader.feed(part);
    for (let host = reader.next(); host !== undefined; host = reader.next()) {
      if (!host.ok) return { hosts, problem: host.problem, isWhole: reader.isWhole };
      hosts.push(host.value);
    }
  }
  return { hosts, problem: undefined, isWhole: reader.isWhole };
}

function cut(text: string, size: number): readonly string[] {
  return text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
}

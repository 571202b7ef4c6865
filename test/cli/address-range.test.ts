import { expect, it } from 'vitest';
import { grouped, readAddressRange } from '../../src/cli/address-range.ts';

it.each([
  ['tls:192.0.2.0/30', ['tls:192.0.2.0', 'tls:192.0.2.1', 'tls:192.0.2.2', 'tls:192.0.2.3']],
  ['tls:192.0.2.3/31:8443', ['tls:192.0.2.2:8443', 'tls:192.0.2.3:8443']],
  ['tls+smtp:255.255.255.255/32', ['tls+smtp:255.255.255.255']],
  ['ssh:[2001:db8::ffff]/127', ['ssh:[2001:db8::fffe]', 'ssh:[2001:db8::ffff]']],
  ['tls:[2001:db8::1:0/127]:8443', ['tls:[2001:db8::1:0]:8443', 'tls:[2001:db8::1:1]:8443']],
  ['tls:[::ffff:192.0.2.1]/128', ['tls:[::ffff:c000:201]']],
])('%s stands for each of its addresses', (argument, addresses) => {
  const range = readAddressRange(argument);
  expect([range?.count, [...(range?.each() ?? [])]]).toEqual([addresses.length, addresses]);
});

it('counts a range without making its addresses', () => {
  expect(readAddressRange('tls:10.0.0.0/8')?.count).toBe(16_777_216);
  expect(readAddressRange('tls:192.0.2.77/24')?.each().next().value).toBe('tls:192.0.2.0');
});

it.each(['tls:example.org', 'tls:192.0.2.1', 'dir:/24', '/24', 'https://192.0.2.0/24', 'tls:example.org/24'])(
  '%s is no range',
  (argument) => {
    expect(readAddressRange(argument)).toBeUndefined();
  },
);

it.each([
  ['tls:192.0.2.0/33', 'is no range of addresses'],
  ['tls:192.0.2/24', 'is no range of addresses'],
  ['tls:192.0.2.256/24', 'is no range of addresses'],
  ['tls:192.0.02.1/24', 'is no range of addresses'],
  ['tls:[1::2::3]/64', 'is no range of addresses'],
  ['tls:[2001:db8::]/129', 'is no range of addresses'],
  ['tls:10.0.0.0/7', '2^25 addresses are too many'],
  ['tls:[2001:db8::]/64', '2^64 addresses are too many'],
])('refuses %s: %s', (argument, words) => {
  expect(() => readAddressRange(argument)).toThrow(words);
});

it('writes numbers in groups of three', () => {
  expect([0, 999, 1000, 16_777_216].map(grouped)).toEqual(['0', '999', '1,000', '16,777,216']);
});

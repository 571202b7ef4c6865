import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ANY_SCOPE, readScopeSelector, selects } from '../../../src/codec/crypto-policies/scope-selector.ts';

it.each([
  ['tls', ['tls', 'openssl'], true],
  ['TLS', ['tls'], true],
  ['tls', ['ssh', 'libssh'], false],
  ['{SSH,IPsec}', ['ipsec', 'libreswan'], true],
  ['!{ssh,tls}', ['ipsec', 'ike'], true],
  ['!{ssh,tls}', ['ssh', 'libssh'], false],
  ['*sequoia', ['rpm', 'rpm-sequoia'], true],
  ['!openssh*', ['ssh', 'openssh', 'openssh-client'], false],
  ['*', [], true],
])('says whether %s selects %j: %s', (text, scopes, answer) => {
  const selector = readScopeSelector(text);
  expect(typeof selector).toBe('object');
  expect(typeof selector === 'object' && selects(selector, scopes)).toBe(answer);
});

it.each([
  ['tlss', 'scope selector matches no known scope: tlss'],
  ['{tls,sshh}', 'scope selector matches no known scope: sshh'],
  ['tls,ssh', 'scope selector has misplaced brackets or commas: tls,ssh'],
  ['{tls', 'scope selector has misplaced brackets or commas: {tls'],
  ['{}', 'scope selector matches no known scope: '],
  ['', 'scope selector matches no known scope: '],
  ['tls ssh', 'scope selector has a character that is not allowed: tls ssh'],
  ['!!tls', 'scope selector has a character that is not allowed: !!tls'],
])('refuses %j', (text, problem) => {
  expect(readScopeSelector(text)).toBe(problem);
});

it('selects everything without scopes only where the selector is the star', () => {
  expect(selects(ANY_SCOPE, [])).toBe(true);
  fc.assert(fc.property(fc.string(), (text) => ['string', 'object'].includes(typeof readScopeSelector(text))));
});

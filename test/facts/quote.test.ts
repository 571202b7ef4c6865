import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quote } from '../../src/facts/quote.ts';

it('shows control and bidirectional characters instead of letting them act', () => {
  expect(quote('a\u001b[31mb\u202ec\n')).toBe('a\\u{1b}[31mb\\u{202e}c\\u{a}');
});

it('cuts private keys, with or without an end', () => {
  expect(quote('x -----BEGIN EC PRIVATE KEY-----\nMHcCAQEE')).toBe('x [private key removed]');
  expect(quote('-----BEGIN OPENSSH PRIVATE KEY-----')).toBe('[private key removed]');
});

it('is never longer than 200 characters, never holds a control character, and is well-formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (text) => {
      const quoted = quote(text);
      expect([...quoted].length).toBeLessThanOrEqual(200);
      expect(quoted).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/u);
      expect(quoted.isWellFormed()).toBe(true);
    }),
  );
});

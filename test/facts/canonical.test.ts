import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, keepCanonical } from '../../src/facts/canonical.ts';

it('sorts members by UTF-16 code units and leaves undefined out, as RFC 8785 3.2.3 shows', () => {
  const value = {
    '\u20ac': 'Euro',
    '\r': 'CR',
    '\ufb33': 'Dalet',
    '1': 'One',
    '\u{1f600}': 'Smiley',
    '\u0080': 'Control',
    ö: 'o',
    no: undefined,
  };
  expect(canonicalJson(value)).toBe(
    '{"\\r":"CR","1":"One","\u0080":"Control","ö":"o","\u20ac":"Euro","\u{1f600}":"Smiley","\ufb33":"Dalet"}',
  );
});

it('means the same as the value, whatever the order of members', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('writes what is kept as it writes what is not, again and again', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = canonicalJson([value]);
      const object = { b: value, a: value };
      keepCanonical(object);
      const texts = [1, 2].map(() => canonicalJson([object, { object }]));
      const once = `{"a":${plain.slice(1, -1)},"b":${plain.slice(1, -1)}}`;
      expect(texts).toEqual([1, 2].map(() => `[${once},{"object":${once}}]`));
    }),
  );
});

it('quotes strings as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(canonicalJson(text)).toBe(JSON.stringify(text));
    }),
  );
  expect(['\ud800', '"', '\\', '\u007f', '\u2028', '\u0000'].map(canonicalJson)).toEqual([
    '"\\ud800"',
    '"\\""',
    '"\\\\"',
    '"\u007f"',
    '"\u2028"',
    '"\\u0000"',
  ]);
});

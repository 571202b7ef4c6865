import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonLine, jsonText } from '../../src/report/json-text.ts';

it('writes a line as jsonText does, kept or not', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 });
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      text,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
      fc.array(tie('value')),
      fc.dictionary(text, tie('value')),
    ),
  })).value;
  fc.assert(
    fc.property(fc.dictionary(text, value), fc.boolean(), (object, isKept) => {
      const whole = { first: object, list: [object, undefined], last: { object } };
      if (isKept) jsonLine.keep(object);
      expect([1, 2].map(() => jsonLine.text(whole))).toEqual([jsonText(whole), jsonText(whole)]);
    }),
  );
});

it('escapes every code unit as jsonText does', () => {
  for (let code = 0; code <= 0xffff; code += 1) {
    const text = `a${String.fromCharCode(code)}b`;
    if (jsonLine.text(text) !== jsonText(text)) expect([code, jsonLine.text(text)]).toEqual([code, jsonText(text)]);
  }
  expect(jsonLine.text('\u007f\u200f\u2028')).toBe('"\\u007f\\u200f\\u2028"');
});

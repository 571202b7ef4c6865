import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { scalar } from '../../../src/report/remediation/yaml-scalar.ts';

it('reads back as it was, in ASCII, and as no template', () => {
  const customTags = [{ tag: '!unsafe', resolve: (value: string) => value }];
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = scalar(text);
      expect(written).toMatch(/^[\x20-\x7e]*$/);
      expect(written.startsWith('!unsafe "')).toBe(/[{}]/.test(text));
      expect(parse(written, { customTags })).toBe(text.toWellFormed());
    }),
  );
});

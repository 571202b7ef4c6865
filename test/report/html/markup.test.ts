import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joined, markup, where } from '../../../src/report/html/markup.ts';

it('escapes every text and leaves what is marked up already', () => {
  const bold = markup`<b>${'a & b'}</b>`;
  expect(markup`<p title="${'"\' <>'}">${bold}${[bold, bold]}${7}</p>`.html).toBe(
    '<p title="&#34;&#39; &#60;&#62;"><b>a &#38; b</b><b>a &#38; b</b><b>a &#38; b</b>7</p>',
  );
});

it('shows what turns the direction of writing, controls and the unseen by their numbers', () => {
  expect(markup`${'a\u202eb\u0007c\u200bd\u2066\r\n\ud800'}`.html).toBe(
    'a\\u{202e}b\\u{7}c\\u{200b}d\\u{2066}\\u{d}\n\ufffd',
  );
});

it('cuts a text of any length', () => {
  expect(markup`${'x'.repeat(10_000)}`.html).toBe(`${'x'.repeat(4000)}…`);
});

it('leaves out what does not hold, and joins', () => {
  expect(joined([where(true, () => markup`a`), where(false, () => markup`b`), markup`c`], '-').html).toBe('a--c');
});

it('never lets a text begin an element, end an attribute or hide', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { html } = markup`${text}`;
      expect(html.isWellFormed()).toBe(true);
      expect(html).not.toMatch(/[<>"'\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      expect(html.replace(/&#\d+;/g, '')).not.toContain('&');
    }),
  );
});

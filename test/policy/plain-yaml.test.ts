import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPlainYaml } from '../../src/policy/plain-yaml.ts';
import { readYamlTree } from '../../src/policy/yaml-tree.ts';

const POLICIES = join(import.meta.dirname, '../../policies');
const shipped = readdirSync(POLICIES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));

it.each(shipped)('reads %s as the whole language does, places included', (name) => {
  const text = readFileSync(join(POLICIES, name), 'utf8');
  const plain = readPlainYaml(text);
  expect(plain.mistakes).toEqual([]);
  expect(plain.root).toEqual(readYamlTree(text).root);
});

const SAMPLE = `# house rules
id: house
list:
- one
- "two: three"
-   name: x
    with: { a: [1, 2, null], b: 'c' }
deep:
    deeper:
        - nothing
        - 'it'
`;

it('never reads what it accepts otherwise than the whole language does', () => {
  const pieces = fc.constantFrom(
    ...[
      'a: ',
      'b:',
      'c:\n',
      '- ',
      '-',
      '\n',
      '\n  ',
      '\n    ',
      ' ',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ', ',
      ',',
      ': ',
      ':',
      '#',
      ' # ',
      'x',
      'yes',
    ],
    ...[
      '1',
      '0',
      '-1',
      '1.5',
      '0x1',
      'null',
      'Null',
      'true',
      '2026-01-01',
      '~',
      '&a ',
      '*a',
      '|',
      '>',
      '!t ',
      '? ',
      '---',
      '...',
      '%',
      '\t',
      '\r',
      '\u0085',
      '\u2028',
      '\ufeff',
      '<<: ',
      '\\',
      'é',
    ],
  );
  const scraps = fc.array(pieces, { maxLength: 25 }).map((some) => some.join(''));
  const mutated = fc
    .tuple(fc.nat(SAMPLE.length), fc.nat(4), scraps)
    .map(([at, length, scrap]) => SAMPLE.slice(0, at) + scrap.slice(0, 3) + SAMPLE.slice(at + length));
  let accepted = 0;
  fc.assert(
    fc.property(fc.oneof(scraps, mutated), (text) => {
      const plain = readPlainYaml(text);
      if (plain.root === undefined) return;
      accepted += 1;
      const whole = readYamlTree(text);
      expect([text, whole.mistakes]).toEqual([text, []]);
      expect([text, plain.root]).toEqual([text, whole.root]);
    }),
    { numRuns: 1500 },
  );
  expect(accepted).toBeGreaterThan(150);
});

it('gives up, with the line, at the first thing that is not plain', () => {
  expect(readPlainYaml('a: 1\nb: |\n  text\n').mistakes).toEqual([
    { at: { line: 2, column: 1 }, what: 'not the plain YAML that policies are written in' },
  ]);
  expect(readPlainYaml(`a: ${'['.repeat(100_000)}`).root).toBeUndefined();
  expect(
    readPlainYaml(Array.from({ length: 5000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')).root,
  ).toBeUndefined();
});

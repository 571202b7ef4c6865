import { expect, it } from 'vitest';
import { matches, runAll, transcript, withOutputs } from './support/walkthrough.ts';

const DOCUMENT = [
  'Text.',
  '```console',
  '$ echo a; (exit 3)',
  'a',
  '$ cat <<END',
  '> b',
  '> END',
  'b',
  '$ echo $?',
  '0',
  '```',
  '$ no',
].join('\n');

it('finds commands, their further lines and their output, and nothing outside of console blocks', () => {
  expect(transcript(DOCUMENT)).toEqual([
    { line: 3, command: 'echo a; (exit 3)', output: 'a' },
    { line: 5, command: 'cat <<END\nb\nEND', output: 'b' },
    { line: 9, command: 'echo $?', output: '0' },
  ]);
  expect(() => transcript('```console\nprinted by nobody\n```')).toThrow('line 2');
});

it('runs them in one shell, which keeps files, variables and the last status', async () => {
  const commands = ['x=1; (exit 3)', 'echo $? $x', 'echo to the other >&2', 'cat', 'true'];
  expect(await runAll(commands, { cwd: '/', env: { PATH: '/usr/bin:/bin' } })).toEqual([
    '',
    '3 1\n',
    'to the other\n',
    '',
    '',
  ]);
});

it.each<[string, string, boolean]>([
  ['a', 'a\n', true],
  ['a', 'b\n', false],
  ['', 'said something\n', false],
  ['', '', true],
  ['a', '', false],
  ['v [...] (x)', 'v 3.5.9 (x)\n', true],
  ['v [...] (x)', 'v 3.5.9\n', false],
  ['a\n...\nz', 'a\nb\nc\nz\n', true],
  ['a\n...\nz', 'a\nb\nc\n', false],
  ['a\n...', 'b\na\n', false],
])('holds %j against %j', (shown, printed, same) => {
  expect(matches(shown, printed)).toBe(same);
});

it('writes new output over old, and leaves what matches as it stands', () => {
  expect(withOutputs(DOCUMENT, ['a\n', 'c\nd\n', '0\n'])).toBe(DOCUMENT.replace('\nb\n$ echo', '\nc\nd\n$ echo'));
});

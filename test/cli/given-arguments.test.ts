import { expect, it } from 'vitest';
import { givenArguments } from '../../src/cli/given-arguments.ts';

it('takes a dash for standard input, and what stands behind two dashes for names', () => {
  expect(givenArguments(['scan', '-', '--quiet'])).toEqual(['scan', '@-', '--quiet']);
  expect(givenArguments(['scan', '--quiet', '--', 'dir:a', '-'])).toEqual(['scan', '--quiet', 'dir:a', '@-']);
  expect(givenArguments(['scan', '--'])).toEqual(['scan']);
});

it('takes no option for a name', () => {
  expect(() => givenArguments(['scan', '--', 'dir:a', '--quiet'])).toThrow(
    '--quiet: a name that begins with a dash\nWrite it with a path: ./--quiet.',
  );
});

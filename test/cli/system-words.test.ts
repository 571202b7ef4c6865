import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { systemWords } from '../../src/cli/system-words.ts';

it('says in plain words why a call failed, and leaves other errors their own', () => {
  const failed = (path: string): unknown => {
    try {
      return readFileSync(path);
    } catch (error) {
      return error;
    }
  };
  expect(systemWords(failed('/no/such'))).toBe('there is no such file or directory');
  expect(systemWords(failed('/'))).toBe('it is a directory');
  expect(systemWords(failed('/etc/hostname/x'))).toBe('a part of its path is not a directory');
  expect(systemWords(new Error('odd'))).toBe('odd');
  expect(systemWords('odd')).toBe('odd');
});

import { expect, it } from 'vitest';
import { pairTargets } from '../../../src/report/diff/pair-targets.ts';
import { smallHost } from '../../support/report.ts';

function host(name: string, id: string = name) {
  return { target: { ...smallHost(), name, identity: { by: 'machine-id', value: id } as const } };
}

function paired(...given: Parameters<typeof pairTargets>): object {
  const { both, onlyOld, onlyNew } = pairTargets(...given);
  return {
    both: both.map(({ old, new: now }) => `${old.target.name} ${now.target.name}`),
    onlyOld: onlyOld.map(({ target }) => target.name),
    onlyNew: onlyNew.map(({ target }) => target.name),
  };
}

it('pairs targets by identity, whatever they are called now, and tells those that stand alone', () => {
  const olds = [host('a', '1'), host('b', '2'), host('gone', '3'), host('gone too', '4')];
  expect(paired(olds, [host('b', '2'), host('new name', '1'), host('new', '5')], [])).toEqual({
    both: ['a new name', 'b b'],
    onlyOld: ['gone', 'gone too'],
    onlyNew: ['new'],
  });
});

it('pairs one target with one, as two images are held against each other', () => {
  expect(paired([host('image:1')], [host('image:2')], [])).toEqual({
    both: ['image:1 image:2'],
    onlyOld: [],
    onlyNew: [],
  });
});

it('takes the word of the user before the identity', () => {
  expect(
    paired(
      [host('a', '1'), host('b', '2')],
      [host('c', '1'), host('d', '2')],
      [
        ['a', 'd'],
        ['b', 'c'],
      ],
    ),
  ).toEqual({
    both: ['a d', 'b c'],
    onlyOld: [],
    onlyNew: [],
  });
});

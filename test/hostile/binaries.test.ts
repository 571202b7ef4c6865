import { expect, it } from 'vitest';
import { fuzzBinaries } from '../support/fuzz-binaries.ts';

it('survives damaged programs, archives and images of every kind', () => {
  expect(fuzzBinaries(4000, 7)).toEqual({ cases: 4000, thrown: [] });
});

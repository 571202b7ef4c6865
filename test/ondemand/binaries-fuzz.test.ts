import { expect, it } from 'vitest';
import { fuzzBinaries } from '../support/fuzz-binaries.ts';

it('survives a million damaged programs, archives and images', () => {
  const rounds = Array.from({ length: 20 }, (_, seed) => fuzzBinaries(50_000, seed + 1));
  expect(rounds.reduce((sum, { cases }) => sum + cases, 0)).toBe(1_000_000);
  expect(rounds.flatMap(({ thrown }) => thrown)).toEqual([]);
});

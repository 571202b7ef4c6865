const { PQREADY_FUZZ_MS: milliseconds, PQREADY_FUZZ_COUNT: countFile } = process.env;

/** How `npm run fuzz` runs the properties: for how long each, and where each adds a line with the number of its cases. */
export const fuzzing =
  milliseconds === undefined || countFile === undefined ? undefined : { milliseconds: Number(milliseconds), countFile };

/** Cases of a property that wants another number than fast-check's 100; under `npm run fuzz` the time decides. */
export function runs(numRuns: number): { readonly numRuns?: number } {
  return fuzzing === undefined ? { numRuns } : {};
}

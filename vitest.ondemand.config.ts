import { defineConfig } from 'vitest/config';

/** Long runs and downloads: `npx vitest run --config vitest.ondemand.config.ts`. */
export default defineConfig({
  test: {
    include: ['test/ondemand/**/*.test.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    pool: 'threads',
    maxWorkers: 1,
  },
});

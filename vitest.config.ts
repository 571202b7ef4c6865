import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/live/**', 'test/ondemand/**'],
    testTimeout: 20_000,
    pool: 'threads',
    setupFiles: ['test/support/seed.ts'],
  },
});

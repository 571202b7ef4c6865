import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/live/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'threads',
    setupFiles: ['test/support/seed.ts'],
    // Copies of the Debian tree are hard links: making one changes the files that another test is reading, which a scan notices.
    maxWorkers: 1,
  },
});

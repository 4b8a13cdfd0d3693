import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: process.env.PARLEY_MEASURE ? ['measure.test.ts'] : ['messenger.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 60_000,
    disableConsoleIntercept: true,
  },
});

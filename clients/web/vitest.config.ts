import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts'],
    coverage: {
      provider: 'v8',
      include: ['packages/core/src/**'],
      exclude: ['**/generated/**', '**/*.d.ts'],
      reporter: ['text'],
      thresholds: {
        'packages/core/src/connection/**': { statements: 95, branches: 95, functions: 95 },
      },
    },
  },
});

import { defineConfig } from 'vitest/config';

// The tests of the rules alone, for `npm run test:mutation`: pure, no database, no build.
export default defineConfig({
  test: {
    include: ['src/domain/**/*.test.ts', 'tests/rules/**/*.test.ts'],
    testTimeout: 300_000,
    env: { WALKS: '200' },
  },
});

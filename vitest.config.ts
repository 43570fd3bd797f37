import { defineConfig } from 'vitest/config';

// Tests of the whole program share one PostgreSQL and the built program; two files at a time, as many as there are cores.
const whole = {
  globalSetup: ['tests/setup/build.ts', 'tests/setup/database.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  maxWorkers: 2,
};

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Asked again until it is so: how long that takes is nothing to assert on a machine that is busy.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/rules/**/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...whole,
          name: 'whole',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/faults/**', 'tests/**/tools/**', 'tests/rules/**'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // Faults need the machine to themselves; tools are programs of the system that verify what we make.
        test: {
          ...whole,
          name: 'slow',
          include: ['tests/faults/**/*.test.ts', 'tests/**/tools/**/*.test.ts'],
          testTimeout: 600_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});

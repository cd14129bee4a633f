import { defineConfig } from 'vitest/config';

const shared = {
  environment: 'node' as const,
  exclude: ['**/node_modules/**', 'e2e/**', '.next/**', 'dist/**', 'bench/**'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

/**
 * Two suites by file name: `x.test.ts` is quick and runs in `npm run check`; `x.real.test.ts` starts real Envoys,
 * servers or SDKs of other languages and runs in `make test` too, one file at a time so that measured times hold.
 */
export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...shared.exclude, '**/*.real.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'real',
          include: ['**/*.real.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

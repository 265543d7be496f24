import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;
const common = { root, testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 15_000 } } };

/**
 * `unit`: beside the source. `product`: the whole product over HTTP and the command line. `browser`: in a real Chromium.
 * One of them: `vitest run --config tests/vitest.config.ts --project unit packages/forms`.
 */
export default defineConfig({
  root,
  test: {
    // Two cores are what a build machine has; each worker holds its own modules and connections.
    maxWorkers: 2,
    // For all projects together: one server, one template.
    globalSetup: ['tests/support/global-setup.ts'],
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          // The young space of the server (`apps/server/launch/pinned-node.mjs`), as far as it concerns times and memory.
          execArgv: ['--max-semi-space-size=8'],
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'apps/*/src/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          ...common,
          name: 'product',
          include: ['tests/**/*.test.ts'],
          // node_modules holds links back to every package: without this line the search walks in circles for a minute.
          exclude: ['**/node_modules/**', 'tests/browser/**', 'tests/bench/**'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          ...common,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          // The journey is one story told on one server: its chapters take turns.
          fileParallelism: false,
        },
      },
    ],
  },
});

import { install } from './install.mjs';
import { runNode } from './pinned-node.mjs';

const tsc = (project) => ['node_modules/typescript/bin/tsc', '-p', project];
/** @type {[string, string[]][]} */
const steps = [
  ['types of packages', tsc('packages')],
  ['types of their tests', tsc('packages/tsconfig.test.json')],
  ['types of the server', tsc('apps/server')],
  ['types of the web app', tsc('apps/web')],
  ['types of the product tests', tsc('tests')],
  ['lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--quiet']],
  ['format', ['node_modules/@biomejs/biome/bin/biome', 'format', '.']],
  // The filter is the beginning of a path: tests/architecture.test.ts and what stands in tests/architecture.
  [
    'architecture and docs',
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts', 'tests/architecture'],
  ],
];

/** Types, lint, format, architecture, docs; all of them, then how many failed. */
export async function check() {
  await install({ isQuiet: true });
  const failed = [];
  for (const [name, command] of steps) {
    process.stdout.write(`== ${name}\n`);
    if ((await runNode(command, { hasChannel: false })) !== 0) failed.push(name);
  }
  process.stdout.write(failed.length === 0 ? 'All checks passed.\n' : `Failed: ${failed.join(', ')}.\n`);
  return failed.length === 0 ? 0 : 1;
}

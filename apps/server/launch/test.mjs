import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildAll } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { runNode } from './pinned-node.mjs';
import { root } from './root.mjs';

const report = path.join(root, 'test-output', 'results.json');

/** Runs every test, or those that `args` (vitest's) choose, and ends with the line `N passed, N failed`. */
export async function test(args) {
  await install();
  await buildAll();
  const env = { CHROMIUM: findChromium() };
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts', ...reporters];
  const status = await runNode([...vitest, ...args], { env, hasChannel: false });
  return sayCounts(status);
}

/** A file that could not even be loaded counts as one failure, and so does a run that broke off. */
function sayCounts(status) {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const results = JSON.parse(readFileSync(report, 'utf8'));
    const unloaded = results.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + unloaded.length,
      skipped: results.numPendingTests + results.numTodoTests,
    };
  } catch {
    process.stdout.write('The tests left no results.\n');
  }
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  if (counts.skipped > 0) process.stdout.write(`${counts.skipped} skipped\n`);
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  return counts.failed === 0 ? status : 1;
}

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FeelCases } from '../conformance/run-cases.ts';
import { fuzzExpressions } from './fuzz-expressions.ts';

const kit = new URL('../../../../../shared/data/feel-tck-open.json', import.meta.url);
const seeds = existsSync(kit)
  ? (JSON.parse(readFileSync(kit, 'utf8')) as FeelCases).tests.map((each) => each.expression)
  : [];

function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

test('whatever is typed gives a value or a problem, in bounded time', { timeout: 300_000 }, () => {
  const { failures, read } = fuzzExpressions(3000, 20261127, cpuTime, seeds);
  expect(failures.slice(0, 5)).toEqual([]);
  expect(read).toBeGreaterThan(500);
});

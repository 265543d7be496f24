import { existsSync, readFileSync } from 'node:fs';
import type { FeelCases } from '@tangram/expression';
import { type FuzzFailure, fuzzExpressions } from '@tangram/expression/fuzz';

const kit = new URL('../../../shared/data/feel-tck-open.json', import.meta.url);

/** A bomb is known by its beginning. */
const longestShown = 300;

function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Random and mutated expressions: a value or a problem each, never a throw or a long wait. */
export async function run(count: number, seed: number): Promise<boolean> {
  const seeds = existsSync(kit)
    ? (JSON.parse(readFileSync(kit, 'utf8')) as FeelCases).tests.map((each) => each.expression)
    : [];
  process.stdout.write(`seed ${seed}, ${seeds.length} cases of the conformance kit among the texts that are mutated\n`);
  const failures: FuzzFailure[] = [];
  let [texts, read, slowestMs] = [0, 0, 0];
  for (let turn = 0; texts < count && failures.length < 20; turn++) {
    const report = fuzzExpressions(Math.min(5000, count - texts), seed + turn, cpuTime, seeds);
    texts += report.texts;
    read += report.read;
    slowestMs = Math.max(slowestMs, report.slowestMs);
    failures.push(...report.failures);
  }
  for (const { text, reason } of failures.slice(0, 20)) {
    const shown = text.length > longestShown ? `${text.slice(0, longestShown)}... (${text.length} characters)` : text;
    process.stdout.write(`${JSON.stringify({ text: shown, reason })}\n`);
  }
  process.stdout.write(
    `${texts} texts, ${read} of them expressions, slowest ${slowestMs} ms of CPU, ${failures.length} failures\n`,
  );
  return failures.length === 0;
}

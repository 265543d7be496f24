import { type FeelCases, runFeelCases } from '@tangram/expression';
import type { CommandContext } from './command.ts';
import { readJsonFile } from './json-file.ts';

export async function run(context: CommandContext): Promise<number> {
  const cases = (await readJsonFile(context.path(context.words[0] as string))) as FeelCases;
  const report = runFeelCases(cases);
  const failures = report.failures.map((failure) => JSON.stringify(failure));
  context.answer(report, [...failures, `${report.passed} passed, ${report.failed} failed`].join('\n'));
  return report.failed === 0 ? 0 : 1;
}

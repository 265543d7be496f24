import { readAppSource } from './app-source.ts';
import type { CommandContext } from './command.ts';

export async function run(context: CommandContext): Promise<number> {
  const { words, flags } = context;
  const files = await readAppSource(context.path(words[0] as string));
  const platform = await context.platform();
  const options = { sampleData: flags['sample-data'] === true, dryRun: flags['dry-run'] === true };
  context.progress('Installing ...');
  const report = await platform.apps.install(await context.actor(), files, options);
  if (!options.dryRun) platform.live.definitionsChanged(report.app);
  const counts = Object.entries(report.installed).map(([kind, count]) => `${count} ${kind}${count === 1 ? '' : 's'}`);
  const done = options.dryRun ? 'could be installed' : 'is installed';
  const refused = report.problems.map((problem) => problem.message);
  context.answer(report, [`${report.app} ${done}: ${counts.join(', ')}.`, ...refused].join('\n'));
  return report.problems.length === 0 ? 0 : 1;
}

import { createReports } from '@tangram/reports';
import type { CommandContext } from './command.ts';
import { readJsonFile } from './json-file.ts';

export async function run(context: CommandContext): Promise<number> {
  const [app, file] = context.words as [string, string];
  const query = await readJsonFile(context.path(file));
  const platform = await context.platform();
  const reports = createReports({ db: platform.reportDb, catalog: () => platform.catalog(), clock: platform.clock });
  const result = await reports.query(await context.actor(), app, query);
  context.answer(result, JSON.stringify(result, null, 2));
  return 0;
}

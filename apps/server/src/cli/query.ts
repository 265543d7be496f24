import { createReports } from '@tangram/reports';
import type { Command } from './command.ts';
import { readJsonFile } from './json-file.ts';

export const queryCommand: Command = {
  name: 'query',
  usage: '<app> <query.json> [--as email]',
  summary: 'Answers a report query as JSON, run as the first administrator or as somebody else.',
  options: { as: { type: 'string' } },
  words: [2, 2],
  async run(context) {
    const [app, file] = context.words as [string, string];
    const query = await readJsonFile(context.path(file));
    const platform = await context.platform();
    const reports = createReports({ db: platform.reportDb, catalog: () => platform.catalog(), clock: platform.clock });
    const result = await reports.query(await context.actor(), app, query);
    context.answer(result, JSON.stringify(result, null, 2));
    return 0;
  },
};

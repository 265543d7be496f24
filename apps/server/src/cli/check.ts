import { buildCatalog, checkApp, readAppFiles } from '@tangram/apps';
import type { Workspace } from '@tangram/records';
import { readAppSource } from './app-source.ts';
import type { CommandContext } from './command.ts';

/** What a fresh installation has; a check needs no database. */
const workspace: Workspace = { zone: 'UTC', weekStart: 1, language: 'en', currency: 'CNY' };

export async function run(context: CommandContext): Promise<number> {
  const files = await readAppSource(context.path(context.words[0] as string));
  const problems = checkApp(readAppFiles(files), buildCatalog([], workspace, '0'));
  const lines = problems.map(({ path, message, hint }) => `${path}: ${message}${hint === undefined ? '' : ` ${hint}`}`);
  context.answer({ problems }, [...lines, `${files.size} files, ${problems.length} problems.`].join('\n'));
  return problems.length === 0 ? 0 : 1;
}

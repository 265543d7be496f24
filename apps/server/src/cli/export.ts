import { writeFile } from 'node:fs/promises';
import { writeAppFolder } from '../engines/apps/app-folder.ts';
import { writeZip } from '../files/zip.ts';
import type { CommandContext } from './command.ts';

export async function run(context: CommandContext): Promise<number> {
  const [app, target] = context.words as [string, string];
  const platform = await context.platform();
  const files = platform.apps.export(app);
  if (target.toLowerCase().endsWith('.zip')) await writeFile(context.path(target), writeZip(files));
  else await writeAppFolder(context.path(target), files);
  context.answer({ app, files: [...files.keys()] }, `${files.size} files of ${app} are in ${target}.`);
  return 0;
}

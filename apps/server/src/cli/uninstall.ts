import { serverError } from '../errors.ts';
import type { CommandContext } from './command.ts';

export async function run(context: CommandContext): Promise<number> {
  const app = context.words[0] as string;
  if (context.flags['yes'] !== true)
    throw serverError('COMMAND_USAGE', { reason: `This removes every record of ${app}. Say --yes to do it.` });
  const platform = await context.platform();
  await platform.apps.uninstall(await context.actor(), app);
  platform.live.definitionsChanged(app);
  context.answer({ app }, `${app} is removed.`);
  return 0;
}

import { serverError } from '../errors.ts';
import type { Command } from './command.ts';

export const uninstallCommand: Command = {
  name: 'uninstall',
  usage: '<app> --yes',
  summary: 'Removes an application with all records of its forms. Only a backup brings them back.',
  options: { yes: { type: 'boolean' }, as: { type: 'string' } },
  words: [1, 1],
  async run(context) {
    const app = context.words[0] as string;
    if (context.flags['yes'] !== true)
      throw serverError('COMMAND_USAGE', { reason: `This removes every record of ${app}. Say --yes to do it.` });
    const platform = await context.platform();
    await platform.apps.uninstall(await context.actor(), app);
    platform.live.definitionsChanged(app);
    context.answer({ app }, `${app} is removed.`);
    return 0;
  },
};

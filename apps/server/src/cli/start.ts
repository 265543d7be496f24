import { start } from '../start.ts';
import type { CommandContext } from './command.ts';

export async function run({ config }: CommandContext): Promise<number> {
  await start(config);
  return 0;
}

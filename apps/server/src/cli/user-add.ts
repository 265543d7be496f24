import { randomBytes } from 'node:crypto';
import type { CommandContext } from './command.ts';

export async function run(context: CommandContext): Promise<number> {
  const [email, name] = context.words as [string, string];
  const { password: given } = context.flags;
  const password = typeof given === 'string' ? given : randomBytes(12).toString('base64url');
  const platform = await context.platform();
  const person = await platform.people.create({
    email,
    name,
    password,
    is_administrator: context.flags['administrator'] === true,
  });
  const shown = given === undefined ? { password } : {};
  context.answer(
    { ...person, ...shown },
    `${name} <${email}> is added.${given === undefined ? ` Password: ${password}` : ''}`,
  );
  return 0;
}

import { randomBytes } from 'node:crypto';
import type { Command } from './command.ts';

export const userAddCommand: Command = {
  name: 'user add',
  usage: '<email> <name> [--password password] [--administrator]',
  summary: 'Adds a person who can sign in. Without a password one is made and shown once.',
  options: { password: { type: 'string' }, administrator: { type: 'boolean' } },
  words: [2, 2],
  async run(context) {
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
  },
};

import { grantRole } from '@tangram/records';
import { serverError } from '../errors.ts';
import type { CommandContext } from './command.ts';
import { readFormAddress } from './form-address.ts';

export async function run(context: CommandContext): Promise<number> {
  const { app, form: role } = readFormAddress(context.words[0] as string);
  const email = context.words[1] as string;
  const platform = await context.platform();
  if (platform.catalog().app(app)?.roles.has(role) !== true) throw serverError('ROLE_UNKNOWN', { app, role });
  const person = await platform.people.byEmail(email);
  await grantRole(platform.db, app, role, { type: 'person', id: person.id }, platform.newId);
  context.answer({ app, role, person: person.id }, `${person.name} is ${role} of ${app} now.`);
  return 0;
}

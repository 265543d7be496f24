import { serverError } from '../errors.ts';

/** `crm/lead` -> its two keys. */
export function readFormAddress(text: string): { app: string; form: string } {
  const [app, form, ...more] = text.split('/');
  if (app === undefined || form === undefined || app === '' || form === '' || more.length > 0) {
    throw serverError('COMMAND_USAGE', { reason: `"${text}" must be <app>/<form>, for example crm/lead.` });
  }
  return { app, form };
}

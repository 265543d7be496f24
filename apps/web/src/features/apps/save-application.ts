import type { AppDefinition } from '@tangram/schema';
import { client } from '../../app/client.ts';

/** Changes what the application itself says (title, icon, colour, ...) and publishes it at once. */
export async function saveApplication(app: string, changes: Partial<AppDefinition>): Promise<void> {
  const stored = await client.apps.definition(app, 'app', app);
  const before = stored.draft ?? stored.published;
  if (before === null) throw new Error(`The application ${app} has no definition.`);
  const definition: AppDefinition = { ...before, ...changes };
  await client.apps.saveDraft(app, 'app', app, { definition, revision: stored.revision });
  await client.apps.publish(app, 'app', app);
}

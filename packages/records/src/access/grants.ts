import type { FormModel } from '@tangram/forms';
import type { FormGrant } from '@tangram/schema';
import type { Actor } from '../actor.ts';
import type { Catalog } from '../catalog.ts';

/** The grants of the actor's roles on the form; `everything` for administrators. */
export function grantsOf(actor: Actor, form: FormModel, catalog: Catalog): readonly FormGrant[] | 'everything' {
  if (actor.isAdministrator) return 'everything';
  if (actor.channel === 'public') return publicGrants(form);
  const grants: FormGrant[] = [];
  for (const { app, role } of actor.roles) {
    const forms = catalog.app(app)?.roles.get(role)?.forms;
    if (forms === undefined) continue;
    const name = app === form.app && Object.hasOwn(forms, form.key) ? form.key : `${form.app}/${form.key}`;
    const grant = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (grant !== undefined) grants.push(grant);
  }
  return grants;
}

/** Equal for actors whose grants are equal in any one catalog. */
export function grantsKey(actor: Actor): string {
  let key = keys.get(actor);
  if (key === undefined) keys.set(actor, (key = makeKey(actor)));
  return key;
}

const keys = new WeakMap<Actor, string>();

function makeKey(actor: Actor): string {
  if (actor.isAdministrator) return 'administrator';
  if (actor.channel === 'public') return 'public';
  return actor.roles
    .map(({ app, role }) => `${app}/${role}`)
    .sort()
    .join(' ');
}

/** A visitor may create with the fields that the form publishes, and sees nothing. */
function publicGrants(form: FormModel): readonly FormGrant[] {
  const published = form.definition.form.public;
  if (published?.enabled !== true) return [];
  const fields = Object.fromEntries(published.fields.map((key) => [key, 'write' as const]));
  return [
    {
      operations: ['create'],
      scope: 'all',
      fields: { ...fields, owner: fields['owner'] ?? 'read' },
      otherFields: 'hidden',
    },
  ];
}

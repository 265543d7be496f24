import { type Actor, type Catalog, accessOf } from '@tangram/records';
import { type AppModel, type FieldGrant, operations } from '@tangram/schema';

/** Whether the actor has anything to do in the application. */
export function mayOpen(actor: Actor, model: AppModel): boolean {
  return actor.isAdministrator || actor.roles.some((role) => role.app === model.app.key && model.roles.has(role.role));
}

/** The application as a member sees it: only the forms they may open, each with what they may do there. */
export function appForMember(actor: Actor, model: AppModel, catalog: Catalog) {
  const forms = [...model.forms].flatMap(([key, definition]) => {
    const form = catalog.form(model.app.key, key);
    if (form === undefined) return [];
    const access = accessOf(actor, form, catalog);
    const allowed = operations.filter((operation) => access.may(operation));
    if (allowed.length === 0) return [];
    const readable = allowed.includes('read') ? 'read' : 'create';
    const fields: { [field: string]: FieldGrant } = {};
    for (const field of form.fields.keys()) fields[field] = access.field(field, readable);
    return [[key, { definition, access: { operations: allowed, fields } }] as const];
  });
  return {
    app: model.app,
    forms: Object.fromEntries(forms),
    dashboards: openTo(actor, model, model.dashboards),
    reports: openTo(actor, model, model.reports),
    roles: Object.fromEntries(actor.isAdministrator ? model.roles : []),
    isDesigner: actor.isAdministrator,
  };
}

/** A role that lists no dashboards and reports opens them all. */
function openTo<Definition>(
  actor: Actor,
  model: AppModel,
  all: ReadonlyMap<string, Definition>,
): { [key: string]: Definition } {
  if (actor.isAdministrator) return Object.fromEntries(all);
  const roles = actor.roles.flatMap((role) => (role.app === model.app.key ? (model.roles.get(role.role) ?? []) : []));
  const isOpen = (key: string) => roles.some((role) => role.dashboards === undefined || role.dashboards.includes(key));
  return Object.fromEntries([...all].filter(([key]) => isOpen(key)));
}

import type { FormModel } from '@tangram/forms';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Catalog } from '../catalog.ts';
import { columnOf, tableOf } from '../sql/names.ts';
import { actorBinding } from './binding.ts';
import { accessOf } from './form-access.ts';

/**
 * The form's table as the actor may see it, to stand in a `from` or `join`: the rows in scope that are not in the
 * trash, with the columns whose values may be read. A column that may not be read is missing, so that a query which
 * forgot to ask fails instead of leaking. PostgreSQL flattens the subquery; indexes serve as on the bare table.
 *
 *     (select s."id", s."stage", ... from "crm"."lead" as s where s.deleted_at is null and s.owner = $1) as "t"
 */
export function scopedTable(
  actor: Actor,
  form: FormModel,
  alias: string,
  catalog: Catalog,
  now: Date,
): RawBuilder<unknown> {
  const access = accessOf(actor, form, catalog);
  const columns = [...form.fields.values()]
    .filter((field) => access.canRead(field.key))
    .map((field) => columnOf('s', field.column));
  const scope = access.may('read') ? access.rows('read', 's', actorBinding(actor, now)) : sql<boolean>`false`;
  const visible = columns.length === 0 ? [sql`${columnOf('s', 'id')}`] : columns;
  return sql`(select ${sql.join(visible)} from ${tableOf(form)} as s where s.deleted_at is null${
    scope === null ? sql`` : sql` and ${scope}`
  }) as ${sql.id(alias)}`;
}

import type { FormModel } from '@tangram/forms';
import { type RawBuilder, sql } from 'kysely';

/** `"crm"."lead"` */
export function tableOf(form: FormModel): RawBuilder<unknown> {
  return sql.id(form.table.schema, form.table.name);
}

/** `"t"."stage"` */
export function columnOf(alias: string, column: string): RawBuilder<unknown> {
  return sql.id(alias, column);
}

/** `"account"::uuid`, a column of an input list and its type. */
export function typedName(name: string, sqlType: string): RawBuilder<unknown> {
  return sql`${sql.id(name)} ${sql.raw(sqlType)}`;
}

import type { RelatedList, RelatedRows, RowSource } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { type RawBuilder, sql } from 'kysely';
import { columnByPath, targetOf } from './column-path.ts';
import { columnOf, tableOf } from './names.ts';

/**
 * The row `alias` of a form as expressions see it, with its relations and the records that refer to it, all as the
 * platform sees them: for conditions of rules, whoever writes. Viewers have `PathResolver.row`.
 */
export function recordRow(form: FormModel, alias: string): Required<RowSource> {
  return {
    column: (path) => (path.length === 0 ? columnOf(alias, 'id') : columnByPath(form, alias, path)),
    related: (list) => relatedRows(form, alias, list),
  };
}

/** `"crm"."activity" as "t_of" where "t_of"."account" = "t"."id" and "t_of"."deleted_at" is null` */
function relatedRows(form: FormModel, alias: string, list: RelatedList): RelatedRows {
  const { other, column } = referringTable(form, list);
  const next = relatedAlias(alias);
  return { ...recordRow(other, next), from: () => relatedTable(other, next), condition: refersTo(next, column, alias) };
}

/** The form of a related list, and its column that refers to `form`. */
export function referringTable(form: FormModel, list: RelatedList): { other: FormModel; column: string } {
  const other = targetOf(form, list);
  const field = other?.fields.get(list.field);
  if (other === undefined || field === undefined) throw new Error(`No ${list.form}.${list.field} in ${list.app}`);
  return { other, column: field.column };
}

/** Inner rows go by longer names than outer ones, so each finds its own. */
export function relatedAlias(alias: string): string {
  return `${alias}_of`;
}

export function relatedTable(form: FormModel, alias: string): RawBuilder<unknown> {
  return sql`${tableOf(form)} as ${sql.id(alias)}`;
}

/** That a living row refers to the outer one; the index of the reference finds those rows. */
export function refersTo(alias: string, column: string, outer: string): RawBuilder<unknown> {
  return sql`${columnOf(alias, column)} = ${columnOf(outer, 'id')} and ${columnOf(alias, 'deleted_at')} is null`;
}

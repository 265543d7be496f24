import { workCalendarOf } from '@tangram/records';
import { compileSql } from '@tangram/expression';
import { type FormModel, formExpressions } from '@tangram/forms';
import { columnByPath } from '@tangram/records';
import { PlatformError } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { KindChange } from './kind.ts';

/**
 * Computes a formula field of every record anew, as one statement:
 *
 *     update "crm"."opportunity" as t set "weighted" = ("t"."amount" * "t"."chance")
 *
 * Throws when the formula has no SQL: what cannot be computed for all records is not half computed for some.
 */
export async function recomputeFormula(
  trx: Kysely<unknown>,
  form: FormModel,
  key: string,
  change: KindChange,
): Promise<void> {
  const expression = formExpressions(form).formulas.find((formula) => formula.field.key === key)?.expression;
  const field = form.fields.get(key);
  if (expression === undefined || field === undefined) return;
  if (!expression.inSql.ok) throw new PlatformError('conflict', [expression.inSql.problem]);
  const value = compileSql(expression, {
    zone: change.after.workspace.zone,
    calendar: workCalendarOf(change.after.workspace),
    now: change.now,
    column: (path) => columnByPath(form, 't', path),
  });
  await sql`update ${sql.id(form.table.schema, form.table.name)} as t set ${sql.id(field.column)} = ${value}`.execute(
    trx,
  );
}

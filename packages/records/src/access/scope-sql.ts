import { workCalendarOf } from '../work-calendar.ts';
import { compileSql, readExpression, userType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { RowScope } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { Catalog } from '../catalog.ts';
import { columnByPath, userColumn } from '../sql/column-path.ts';
import { columnOf } from '../sql/names.ts';
import type { Binding } from './binding.ts';

/**
 * The rows that any of the scopes allows, as a condition on `alias` (null in SQL counts as no); null when every row is.
 *
 *     own or department -> (x.owner = $1::uuid or exists (select 1 from tangram.person as dp where ...))
 */
export function scopeSql(
  scopes: readonly RowScope[],
  form: FormModel,
  alias: string,
  binding: Binding,
  catalog: Catalog,
): RawBuilder<boolean> | null {
  if (scopes.includes('all')) return null;
  const distinct = new Map(scopes.map((scope) => [JSON.stringify(scope), scope]));
  const parts = [...distinct.values()].map((scope) => one(scope, form, alias, binding, catalog));
  if (parts.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

function one(scope: RowScope, form: FormModel, alias: string, binding: Binding, catalog: Catalog): RawBuilder<boolean> {
  const owner = columnOf(alias, 'owner');
  switch (scope) {
    case 'all':
      return sql<boolean>`true`;
    case 'own':
      return sql<boolean>`${owner} = ${binding.value('id')}`;
    case 'department':
      return sql<boolean>`exists (select 1 from tangram.person as dp where dp.id = ${owner} and dp.department = any(${binding.value('departmentsBelow')}))`;
    default:
      return conditionSql(scope.condition, form, alias, binding, catalog);
  }
}

/** A condition that cannot be read allows nothing: publishing refuses it, so this is the last line only. */
function conditionSql(
  text: string,
  form: FormModel,
  alias: string,
  binding: Binding,
  catalog: Catalog,
): RawBuilder<boolean> {
  const { expression } = readExpression(text, form.scopeWith({ user: userType }), { expects: { type: 'boolean' } });
  if (expression === null || !expression.inSql.ok) return sql<boolean>`false`;
  if (readsClock(text)) binding.readClock();
  const condition = compileSql(expression, {
    zone: catalog.workspace.zone,
    calendar: workCalendarOf(catalog.workspace),
    now: binding.now,
    column: (path) => (path[0] === 'user' ? userColumn(path, binding) : columnByPath(form, alias, path)),
  });
  return sql<boolean>`(${condition})`;
}

/** Whether the meaning of a FEEL text depends on the time it is asked at. A field named `today` only costs speed. */
export function readsClock(text: string): boolean {
  return /\b(now|today)\b/i.test(text);
}

import { workCalendarOf } from '../work-calendar.ts';
import { compileSql, readExpression, userType } from '@tangram/expression';
import type { Problem } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { readsClock } from '../access/scope-sql.ts';
import { recordProblem } from '../errors.ts';
import { likePattern } from '../sql/like.ts';
import { columnOf } from '../sql/names.ts';
import { Hole } from '../sql/statement.ts';
import type { PathResolver, Viewer } from './path-resolver.ts';

/**
 * A FEEL filter as SQL. Refused where it does not read (EXPR_*), does not run in the database, or speaks of what the
 * viewer may not see whole: else one could find hidden values by asking `amount > 1000`, `amount > 2000`, ...
 */
export function filterSql(
  text: string,
  resolver: PathResolver,
  viewer: Viewer,
): RawBuilder<unknown> | { readonly problems: readonly Problem[] } {
  const scope = resolver.form.scopeWithLists({ user: userType });
  const { expression, problems } = readExpression(text, scope, { expects: { type: 'boolean' }, path: '/filter' });
  if (expression === null) return { problems };
  if (!expression.inSql.ok) {
    return {
      problems: [recordProblem('RECORD_FILTER_NOT_IN_SQL', '/filter', { reason: expression.inSql.problem.message })],
    };
  }
  if (readsClock(text)) viewer.binding.readClock();
  const refused: Problem[] = [];
  const condition = compileSql(expression, {
    ...resolver.row('/filter', refused),
    zone: viewer.catalog.workspace.zone,
    calendar: workCalendarOf(viewer.catalog.workspace),
    now: viewer.binding.now,
  });
  if (refused.length > 0) return { problems: refused };
  return sql`(${condition})`;
}

/** Any readable text field holds the words of the hole `search` (see `searchPattern`). */
export function searchSql(resolver: PathResolver, canRead: (key: string) => boolean): RawBuilder<unknown> {
  const texts = [...resolver.form.fields.values()].filter(
    (field) => field.valueType === 'text' && !field.isSystem && canRead(field.key),
  );
  if (texts.length === 0) return sql`false`;
  const pattern = new Hole('search');
  return sql`(${sql.join(
    texts.map((field) => sql`${columnOf(resolver.alias, field.column)} ilike ${pattern}::text`),
    sql` or `,
  )})`;
}

export function searchPattern(search: string): string {
  return likePattern(search.trim().replaceAll('\u0000', ''));
}

import { type Aggregate, compileAggregate, fromFeel, readExpression, toFeel, userType } from '@tangram/expression';
import { type JsonValue, PlatformError, type Problem } from '@tangram/schema';
import { sql } from 'kysely';
import { actorBinding } from '../access/binding.ts';
import { accessOf } from '../access/form-access.ts';
import type { Call } from '../engine.ts';
import { recordProblem } from '../errors.ts';
import { columnOf, tableOf } from '../sql/names.ts';
import { workCalendarOf } from '../work-calendar.ts';
import { refusedQuery } from './list-plan.ts';
import { wireText } from './load-aggregates.ts';
import { PathResolver } from './path-resolver.ts';

/**
 * What one record counts among related ones, in the eyes of the actor, by the texts that ask: `count(activity[done])`.
 * Refused where a text is no such count (EXPR_*, RECORD_NOT_A_COUNT), where it speaks of what he may not read, and for a
 * record that he does not see.
 */
export async function readCounts(
  { unit, actor, form, catalog, now }: Call,
  id: string,
  texts: readonly string[],
): Promise<{ readonly [text: string]: JsonValue }> {
  const binding = actorBinding(actor, now);
  const resolver = new PathResolver(form, 't', { actor, catalog, binding });
  const problems: Problem[] = [];
  const target = {
    ...resolver.row('', problems),
    zone: catalog.workspace.zone,
    calendar: workCalendarOf(catalog.workspace),
    now,
  };
  const scope = form.scopeWithLists({ user: userType });
  const asked = texts.flatMap((text, index): { text: string; aggregate: Aggregate }[] => {
    const read = readExpression(text, scope, { path: `/counts/${index}` });
    problems.push(...read.problems);
    const aggregate = read.expression?.aggregates.find(({ node }) => node === read.expression?.ast);
    if (aggregate === undefined && read.expression !== null) {
      problems.push(recordProblem('RECORD_NOT_A_COUNT', `/counts/${index}`, { text }));
    }
    return aggregate === undefined ? [] : [{ text, aggregate }];
  });
  const columns = asked.map(
    ({ aggregate }, index) =>
      sql`${wireText(compileAggregate(aggregate, target), aggregate.type)} as ${sql.id(`a${index}`)}`,
  );
  if (problems.length > 0) throw refusedQuery(problems);
  const access = accessOf(actor, form, catalog);
  const rows = access.may('read') ? access.rows('read', 't', binding) : sql`false`;
  const found = await sql<{ readonly [column: string]: JsonValue }>`
    select ${sql.join([sql`t.id`, ...columns])} from ${tableOf(form)} as t${resolver.joins}
    where ${columnOf('t', 'id')}::text = ${id} and t.deleted_at is null${rows === null ? sql`` : sql` and ${rows}`}`.execute(
    unit.db,
  );
  const [row] = found.rows;
  if (row === undefined) throw new PlatformError('not-found', [recordProblem('RECORD_NOT_FOUND')]);
  return Object.fromEntries(
    asked.map(({ text, aggregate }, index) => [text, fromFeel(toFeel(row[`a${index}`] ?? null, aggregate.type))]),
  );
}

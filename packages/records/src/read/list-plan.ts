import type { FormModel } from '@tangram/forms';
import { PlatformError, type Problem } from '@tangram/schema';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { keptBinding } from '../access/binding.ts';
import { accessOf } from '../access/form-access.ts';
import type { Actor } from '../actor.ts';
import type { Catalog } from '../catalog.ts';
import { recordErrors } from '../errors.ts';
import type { ListQuery, RecordRow } from '../records.ts';
import { columnOf, tableOf } from '../sql/names.ts';
import { Hole, makeStatement, type Statement } from '../sql/statement.ts';
import { filterSql, searchSql } from './conditions.ts';
import { makeOutputs, type SqlRow, visibleFields } from './outputs.ts';
import { PathResolver, type Viewer } from './path-resolver.ts';
import { afterSql, orderBy, orderKeys } from './sorting.ts';

/** A list, ready to run for everybody with the same rights. */
export interface ListPlan {
  readonly statement: Statement;
  readonly toRow: (row: SqlRow) => RecordRow;
  /** The columns of a row that mark its place in the order. */
  readonly marks: readonly string[];
  /** False where a condition asks for the time. */
  readonly mayBeKept: boolean;
}

export interface PlanParts {
  readonly db: Kysely<unknown>;
  readonly catalog: Catalog;
  readonly actor: Actor;
  readonly now: Date;
}

/** How many records a capped count counts. */
export const countCap = 1000;

/**
 * Two levels: the inner one finds the page with only the joins that finding needs; the outer one joins the titles of
 * those few rows. A page far into a large table then never joins the rows it skips.
 *
 *     select t.id, t.version, t.stage as stage, t.account::text || coalesce('+' || t_1.name, '-') as account, ...
 *     from (select t.*, t.created_at as "~k0", t.id as "~k1" from crm.lead as t
 *           where t.deleted_at is null and <row scope> and <filter> and <after> order by t.created_at desc, t.id desc limit 51) as t
 *     left join crm.account as t_1 on ... order by t."~k0" desc, t."~k1" desc
 */
export function planList(
  parts: PlanParts,
  form: FormModel,
  query: ListQuery,
  blanks: readonly boolean[] | null,
): ListPlan {
  const found = findRows(parts, form, query);
  const { viewer, inner, where } = found;
  const keys = orderKeys(query.sort ?? [], inner);
  const outer = new PathResolver(form, 't', viewer);
  const access = accessOf(parts.actor, form, parts.catalog);
  const outputs = makeOutputs(outer, query.fields ?? visibleFields(form, access));
  const problems = [...found.problems, ...problemsIn(keys), ...problemsIn(outputs)];
  if (problems.length > 0 || 'problems' in keys || 'problems' in outputs) throw refusedQuery(problems);
  const after = blanks === null ? sql`` : sql` and ${afterSql(keys, blanks)}`;
  const keyNames = keys.map((_, index) => `~k${index}`);
  const selected = keys.map((key, index) => sql`${key.column} as ${sql.id(keyNames[index] as string)}`);
  // What the answer holds anyhow marks the place too; only other keys are read for it, and then as text.
  const marks = keys.map((key, index) => outputs.plainColumns.get(key.field) ?? (keyNames[index] as string));
  const extra = marks.filter((mark) => mark.startsWith('~k'));
  const columns = [...outputs.columns, ...extra.map((name) => sql`${columnOf('t', name)}::text as ${sql.id(name)}`)];
  const again = orderBy(
    keys,
    keyNames.map((name) => columnOf('t', name)),
  );
  const statement = sql`select ${sql.join(columns)} from (select t.*, ${sql.join(selected)} from ${tableOf(form)} as t${inner.joins} where ${where}${after} order by ${orderBy(keys)} limit ${sql.raw(String(limitOf(query) + 1))}) as t${outer.joins} order by ${again}`;
  return {
    statement: makeStatement(statement, parts.db),
    toRow: extra.length === 0 ? outputs.changeRow : outputs.copyRow,
    marks,
    mayBeKept: !viewer.binding.clockWasRead,
  };
}

/** `select count(*) from (select 1 from ... where ... limit 1001) as t`, or without the limit. */
export function planCount(
  parts: PlanParts,
  form: FormModel,
  query: ListQuery,
  isCapped: boolean,
): Pick<ListPlan, 'statement' | 'mayBeKept'> {
  const { viewer, inner, where, problems } = findRows(parts, form, query);
  if (problems.length > 0) throw refusedQuery(problems);
  const limit = isCapped ? sql.raw(` limit ${countCap + 1}`) : sql``;
  const statement = sql`select count(*)::int as count from (select 1 from ${tableOf(form)} as t${inner.joins} where ${where}${limit}) as t`;
  return { statement: makeStatement(statement, parts.db), mayBeKept: !viewer.binding.clockWasRead };
}

/** One record by the hole `id`. */
export function planGet(
  parts: PlanParts,
  form: FormModel,
  fields: readonly string[] | undefined,
): Omit<ListPlan, 'marks'> {
  const { viewer, where } = findRows(parts, form, { app: form.app, form: form.key });
  const access = accessOf(parts.actor, form, parts.catalog);
  const resolver = new PathResolver(form, 't', viewer);
  const outputs = makeOutputs(resolver, fields ?? visibleFields(form, access));
  if ('problems' in outputs) throw refusedQuery(outputs.problems);
  const statement = sql`select ${sql.join(outputs.columns)} from ${tableOf(form)} as t${resolver.joins} where ${columnOf('t', 'id')} = ${new Hole('id')}::uuid and ${where}`;
  return {
    statement: makeStatement(statement, parts.db),
    toRow: outputs.changeRow,
    mayBeKept: !viewer.binding.clockWasRead,
  };
}

export const mostRows = 200;

export function limitOf(query: Pick<ListQuery, 'limit'>): number {
  return query.limit ?? 50;
}

export function refusedQuery(problems: readonly Problem[]): PlatformError {
  const kind = (code: string) =>
    (recordErrors as { [code: string]: { kind: PlatformError['kind'] } })[code]?.kind ?? 'invalid';
  const first = problems[0];
  return new PlatformError(first === undefined ? 'internal' : kind(first.code), problems);
}

interface FoundRows {
  readonly viewer: Viewer & { readonly binding: ReturnType<typeof keptBinding> };
  readonly inner: PathResolver;
  readonly where: RawBuilder<unknown>;
  readonly problems: Problem[];
}

/** The `where` of the records that a query means and the actor sees. */
function findRows({ actor, catalog, now }: PlanParts, form: FormModel, query: ListQuery): FoundRows {
  const binding = keptBinding(now);
  const viewer = { actor, catalog, binding };
  const inner = new PathResolver(form, 't', viewer);
  const access = accessOf(actor, form, catalog);
  const alive = query.trash === true ? sql`t.deleted_at is not null` : sql`t.deleted_at is null`;
  const conditions: RawBuilder<unknown>[] = [alive];
  const scope = access.rows('read', 't', binding);
  if (scope !== null) conditions.push(scope);
  const problems: Problem[] = [];
  if (query.filter !== undefined && query.filter.trim() !== '') {
    const filter = filterSql(query.filter, inner, viewer);
    if ('problems' in filter) problems.push(...filter.problems);
    else conditions.push(filter);
  }
  if (query.search !== undefined && query.search.trim() !== '')
    conditions.push(searchSql(inner, (key) => access.canRead(key)));
  return { viewer, inner, where: sql.join(conditions, sql` and `), problems };
}

function problemsIn(part: object): readonly Problem[] {
  return 'problems' in part ? (part.problems as Problem[]) : [];
}

import { PlatformError, type Problem } from '@tangram/schema';
import { accessOf } from '../access/form-access.ts';
import { grantsKey } from '../access/grants.ts';
import type { Call } from '../engine.ts';
import { recordProblem } from '../errors.ts';
import type { ListQuery, RecordPage, RecordRow } from '../records.ts';
import { isDataError } from '../sql/database-problem.ts';
import { runStatement } from '../sql/statement.ts';
import { isRecordId } from '../write/before.ts';
import { searchPattern } from './conditions.ts';
import { type CursorValues, readCursor, writeCursor } from './cursor.ts';
import { countCap, limitOf, mostRows, planCount, planGet, planList, refusedQuery } from './list-plan.ts';
import type { SqlRow } from './outputs.ts';

/** One page of records; `most` bounds its rows. */
export async function readPage(call: Call, query: ListQuery, most = mostRows): Promise<RecordPage> {
  refuseForbidden(call);
  const limit = limitOf(query);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) {
    throw refusedQuery([recordProblem('RECORD_LIMIT_INVALID', '/limit', { most })]);
  }
  if (query.count === undefined || query.count === 'none') return readRows(call, query, limit);
  const counted = () => countRecords(call, query, query.count === 'capped');
  const listed = () => readRows(call, query, limit);
  // Both at once, unless they must share the one connection of a transaction.
  const isAlone = call.unit.transaction === 'none';
  const [{ rows, next }, count] = isAlone
    ? await Promise.all([listed(), counted()])
    : [await listed(), await counted()];
  const isCapped = query.count === 'capped' && count > countCap;
  return { rows, next, count: isCapped ? countCap : count, ...(isCapped ? { countIsCapped: true } : {}) };
}

async function readRows(call: Call, query: ListQuery, limit: number): Promise<Pick<RecordPage, 'rows' | 'next'>> {
  const { engine, unit, actor, form, catalog, now } = call;
  const order = sortName(query);
  const place = query.after === undefined ? null : placeOf(query.after, order, query);
  const blanks = place === null ? null : place.map((value) => value === null);
  const parts = { db: engine.db, catalog, actor, now };
  const key = `list ${shapeOf(call, query)}${shapeSeparator}${order}${shapeSeparator}${query.fields?.join() ?? '*'}${shapeSeparator}${limit} ${blanks?.map(Number).join('') ?? ''}`;
  const plan = engine.plans.get(catalog, key, () => planList(parts, form, query, blanks));
  const inputs: { [hole: string]: unknown } = { search: searchPattern(query.search ?? '') };
  if (place !== null) for (const [index, value] of place.entries()) inputs[`after${index}`] = value;
  const found = await runStatement<SqlRow>(unit.db, plan.statement, actor, inputs).catch(
    refuseData(query.after !== undefined),
  );
  const last = found.length > limit ? found[limit - 1] : undefined;
  const next =
    last === undefined
      ? null
      : writeCursor(
          order,
          plan.marks.map((mark) => markText(last[mark])),
        );
  if (last !== undefined) found.length = limit;
  return { rows: found.map((row) => plan.toRow(row)), next };
}

function markText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** How many records the query finds; with a cap, at most one more than `countCap`. */
export async function countRecords(call: Call, query: ListQuery, isCapped: boolean): Promise<number> {
  refuseForbidden(call);
  const { engine, unit, actor, form, catalog, now } = call;
  const plan = engine.plans.get(catalog, `count ${isCapped} ${shapeOf(call, query)}`, () =>
    planCount({ db: engine.db, catalog, actor, now }, form, query, isCapped),
  );
  const inputs = { search: searchPattern(query.search ?? '') };
  const rows = await runStatement<{ count: number }>(unit.db, plan.statement, actor, inputs).catch(refuseData(false));
  return rows[0]?.count ?? 0;
}

/** The record; RECORD_NOT_FOUND where it is not there or not to be seen. */
export async function readRecord(call: Call, id: string, fields?: readonly string[]): Promise<RecordRow> {
  refuseForbidden(call);
  const row = await readRecordIfVisible(call, id, fields);
  if (row === null) throw new PlatformError('not-found', [recordProblem('RECORD_NOT_FOUND')]);
  return row;
}

/** The record, or null where it is not there or not to be seen. */
export async function readRecordIfVisible(
  call: Call,
  id: string,
  fields?: readonly string[],
): Promise<RecordRow | null> {
  if (!accessOf(call.actor, call.form, call.catalog).may('read')) return null;
  const { engine, unit, actor, form, catalog, now } = call;
  const key = `get ${form.app}/${form.key} ${grantsKey(actor)}${shapeSeparator}${fields?.join() ?? '*'}`;
  const plan = engine.plans.get(catalog, key, () => planGet({ db: engine.db, catalog, actor, now }, form, fields));
  const rows = isRecordId(id) ? await runStatement<SqlRow>(unit.db, plan.statement, actor, { id }) : [];
  const row = rows[0];
  return row === undefined ? null : plan.toRow(row);
}

/** Pages of the query one after the other, each of `size` rows. */
export async function* exportRecords(call: Call, query: ListQuery, size = 1000): AsyncGenerator<RecordRow> {
  const { actor, form, catalog } = call;
  if (!accessOf(actor, form, catalog).may('export')) throw forbidden(call, 'export');
  let after: string | undefined;
  for (;;) {
    const page = await readPage(call, { ...query, limit: size, ...(after === undefined ? {} : { after }) }, size);
    yield* page.rows;
    if (page.next === null) return;
    after = page.next;
  }
}

const shapeSeparator = '\u0001';

/** All that the SQL of a query depends on, except what it answers and in which order. */
function shapeOf({ form, actor }: Call, query: ListQuery): string {
  const hasSearch = query.search !== undefined && query.search.trim() !== '';
  return [form.app, form.key, grantsKey(actor), query.filter ?? '', hasSearch, query.trash === true].join(
    shapeSeparator,
  );
}

function sortName(query: ListQuery): string {
  return (query.sort ?? []).map(({ field, direction }) => (direction === 'descending' ? `-${field}` : field)).join();
}

function placeOf(after: string, order: string, query: ListQuery): CursorValues {
  const sort = query.sort ?? [];
  const byId = sort.findIndex((key) => key.field === 'id');
  const place = readCursor(after, order, byId < 0 ? sort.length + 1 : byId + 1);
  if (place === null) throw refusedQuery([recordProblem('RECORD_CURSOR_INVALID', '/after')]);
  return place;
}

function refuseForbidden(call: Call): void {
  if (!accessOf(call.actor, call.form, call.catalog).may('read')) throw forbidden(call, 'read');
}

function forbidden({ form }: Call, operation: string): PlatformError {
  const params = { operation, form: form.definition.form.title || form.key };
  return new PlatformError('forbidden', [recordProblem('RECORD_FORBIDDEN', '', params)]);
}

/** A condition whose numbers overflow, or a cursor that somebody made up, is a mistake of the asker. */
function refuseData(hasCursor: boolean) {
  return (error: unknown): never => {
    if (!isDataError(error)) throw error;
    const problem: Problem = hasCursor
      ? recordProblem('RECORD_CURSOR_INVALID', '/after')
      : recordProblem('RECORD_REFUSED_BY_DATABASE', '/filter', { detail: error.message });
    throw new PlatformError('invalid', [problem], { cause: error });
  };
}

import type { FieldModel, FormModel } from '@tangram/forms';
import type { Operation } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { keptBinding } from '../access/binding.ts';
import { accessOf } from '../access/form-access.ts';
import type { ChangeKind } from '../hooks.ts';
import type { PlanParts } from '../read/list-plan.ts';
import { makeOutputs, type Outputs, visibleFields } from '../read/outputs.ts';
import { PathResolver } from '../read/path-resolver.ts';
import { columnOf, tableOf, typedName } from '../sql/names.ts';
import { Hole, makeStatement, type Statement } from '../sql/statement.ts';
import { type ReadValue, readerOf } from '../sql/wire-value.ts';
import { historySql, makeRowInput, type RowInput, writeStampsSql } from './row-input.ts';

/** A write of any number of rows of one form: rows, history and answer in one statement. */
export interface WritePlan {
  readonly statement: Statement;
  /** Columns of `~r0`... that are false where a reference leads nowhere. */
  readonly checks: RowInput['checks'];
  /** Values that the database made: `~g0`, ... */
  readonly generated: readonly { readonly column: string; readonly field: FieldModel; readonly read: ReadValue }[];
  /** The saved record as the actor sees it, where `~sees` is true; null when not asked for or never visible. */
  readonly outputs: Outputs | null;
  readonly mayBeKept: boolean;
}

export interface WriteShape {
  /** Exactly one row: PostgreSQL then plans for one. */
  readonly isSingle: boolean;
  /** Answer the saved records too. */
  readonly withRow: boolean;
}

/**
 *     with input as (...), checked as (...),
 *     written as (insert into crm.lead (id, created_at, ..., name) select c.id, $2, ..., c.name from checked as c where c."~r0" returning *),
 *     logged as (insert into tangram.history ... select ... from written as w join checked as c on c.id = w.id)
 *     select c."~n", c."~r0", w.id is not null as "~written", ... from checked as c left join written as w on w.id = c.id
 */
export function planCreate(parts: PlanParts, form: FormModel, shape: WriteShape): WritePlan {
  const own = [...form.fields.values()].filter((field) => !field.isSystem && !field.isGenerated);
  const fields = [...own, form.fields.get('owner') as FieldModel];
  const stamps: readonly (readonly [string, RawBuilder<unknown>])[] = [
    ['id', sql`c.id`],
    ['created_at', sql`${new Hole('now')}::timestamptz`],
    ['created_by', sql`${new Hole('actor')}::uuid`],
    ['updated_at', sql`${new Hole('now')}::timestamptz`],
    ['updated_by', sql`${new Hole('actor')}::uuid`],
    ['version', sql`1`],
  ];
  const columns = [...stamps.map(([name]) => sql.id(name)), ...fields.map((field) => sql.id(field.column))];
  const values = [...stamps.map(([, value]) => value), ...fields.map((field) => columnOf('c', field.column))];
  // A row that meets a unique index is left out instead of failing the others; who it met is found out afterwards.
  const unlessTaken = own.some((field) => field.definition.unique === true) ? sql` on conflict do nothing` : sql``;
  return makePlan(parts, form, 'create', fields, shape, (input) => {
    return sql`insert into ${tableOf(form)} (${sql.join(columns)}) select ${sql.join(values)} from checked as c where ${input.isSound}${unlessTaken} returning *`;
  });
}

/** Sets the columns of `fields` where the version is still the one that was read, and raises it. */
export function planUpdate(
  parts: PlanParts,
  form: FormModel,
  kind: ChangeKind,
  fields: readonly FieldModel[],
  shape: WriteShape,
): WritePlan {
  const sets = [
    ...fields.map((field) => sql`${sql.id(field.column)} = ${columnOf('c', field.column)}`),
    ...writeStampsSql(),
    ...(kind === 'delete' ? [sql`deleted_at = ${new Hole('now')}::timestamptz`] : []),
    ...(kind === 'restore' ? [sql`deleted_at = null`] : []),
  ];
  const place = kind === 'restore' ? sql`w.deleted_at is not null` : sql`w.deleted_at is null`;
  return makePlan(parts, form, kind, fields, shape, (input) => {
    return sql`update ${tableOf(form)} as w set ${sql.join(sets)} from checked as c where w.id = c.id and w.version = c."~version" and ${place} and ${input.isSound} returning w.*`;
  });
}

function makePlan(
  parts: PlanParts,
  form: FormModel,
  kind: ChangeKind,
  fields: readonly FieldModel[],
  shape: WriteShape,
  written: (input: RowInput) => RawBuilder<unknown>,
): WritePlan {
  const binding = keptBinding(parts.now);
  const input = makeRowInput(parts, form, fields, shape.isSingle, binding);
  const access = accessOf(parts.actor, form, parts.catalog);
  const resolver = new PathResolver(form, 'w', { actor: parts.actor, catalog: parts.catalog, binding });
  const outputs = shape.withRow && access.may('read') ? makeOutputs(resolver, visibleFields(form, access)) : null;
  if (outputs !== null && 'problems' in outputs) throw new Error('A visible field cannot be read.');
  const generated = [...form.fields.values()]
    .filter((field) => field.isGenerated && kind === 'create')
    .map((field, index) => ({ column: `~g${index}`, field, read: readerOf(field) }));
  const sees = outputs === null ? null : access.rows('read', 'w', binding);
  const answer = [
    sql`c."~n"`,
    sql`w.id is not null as "~written"`,
    sql`w.version as "~version"`,
    ...input.checks.map(({ flag }) => columnOf('c', flag)),
    ...generated.map(({ column, field }) => sql`${columnOf('w', field.column)} as ${sql.id(column)}`),
    ...(outputs === null ? [] : [sql`${sees ?? sql`true`} as "~sees"`, ...outputs.columns]),
  ];
  const statement = sql`with ${input.sql}, written as (${written(input)}), ${historySql(form, kind)} select ${sql.join(answer)} from checked as c left join written as w on w.id = c.id${resolver.joins} order by c."~n"`;
  return {
    statement: makeStatement(statement, parts.db),
    checks: input.checks,
    generated,
    outputs,
    mayBeKept: !binding.clockWasRead,
  };
}

/** The records of the hole `ids` as they stand, with what the actor may do to each: `~sees`, `~may`, `~trashed`. */
export interface BeforePlan {
  readonly statement: Statement;
  readonly cells: readonly { readonly field: string; readonly column: string; readonly read: ReadValue }[];
  readonly idColumn: string;
  readonly mayBeKept: boolean;
}

/** Locks the rows in the order of their ids when `locks`, so that two batches cannot wait for one another. */
export function planBefore(parts: PlanParts, form: FormModel, operation: Operation, locks: boolean): BeforePlan {
  const binding = keptBinding(parts.now);
  const access = accessOf(parts.actor, form, parts.catalog);
  const rows = (asked: Operation) => (access.may(asked) ? (access.rows(asked, 't', binding) ?? sql`true`) : sql`false`);
  const cells = [...form.fields.values()].map((field, index) => ({
    field: field.key,
    column: `c${index}`,
    read: readerOf(field),
    source: columnOf('t', field.column),
  }));
  const columns = cells.map((cell) => sql`${cell.source} as ${sql.id(cell.column)}`);
  const statement = sql`select ${sql.join(columns)}, coalesce(${rows('read')}, false) as "~sees", coalesce(${rows(operation)}, false) as "~may", t.deleted_at is not null as "~trashed" from ${tableOf(form)} as t where t.id = any(${new Hole('ids')}::uuid[]) order by t.id${locks ? sql` for update of t` : sql``}`;
  const idColumn = (cells.find((cell) => cell.field === 'id') as { column: string }).column;
  return { statement: makeStatement(statement, parts.db), cells, idColumn, mayBeKept: !binding.clockWasRead };
}

/** Whether rows that a writer means to create lie within what he may create; null where every row does. */
export function planCreateScope(
  parts: PlanParts,
  form: FormModel,
): { readonly statement: Statement | null; readonly mayBeKept: boolean } {
  const binding = keptBinding(parts.now);
  const scope = accessOf(parts.actor, form, parts.catalog).rows('create', 'i', binding);
  if (scope === null) return { statement: null, mayBeKept: true };
  const columns = [...form.fields.values()].map((field) => typedName(field.column, field.columnPlan.sqlType));
  const statement = sql`select i."~n", coalesce(${scope}, false) as "~may" from json_to_recordset(${new Hole('rows')}::json) as i(${sql.join([typedName('~n', 'integer'), ...columns])})`;
  return { statement: makeStatement(statement, parts.db), mayBeKept: !binding.clockWasRead };
}

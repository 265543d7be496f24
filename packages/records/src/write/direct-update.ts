import { type FieldModel, formExpressions, type FormModel, validateRecord } from '@tangram/forms';
import type { JsonValue } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { keptBinding } from '../access/binding.ts';
import { accessOf } from '../access/form-access.ts';
import { grantsKey } from '../access/grants.ts';
import type { Call } from '../engine.ts';
import type { CommittedChange } from '../hooks.ts';
import type { PlanParts } from '../read/list-plan.ts';
import { makeOutputs, type Outputs, type SqlRow, visibleFields } from '../read/outputs.ts';
import { PathResolver } from '../read/path-resolver.ts';
import type { Reason, RecordRow, RowWrite } from '../records.ts';
import { isDataError } from '../sql/database-problem.ts';
import { columnOf, tableOf } from '../sql/names.ts';
import { makeStatement, runStatement, type Statement } from '../sql/statement.ts';
import { isSameValue, type ReadValue, readerOf } from '../sql/wire-value.ts';
import { isRecordId } from './before.ts';
import { Draft } from './draft.ts';
import { makeRowInput, stampInputs, writeHistorySql, writeStampsSql } from './row-input.ts';
import { makeScene } from './scene.ts';
import { takeValues } from './take-values.ts';

/**
 * One field changed in a grid is one statement: where nothing that follows from the change needs to be computed first
 * (no hook, formula or condition speaks of the fields), the record is checked, written and logged without being read
 * before. Halves the time of an update. Null when it does not apply or did not succeed, for whatever reason: the whole
 * path then finds out which, and says so.
 */
export async function updateDirectly(
  call: Call,
  row: RowWrite,
  because: Reason | undefined,
): Promise<DirectUpdate | null> {
  const { engine, unit, actor, form, catalog, now } = call;
  if (row.kind !== 'update' || unit.transaction !== 'none' || !isRecordId(row.id)) return null;
  const keys = Object.keys(row.values);
  if (keys.length === 0 || !keys.every((key) => isIndependent(form, key))) return null;
  const scene = makeScene(actor, catalog, now);
  const draft = new Draft(
    'update',
    form,
    { id: row.id.toLowerCase(), index: 0, before: null, values: {} },
    catalog.workspace,
  );
  takeValues(draft, row.values, accessOf(actor, form, catalog), scene);
  const problems = validateRecord(form, draft.values, {
    ...scene.environment,
    language: scene.language,
    only: new Set(keys),
  });
  if (!draft.isSound || problems.length > 0) return null;
  const fields = [...form.fields.values()].filter((field) => Object.hasOwn(draft.values, field.key));
  const key = `direct ${form.app}/${form.key} ${grantsKey(actor)} ${fields.map((field) => field.key).join()}`;
  const plan = engine.plans.get(catalog, key, () => planDirect({ db: engine.db, catalog, actor, now }, form, fields));
  const input: { [column: string]: unknown } = { '~n': 0, id: draft.id, '~changes': draft.values, ...draft.values };
  if (row.version !== undefined) input['~version'] = row.version;
  if (because !== undefined) input['~because'] = Object.fromEntries(keys.map((field) => [field, because]));
  const inputs = { ...stampInputs(actor, now), rows: JSON.stringify([input]) };
  const [answer] = await runStatement<SqlRow>(unit.db, plan.statement, actor, inputs).catch((error: unknown) => {
    if (isDataError(error)) return [];
    throw error;
  });
  return answer === undefined ? null : directUpdate(call, draft, plan, answer);
}

export interface DirectUpdate {
  readonly change: CommittedChange;
  /** Null where the actor may not see the record as it now is. */
  readonly row: RecordRow | null;
}

/** No formula reads the field and no condition reads or governs it. */
function isIndependent(form: FormModel, key: string): boolean {
  let dependent = dependents.get(form);
  if (dependent === undefined) {
    const { formulas, conditions } = formExpressions(form);
    const read = [...formulas, ...conditions].flatMap(({ expression }) =>
      expression.reads.map((path) => path[0] as string),
    );
    dependent = new Set([...read, ...conditions.flatMap(({ condition }) => condition.fields)]);
    dependents.set(form, dependent);
  }
  return !dependent.has(key);
}

const dependents = new WeakMap<FormModel, ReadonlySet<string>>();

interface DirectPlan {
  readonly statement: Statement;
  readonly outputs: Outputs;
  /** What the actor does not see of the record as it now is, for hooks. */
  readonly unseen: readonly StoredCell[];
  /** What may have stood otherwise before. */
  readonly before: readonly StoredCell[];
  readonly mayBeKept: boolean;
}

interface StoredCell {
  readonly field: string;
  readonly column: string;
  readonly read: ReadValue;
}

/**
 *     with input as (...), checked as (...),
 *     before as (select t.* from crm.lead as t join checked as c on c.id = t.id
 *       where t.deleted_at is null and <may read> and <may update> and (c."~version" is null or t.version = c."~version")
 *         and c."~r0" and (t.amount is distinct from c.amount)),
 *     written as (update crm.lead as w set amount = c.amount, version = ... from checked as c join before as b on b.id = c.id
 *       where w.id = b.id and w.version = b.version returning w.*),
 *     logged as (insert into tangram.history ...)
 *     select ... from written as w join before as b on b.id = w.id
 */
function planDirect(parts: PlanParts, form: FormModel, fields: readonly FieldModel[]): DirectPlan {
  const binding = keptBinding(parts.now);
  const access = accessOf(parts.actor, form, parts.catalog);
  const input = makeRowInput(parts, form, fields, true, binding);
  const rows = (operation: 'read' | 'update') =>
    access.may(operation) ? (access.rows(operation, 't', binding) ?? sql`true`) : sql`false`;
  const differs = fields.map(
    (field) => sql`${columnOf('t', field.column)} is distinct from ${columnOf('c', field.column)}`,
  );
  const conditions = [
    sql`t.deleted_at is null`,
    rows('read'),
    rows('update'),
    sql`(c."~version" is null or t.version = c."~version")`,
    input.isSound,
    sql`(${sql.join(differs, sql` or `)})`,
  ];
  const sets = [
    ...fields.map((field) => sql`${sql.id(field.column)} = ${columnOf('c', field.column)}`),
    ...writeStampsSql(),
  ];
  const resolver = new PathResolver(form, 'w', { actor: parts.actor, catalog: parts.catalog, binding });
  const outputs = makeOutputs(resolver, visibleFields(form, access));
  if ('problems' in outputs) throw new Error('A visible field cannot be read.');
  const unseen = cellsOf(
    [...form.fields.values()].filter((field) => !access.canRead(field.key)),
    '~u',
  );
  const stamped = ['updated_at', 'updated_by', 'version'].flatMap((key) => form.fields.get(key) ?? []);
  const before = cellsOf([...fields, ...stamped], '~b');
  const answer = [
    ...unseen.map(({ column, source }) => sql`${columnOf('w', source)} as ${sql.id(column)}`),
    ...before.map(({ column, source }) => sql`${columnOf('b', source)} as ${sql.id(column)}`),
    sql`coalesce(${access.rows('read', 'w', binding) ?? sql`true`}, false) as "~sees"`,
    ...outputs.columns,
  ];
  const statement = sql`with ${input.sql}, before as (select t.* from ${tableOf(form)} as t join checked as c on c.id = t.id where ${sql.join(conditions, sql` and `)}), written as (update ${tableOf(form)} as w set ${sql.join(sets)} from checked as c join before as b on b.id = c.id where w.id = b.id and w.version = b.version returning w.*), ${writeHistorySql(form, 'update', changesSql(fields), sql`written as w join checked as c on c.id = w.id join before as b on b.id = w.id`)} select ${sql.join(answer)} from written as w join before as b on b.id = w.id${resolver.joins}`;
  return { statement: makeStatement(statement, parts.db), outputs, unseen, before, mayBeKept: !binding.clockWasRead };
}

function cellsOf(fields: readonly FieldModel[], prefix: string) {
  return fields.map((field, index) => ({
    field: field.key,
    column: `${prefix}${index}`,
    source: field.column,
    read: readerOf(field),
  }));
}

/** `{ field: [old, new] }` of the fields that differ; the new values are the caller's, in `~changes`. */
function changesSql(fields: readonly FieldModel[]): RawBuilder<unknown> {
  const parts = fields.map((field) => {
    const [old, now] = [columnOf('b', field.column), columnOf('w', field.column)];
    const pair = sql`jsonb_build_array(${wireJson(field, old)}, c."~changes" -> ${sql.lit(field.key)})`;
    return sql`case when ${old} is distinct from ${now} then jsonb_build_object(${sql.lit(field.key)}, ${pair}) else '{}'::jsonb end`;
  });
  return sql`${sql.join(parts, sql` || `)}`;
}

/** A stored value as its wire form in jsonb; see `readerOf`, which does the same outside of the database. */
function wireJson(field: FieldModel, column: RawBuilder<unknown>): RawBuilder<unknown> {
  if (field.valueType === 'number') {
    return sql`case when length(trim_scale(${column})::text) > 15 then to_jsonb(trim_scale(${column})::text) else to_jsonb(trim_scale(${column})) end`;
  }
  if (field.valueType === 'date-time') {
    return sql`to_jsonb(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
  }
  return sql`to_jsonb(${column})`;
}

function directUpdate({ actor, form }: Call, draft: Draft, plan: DirectPlan, answer: SqlRow): DirectUpdate {
  const row = plan.outputs.copyRow(answer);
  const values: { [field: string]: JsonValue } = {};
  for (const field of form.fields.values()) values[field.key] = storedValue(row[field.key] ?? null, field);
  for (const { field, column, read } of plan.unseen) values[field] = read(answer[column]);
  const before = { ...values };
  for (const { field, column, read } of plan.before) before[field] = read(answer[column]);
  const changed = new Set(Object.keys(draft.values).filter((field) => !isSameValue(values[field], before[field])));
  const { id } = draft;
  const change: CommittedChange = { kind: 'update', form, id, version: row.version, before, values, changed, actor };
  return { change, row: answer['~sees'] === true ? row : null };
}

/** A reference is read with its title and stored as its id. */
function storedValue(value: JsonValue, field: FieldModel): JsonValue {
  return field.references === undefined || value === null ? value : (value as { id: string }).id;
}

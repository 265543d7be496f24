import { type JsonValue, type Operation, pointer, type RecordValues } from '@tangram/schema';
import { grantsKey } from '../access/grants.ts';
import type { Call } from '../engine.ts';
import { recordProblem } from '../errors.ts';
import type { ChangeKind } from '../hooks.ts';
import type { SqlRow } from '../read/outputs.ts';
import type { RowWrite } from '../records.ts';
import { runStatement } from '../sql/statement.ts';
import { titleOf } from '../sql/database-problem.ts';
import { isSameValue, textOfValue } from '../sql/wire-value.ts';
import { Draft } from './draft.ts';
import { planBefore } from './statements.ts';

/** A row of a batch with its place in it. */
export interface NumberedRow {
  readonly index: number;
  readonly row: RowWrite;
}

const operationOf: Record<ChangeKind, Operation> = {
  create: 'create',
  update: 'update',
  delete: 'delete',
  restore: 'delete',
};

export function operationFor(kind: ChangeKind): Operation {
  return operationOf[kind];
}

/**
 * Drafts of changes to records that are there, each with the record as it stands. A row's problems: RECORD_NOT_FOUND
 * (not there, or not to be seen), RECORD_FORBIDDEN (seen, but not to be changed), RECORD_CONFLICT, RECORD_NOT_IN_TRASH.
 */
export async function draftsOfExisting(
  call: Call,
  kind: Exclude<ChangeKind, 'create'>,
  rows: readonly NumberedRow[],
): Promise<Draft[]> {
  const { engine, unit, actor, form, catalog, now } = call;
  const operation = operationFor(kind);
  const locks = unit.transaction !== 'none';
  const key = `before ${form.app}/${form.key} ${grantsKey(actor)} ${operation} ${locks}`;
  const plan = engine.plans.get(catalog, key, () =>
    planBefore({ db: engine.db, catalog, actor, now }, form, operation, locks),
  );
  const ids = rows.map(({ row }) => (row as { id: string }).id).filter(isRecordId);
  const found = new Map<string, SqlRow>();
  if (ids.length > 0) {
    for (const row of await runStatement<SqlRow>(unit.db, plan.statement, actor, { ids }))
      found.set(row[plan.idColumn] as string, row);
  }
  const context = catalog.workspace;
  return rows.map(({ index, row }) => {
    const id = (row as { id: string }).id.toLowerCase();
    const expected = 'version' in row ? row.version : undefined;
    const stored = found.get(id);
    const before: { [field: string]: JsonValue } = {};
    for (const cell of plan.cells) before[cell.field] = stored === undefined ? null : cell.read(stored[cell.column]);
    const draft = new Draft(kind, form, { id, index, before, values: { ...before }, expected }, context);
    const isTrashed = stored?.['~trashed'] === true;
    if (stored === undefined || stored['~sees'] !== true || (isTrashed && kind !== 'restore')) {
      draft.problems.push(recordProblem('RECORD_NOT_FOUND'));
    } else if (stored['~may'] !== true) {
      const params = { operation, form: form.definition.form.title || form.key };
      draft.problems.push(recordProblem('RECORD_FORBIDDEN', '', params));
    } else if (kind === 'restore' && !isTrashed) {
      draft.problems.push(recordProblem('RECORD_NOT_IN_TRASH'));
    } else if (expected !== undefined && expected !== before['version']) {
      noteConflict(draft, 'values' in row ? row.values : {}, before);
    }
    return draft;
  });
}

/** Both versions: the numbers, and for each field that the caller wants to change his value and the present one. */
function noteConflict(draft: Draft, mine: RecordValues, theirs: RecordValues): void {
  const numbers = { mine: draft.expected ?? null, theirs: theirs['version'] as number };
  draft.problems.push(recordProblem('RECORD_CONFLICT', '', numbers));
  for (const [key, value] of Object.entries(mine)) {
    const field = draft.form.fields.get(key);
    if (field === undefined || isSameValue(value, theirs[key])) continue;
    const params = { field: titleOf(field), mine: textOfValue(value), theirs: textOfValue(theirs[key]) };
    draft.problems.push(recordProblem('RECORD_CONFLICT_FIELD', pointer(key), params));
  }
}

export function isRecordId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id);
}

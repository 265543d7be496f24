import type { FieldModel, FormModel } from '@tangram/forms';
import { type JsonValue, pointer } from '@tangram/schema';
import { sql } from 'kysely';
import { recordProblem } from '../errors.ts';
import type { PlanParts } from '../read/list-plan.ts';
import type { SqlRow } from '../read/outputs.ts';
import type { Reason, RecordRow } from '../records.ts';
import { isDataError, notUnique, problemOf, titleOf } from '../sql/database-problem.ts';
import { columnOf, tableOf, typedName } from '../sql/names.ts';
import { Hole, makeStatement, runStatement } from '../sql/statement.ts';
import type { Draft } from './draft.ts';
import { historyChanges, historyReasons } from './history-rows.ts';
import { stampInputs } from './row-input.ts';
import type { WritePlan } from './statements.ts';
import type { Unit } from './unit.ts';

export interface Saving {
  readonly unit: Unit;
  readonly parts: PlanParts;
  readonly form: FormModel;
  readonly plan: WritePlan;
  /** The columns that the plan sets. */
  readonly fields: readonly FieldModel[];
  readonly because: Reason | undefined;
  /** One row of a single call: its error ends the whole transaction, so nothing has to be kept apart. */
  readonly isSingle: boolean;
  /** The saved records, where the plan answers them. */
  readonly rows: Map<Draft, RecordRow>;
}

/**
 * Writes the drafts in one statement. Afterwards each has its `version`, or problems, or neither: then another writer
 * was faster. When PostgreSQL refuses the statement for one row's sake, the halves are tried apart, so that one bad row
 * of 1,000 costs about 20 statements and the other 999 are saved.
 */
export async function save(saving: Saving, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return;
  const { unit } = saving;
  const needsPoint = unit.transaction === 'borrowed' || (unit.transaction === 'own' && !saving.isSingle);
  if (needsPoint) await sql`savepoint rows`.execute(unit.db);
  try {
    await saveAll(saving, drafts);
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (needsPoint) {
      await sql`rollback to savepoint rows`.execute(unit.db);
      await sql`release savepoint rows`.execute(unit.db);
    }
    const [first] = drafts;
    if (drafts.length === 1 && first !== undefined) {
      first.problems.push(problemOf(error, saving.form, first.values));
      return;
    }
    const middle = Math.ceil(drafts.length / 2);
    await save(saving, drafts.slice(0, middle));
    await save(saving, drafts.slice(middle));
    return;
  }
  if (needsPoint) await sql`release savepoint rows`.execute(unit.db);
}

async function saveAll(saving: Saving, drafts: readonly Draft[]): Promise<void> {
  const { unit, parts, plan, form } = saving;
  const inputs = {
    ...stampInputs(parts.actor, parts.now),
    rows: JSON.stringify(drafts.map((draft, n) => inputRow(draft, n, saving))),
  };
  const answers = await runStatement<SqlRow>(unit.db, plan.statement, parts.actor, inputs);
  const unwritten: Draft[] = [];
  for (const answer of answers) {
    const draft = drafts[answer['~n'] as number] as Draft;
    if (answer['~written'] === true) {
      draft.version = answer['~version'] as number;
      for (const { column, field, read } of plan.generated) draft.values[field.key] = read(answer[column]);
      if (plan.outputs !== null && answer['~sees'] === true) saving.rows.set(draft, plan.outputs.copyRow(answer));
      continue;
    }
    for (const { flag, field } of plan.checks) {
      if (answer[flag] === true) continue;
      draft.problems.push(recordProblem('RECORD_REFERENCE_MISSING', pointer(field.key), { field: titleOf(field) }));
    }
    if (draft.isSound && draft.kind === 'create') unwritten.push(draft);
  }
  if (unwritten.length > 0) await sayWhatIsTaken(saving, form, unwritten);
}

function inputRow(draft: Draft, n: number, { fields, because }: Saving): { [column: string]: unknown } {
  const row: { [column: string]: unknown } = {
    '~n': n,
    id: draft.id,
    '~changes': historyChanges(draft),
  };
  if (draft.before !== null) row['~version'] = draft.before['version'];
  if (draft.trusted.size > 0) row['~trusted'] = [...draft.trusted];
  const reasons = historyReasons(draft, because);
  if (reasons !== null) row['~because'] = reasons;
  for (const field of fields) {
    const value: JsonValue | undefined = draft.values[field.key];
    if (value !== null && value !== undefined) row[field.column] = value;
  }
  return row;
}

/** A created row that a unique index left out: names each field whose value another record has. */
async function sayWhatIsTaken({ unit, parts }: Saving, form: FormModel, drafts: readonly Draft[]): Promise<void> {
  const unique = [...form.fields.values()].filter((field) => field.definition.unique === true && !field.isGenerated);
  const taken = unique.map((field) => {
    const [own, other] = [columnOf('x', field.column), columnOf('t', field.column)];
    return sql`exists (select 1 from ${tableOf(form)} as t where ${other} = ${own} and t.deleted_at is null) as ${sql.id(field.column)}`;
  });
  const columns = [
    typedName('~n', 'integer'),
    ...unique.map((field) => typedName(field.column, field.columnPlan.sqlType)),
  ];
  const statement = sql`select ${sql.join([sql`x."~n"`, ...taken])} from json_to_recordset(${new Hole('rows')}::json) as x(${sql.join(columns)})`;
  const rows = drafts.map((draft, n) => ({
    '~n': n,
    ...Object.fromEntries(unique.map((field) => [field.column, draft.values[field.key] ?? null])),
  }));
  const answers = await runStatement<SqlRow>(unit.db, makeStatement(statement, parts.db), parts.actor, {
    rows: JSON.stringify(rows),
  });
  for (const answer of answers) {
    const draft = drafts[answer['~n'] as number] as Draft;
    const met = unique.filter((field) => answer[field.column] === true);
    for (const field of met) draft.problems.push(notUnique(field, draft.values[field.key] ?? null));
    if (met.length === 0) {
      draft.problems.push(
        recordProblem('RECORD_REFUSED_BY_DATABASE', '', { detail: 'another record was saved at the same moment' }),
      );
    }
  }
}

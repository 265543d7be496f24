import {
  type FormModel,
  type TablePlan,
  type TableStep,
  type TrashedColumn,
  checkForm,
  normalizeForm,
  planTable,
  quoteName,
  stepSql,
} from '@tangram/forms';
import type { FieldDefinition, FormDefinition, Problem } from '@tangram/schema';
import { problemsOf } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { appErrors } from '../errors.ts';
import { recomputeFormula } from './recompute-formula.ts';
import { type Kind, type KindChange, type PlannedStep, isDocument } from './kind.ts';
import { kindWords } from './kind-words.ts';

const appProblem = problemsOf(appErrors);

export const formKind: Kind = {
  kind: 'form',
  folder: 'forms',
  title: kindWords.form,
  isShaped(document) {
    if (!isDocument(document)) return false;
    const { properties, form } = document as Partial<FormDefinition>;
    if (!isDocument(properties) || !isDocument(form)) return false;
    return Object.values(properties as object).every(
      (property) => isDocument(property) && isDocument((property as { field?: unknown }).field),
    );
  },
  normalize(document) {
    return this.isShaped(document) ? normalizeForm(document as FormDefinition) : document;
  },
  check(document, { app, key, catalog }) {
    return checkForm(document as FormDefinition, { app, key, lookup: catalog.form });
  },
  async plan(db, change) {
    const plan = await planOf(db, change);
    const told = (plan?.steps ?? []).filter((step) => step.isDetail !== true);
    const form = change.after.form(change.app, change.key);
    return await Promise.all(told.map((step) => plannedStep(db, step, form)));
  },
  async apply(trx, change) {
    const plan = await planOf(trx, change);
    if (plan === null) return await trashTable(trx, change);
    await runSteps(
      trx,
      change,
      plan.steps.filter((step) => step.type !== 'add-foreign-key'),
    );
  },
  async link(trx, change) {
    // The rest of the plan that `apply` began: foreign keys need the tables of the other forms.
    const after = change.after.form(change.app, change.key);
    if (after === undefined) return;
    const before = change.before.form(change.app, change.key) ?? null;
    const { steps } = planTable(before, after, { zone: change.after.workspace.zone });
    await runSteps(
      trx,
      change,
      steps.filter((step) => step.type === 'add-foreign-key'),
    );
  },
};

/** The table plan from the published form to the new one; null where the form is taken away. */
async function planOf(db: Kysely<unknown>, change: KindChange): Promise<TablePlan | null> {
  const after = change.after.form(change.app, change.key);
  if (after === undefined) return null;
  const before = change.before.form(change.app, change.key) ?? null;
  const trash = before === null ? [] : await readTrash(db, before);
  return planTable(before, after, { trash, zone: change.after.workspace.zone });
}

async function readTrash(db: Kysely<unknown>, form: FormModel): Promise<TrashedColumn[]> {
  const { rows } = await sql<{ field: string; column_name: string; definition: FieldDefinition }>`
    select field, column_name, definition from tangram.column_trash
    where app = ${form.app} and form = ${form.key} order by removed_at, column_name`.execute(db);
  return rows.map((row) => ({ field: row.field, column: row.column_name, definition: row.definition }));
}

async function plannedStep(db: Kysely<unknown>, step: TableStep, form: FormModel | undefined): Promise<PlannedStep> {
  return { title: step.words, lock: step.lock, problems: await findLosses(db, step, form) };
}

/** What the step's look at the data found: values that would be lost, or that make it impossible. */
async function findLosses(db: Kysely<unknown>, step: TableStep, form: FormModel | undefined): Promise<Problem[]> {
  if (step.dryRun === undefined || !(step.dryRun.refuses || step.dryRun.asks === 'values-lost')) return [];
  const { rows } = await sql<{ found: number; samples: string[] }>`${sql.raw(step.dryRun.sql)}`.execute(db);
  const { found = 0, samples = [] } = rows[0] ?? {};
  if (found === 0) return [];
  const code = step.dryRun.refuses ? 'APP_VALUES_FORBID' : 'APP_CONVERSION_LOSES';
  const field = form?.fields.get(step.field ?? '')?.definition.title || (step.field ?? '');
  const params = { count: found, field, examples: samples.slice(0, 3).join(', ') };
  return [appProblem(code, `/properties/${step.field ?? ''}`, params)];
}

async function runSteps(trx: Kysely<unknown>, change: KindChange, steps: readonly TableStep[]): Promise<void> {
  const form = change.after.form(change.app, change.key) as FormModel;
  for (const step of steps) {
    for (const statement of stepSql(step)) await sql`${sql.raw(statement)}`.execute(trx);
    if (step.type === 'recompute' && step.field !== undefined) await recomputeFormula(trx, form, step.field, change);
  }
}

/** The table of a removed form keeps its rows under a name of its own. */
async function trashTable(trx: Kysely<unknown>, change: KindChange): Promise<void> {
  const form = change.before.form(change.app, change.key);
  if (form === undefined) return;
  const { rows } = await sql<{
    oid: string;
  }>`select to_regclass(${quoteName(form.table.schema, form.table.name)})::oid::text as oid`.execute(trx);
  const oid = rows[0]?.oid;
  if (oid === undefined || oid === null) return;
  const trashName = `t${oid}`;
  await sql`alter table ${sql.id(form.table.schema, form.table.name)} rename to ${sql.id(trashName)}`.execute(trx);
  await sql`alter table ${sql.id(form.table.schema, trashName)} set schema tangram_trash`.execute(trx);
}

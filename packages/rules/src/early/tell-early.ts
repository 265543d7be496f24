import type { FormModel } from '@tangram/forms';
import { accessOf, type Actor, actorBinding, type Catalog, type Records, systemActor, tableOf } from '@tangram/records';
import type { JsonValue, Problem, RecordValues } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { madeUpId } from '../explain/made-up-change.ts';
import { storedForm } from '../explain/stored-row.ts';
import { harmless } from '../run/beyond.ts';
import { ruleSetOf } from '../run/rule-set.ts';
import { runRules } from '../run/run-rules.ts';
import { startRun } from '../run/start-run.ts';
import { trialTurns } from '../run/turns.ts';

/** A record that is being typed. */
export interface Unsaved {
  readonly app: string;
  readonly form: string;
  /** Of the record that is changed; a new one when missing. */
  readonly id?: string;
  /** What was typed so far, as it would be sent; of the others, the stored ones. */
  readonly values: RecordValues;
}

export interface ToldEarly {
  readonly problems: readonly Problem[];
  /** The fields that the answer hangs on: while they stay, it stays. None: there is nothing to ask. */
  readonly fields: readonly string[];
}

export interface EarlyParts {
  readonly db: Kysely<unknown>;
  readonly catalog: Catalog;
  readonly records: Records;
  readonly now: Date;
}

/**
 * What rules that look at others of its kind would say of a record before it is saved. Nothing is written or held. Only
 * what the actor could save is looked at, so that he learns no more than by saving; who may not save learns nothing.
 */
export async function tellEarly(
  { db, catalog, records, now }: EarlyParts,
  actor: Actor,
  { app, form: key, id, values }: Unsaved,
): Promise<ToldEarly> {
  const form = catalog.form(app, key);
  const operation = id === undefined ? 'create' : 'update';
  if (form === undefined) return nothing;
  const access = accessOf(actor, form, catalog);
  const rules = ruleSetOf(catalog, form).rules.filter(({ isToldEarly }) => isToldEarly === true);
  if (rules.length === 0 || !access.may(operation)) return nothing;
  if (id !== undefined && !(await mayUpdate({ db, catalog, actor, form, now }, id))) return nothing;
  const before = id === undefined ? null : await storedValues(records, actor, form, id);
  const typed = Object.entries(normalized(form, values, catalog)).filter(([field]) =>
    access.canWrite(field, operation),
  );
  const all: { [field: string]: JsonValue } = {};
  for (const field of form.fields.keys()) all[field] = before?.[field] ?? null;
  Object.assign(all, Object.fromEntries(typed));
  const problems: Problem[] = [];
  const run = startRun({
    trx: db,
    form,
    rules,
    changes: [
      {
        kind: operation,
        id: id ?? madeUpId,
        before,
        values: all,
        changed: new Set(typed.flatMap(([field, value]) => (isSame(before?.[field], value) ? [] : [field]))),
        set: (field, value) => void (all[field] = value),
        refuse: (problem) => void problems.push(problem),
      },
    ],
    actor,
    now,
    catalog,
    turns: trialTurns(db),
    leavesMarks: false,
    beyond: () => harmless(db, catalog, now),
    notify: async () => {},
  });
  await runRules(run);
  const fields = new Set(rules.flatMap(({ watches }) => watches));
  return { problems, fields: [...fields].filter((field) => access.canWrite(field, operation)) };
}

const nothing: ToldEarly = { problems: [], fields: [] };

function isSame(a: JsonValue | undefined, b: JsonValue): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b);
}

/** Whether the record is among those that the actor may change. One that is not there, or hidden, is left to the reading. */
async function mayUpdate(
  { db, catalog, actor, form, now }: Pick<EarlyParts, 'db' | 'catalog' | 'now'> & { actor: Actor; form: FormModel },
  id: string,
): Promise<boolean> {
  const scope = accessOf(actor, form, catalog).rows('update', 't', actorBinding(actor, now));
  if (scope === null) return true;
  const { rows } = await sql<{ may: boolean }>`
    select coalesce(${scope}, false) as may from ${tableOf(form)} as t where t.id = ${id}::uuid`.execute(db);
  return rows[0]?.may !== false;
}

/** The record as it stands, hidden values included, of one that the actor may see. */
async function storedValues(records: Records, actor: Actor, form: FormModel, id: string): Promise<RecordValues> {
  const place = { app: form.app, form: form.key, id };
  await records.get(actor, { ...place, fields: [] });
  return storedForm(await records.get(systemActor(), { ...place, fields: [...form.fields.keys()] }), form);
}

/** The values as the fields would store them, without those that are not right yet. */
function normalized(form: FormModel, values: RecordValues, { workspace }: Catalog): RecordValues {
  const known: { [field: string]: JsonValue } = {};
  for (const [key, value] of Object.entries(storedForm(values, form))) {
    const field = form.fields.get(key);
    if (field === undefined || !(key in values)) continue;
    const outcome =
      value === null
        ? { value }
        : field.type.normalize(value, field.definition, { language: workspace.language, zone: workspace.zone });
    if ('value' in outcome) known[key] = outcome.value;
  }
  return known;
}

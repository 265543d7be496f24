import type { FieldModel, FormModel } from '@tangram/forms';
import { PlatformError, type RecordValues } from '@tangram/schema';
import { accessOf } from '../access/form-access.ts';
import { grantsKey } from '../access/grants.ts';
import type { Call } from '../engine.ts';
import { recordProblem } from '../errors.ts';
import type { ChangeKind, CommittedChange, Occasion, WriteContext, WriteHooks } from '../hooks.ts';
import type { SqlRow } from '../read/outputs.ts';
import type { Reason, RecordRow, Records } from '../records.ts';
import { runStatement } from '../sql/statement.ts';
import { draftsOfExisting, type NumberedRow, operationFor } from './before.ts';
import { applyDefaults, applyFormulas, readMembers, validate } from './compute.ts';
import { Draft } from './draft.ts';
import { pathsOfForm } from './load-members.ts';
import { save, type Saving } from './save.ts';
import { makeScene, type WriteScene } from './scene.ts';
import { planCreate, planCreateScope, planUpdate } from './statements.ts';
import { takeValues } from './take-values.ts';

export interface RowsToWrite {
  readonly kind: ChangeKind;
  readonly rows: readonly NumberedRow[];
  readonly because: Reason | undefined;
  /** What happened to the rows, when nobody changes them: hooks look at them all the same. */
  readonly occasion?: Occasion;
  readonly acceptDuplicates?: boolean | undefined;
  /** Answer the saved records as the actor sees them. */
  readonly withRow: boolean;
  readonly isSingle: boolean;
  /** The engine inside the call's transaction, for hooks. */
  readonly records: Records;
}

export interface WrittenRows {
  readonly drafts: readonly Draft[];
  readonly rows: ReadonlyMap<Draft, RecordRow>;
}

/**
 * The one write path, for rows of one form and one kind of change, all of them at once:
 *
 *     access -> values -> defaults -> formulas -> validation -> "before" hooks -> rows and history -> "after" hooks
 *
 * A row that is refused at any stage keeps its problems and leaves the path; the others go on. Throws only where the
 * whole call is refused (RECORD_FORBIDDEN, RECORD_DEPTH_EXCEEDED) or something is broken.
 */
export async function writeRows(call: Call, write: RowsToWrite): Promise<WrittenRows> {
  const { actor, form, catalog } = call;
  const operation = operationFor(write.kind);
  if (!accessOf(actor, form, catalog).may(operation)) {
    const params = { operation, form: form.definition.form.title || form.key };
    throw new PlatformError('forbidden', [recordProblem('RECORD_FORBIDDEN', '', params)]);
  }
  if ((actor.depth ?? 0) > mostCausedWrites) {
    throw new PlatformError('invalid', [recordProblem('RECORD_DEPTH_EXCEEDED', '', { most: mostCausedWrites })]);
  }
  const rows = new Map<Draft, RecordRow>();
  const drafts = await attempt(call, write, write.rows, rows);
  // Without a transaction another writer may come between reading and writing: those rows are read again.
  for (let again = 0; again < 5; again++) {
    const lost = drafts.filter((draft) => draft.isSound && draft.version === null);
    if (lost.length === 0) break;
    const places = new Map(lost.map((draft) => [draft.index, drafts.indexOf(draft)]));
    const retried = await attempt(
      call,
      write,
      write.rows.filter((row) => places.has(row.index)),
      rows,
    );
    for (const draft of retried) drafts[places.get(draft.index) as number] = draft;
  }
  for (const draft of drafts) {
    if (draft.isSound && draft.version === null) {
      draft.problems.push(
        recordProblem('RECORD_CONFLICT', '', {
          mine: (draft.before?.['version'] as number | undefined) ?? null,
          theirs: null,
        }),
      );
    }
  }
  return { drafts, rows };
}

/** Rules and flows that cause each other further than this go round in circles; rules have a narrower bound of their own. */
const mostCausedWrites = 16;

async function attempt(
  call: Call,
  write: RowsToWrite,
  numbered: readonly NumberedRow[],
  rows: Map<Draft, RecordRow>,
): Promise<Draft[]> {
  const scene = makeScene(call.actor, call.catalog, call.now);
  const drafts =
    write.kind === 'create' ? newDrafts(call, numbered) : await draftsOfExisting(call, write.kind, numbered);
  await fillIn(call, drafts, numbered, scene);
  const hooks = call.engine.hooks.filter((hook) => isInterested(hook, call.form));
  const { occasion } = write;
  const context: WriteContext = {
    trx: call.unit.db,
    actor: call.actor,
    records: write.records,
    now: call.now,
    ...(occasion === undefined ? {} : { occasion }),
    ...(write.acceptDuplicates === true ? { acceptDuplicates: true } : {}),
  };
  const asSent = write.kind === 'create' ? new Map(drafts.map((draft) => [draft, { ...draft.values }])) : null;
  const looked = occasion === undefined ? drafts.filter(isGoingToChange) : drafts.filter((draft) => draft.isSound);
  if (hooks.length > 0) await runBefore(call, hooks, context, looked, scene);
  if (asSent !== null)
    await refuseOutOfScope(
      call,
      drafts.filter((draft) => draft.isSound),
      asSent,
    );
  for (const draft of drafts) {
    if (draft.isSound && !isGoingToChange(draft)) draft.version = draft.before?.['version'] as number;
  }
  const going = drafts.filter(isGoingToChange);
  await saveDrafts(call, write, going, rows);
  const written = going.filter((draft) => draft.isSound && draft.version !== null);
  const changes = written.map((draft) => committedChange(draft, call));
  for (const change of changes) call.unit.note(change);
  const left = occasion === undefined ? [] : looked.filter((draft) => draft.isSound && !isGoingToChange(draft));
  const told = [...changes, ...left.map((draft) => committedChange(draft, call))];
  if (told.length > 0) {
    for (const hook of hooks) await hook.after?.(context, told);
  }
  return drafts;
}

export function isInterested(hook: WriteHooks, form: FormModel): boolean {
  return (hook.before !== undefined || hook.after !== undefined) && (hook.isInterested?.(form) ?? true);
}

function newDrafts({ engine, form, actor, catalog, now }: Call, numbered: readonly NumberedRow[]): Draft[] {
  const at = now.toISOString();
  const blank: { [field: string]: null } = {};
  for (const key of form.fields.keys()) blank[key] = null;
  return numbered.map(({ index }) => {
    const id = engine.newId();
    const stamps = {
      id,
      created_at: at,
      created_by: actor.userId,
      updated_at: at,
      updated_by: actor.userId,
      version: 1,
    };
    const draft = new Draft(
      'create',
      form,
      { id, index, before: null, values: { ...blank, ...stamps } },
      catalog.workspace,
    );
    if (actor.userId !== null) draft.put('owner', actor.userId);
    return draft;
  });
}

/** From what was sent to the whole record: values, defaults, formulas, validation. */
async function fillIn(
  call: Call,
  drafts: readonly Draft[],
  numbered: readonly NumberedRow[],
  scene: WriteScene,
): Promise<void> {
  const { unit, form, catalog, actor } = call;
  const access = accessOf(actor, form, catalog);
  const isNew = drafts[0]?.kind === 'create';
  const sent = new Map<Draft, RecordValues>();
  for (const [place, draft] of drafts.entries()) {
    const row = numbered[place]?.row;
    if (row !== undefined && 'values' in row) sent.set(draft, row.values);
  }
  if (sent.size === 0) return;
  // A row whose values are wrong goes on to the validation, so that all its problems are told at once.
  const there = drafts.filter((draft) => draft.isSound);
  if (!isNew) await readMembers(unit.db, form, there, scene);
  for (const draft of there) takeValues(draft, sent.get(draft) ?? {}, access, scene);
  const roots = new Set(pathsOfForm(form).map((path) => path[0] as string));
  const walks = (draft: Draft) => [...draft.changed].some((field) => roots.has(field));
  if (there.some(walks)) await readMembers(unit.db, form, there, scene);
  if (isNew) {
    const before = there.map((draft) => draft.changed.size);
    for (const draft of there) applyDefaults(draft, sent.get(draft) ?? {}, scene);
    const filled = there.filter((draft, index) => draft.changed.size > (before[index] ?? 0) && walks(draft));
    if (filled.length > 0) await readMembers(unit.db, form, there, scene);
  }
  for (const draft of there) {
    if (isGoingToChange(draft)) applyFormulas(draft, scene);
    validate(draft, scene);
  }
}

function isGoingToChange(draft: Draft): boolean {
  return draft.isSound && (draft.kind !== 'update' || draft.changed.size > 0);
}

/** Formulas follow every field that a hook sets, at once; what lies behind a reference it sets, after the hook. */
async function runBefore(
  call: Call,
  hooks: readonly WriteHooks[],
  context: WriteContext,
  drafts: readonly Draft[],
  scene: WriteScene,
): Promise<void> {
  const dirty = new Set<Draft>();
  for (const draft of drafts) {
    draft.onSet((set) => {
      dirty.add(set);
      applyFormulas(set, scene);
    });
  }
  for (const hook of hooks) {
    const going = drafts.filter((draft) => draft.isSound);
    if (going.length === 0) break;
    const before = dirty.size;
    await hook.before?.(context, going);
    if (dirty.size === before || pathsOfForm(call.form).length === 0) continue;
    await readMembers(call.unit.db, call.form, [...dirty], scene);
    for (const draft of dirty) applyFormulas(draft, scene);
  }
  for (const draft of drafts) draft.onSet(null);
  for (const draft of dirty) {
    if (draft.isSound) validate(draft, scene);
  }
}

/**
 * A role that may create only within a scope is held to what its holder sent, before rules gave the record to somebody
 * else. One's own records need no question to the database.
 */
async function refuseOutOfScope(
  call: Call,
  drafts: readonly Draft[],
  asSent: ReadonlyMap<Draft, RecordValues>,
): Promise<void> {
  const { engine, unit, actor, form, catalog, now } = call;
  const access = accessOf(actor, form, catalog);
  const coversOwn = access.coversOwn('create');
  const asked = drafts.filter(
    (draft) => !(coversOwn && actor.userId !== null && asSent.get(draft)?.['owner'] === actor.userId),
  );
  if (asked.length === 0) return;
  const key = `create scope ${form.app}/${form.key} ${grantsKey(actor)}`;
  const { statement } = engine.plans.get(catalog, key, () =>
    planCreateScope({ db: engine.db, catalog, actor, now }, form),
  );
  if (statement === null) return;
  const rows = asked.map((draft, n) => ({ '~n': n, ...asSent.get(draft) }));
  for (const answer of await runStatement<SqlRow>(unit.db, statement, actor, { rows: JSON.stringify(rows) })) {
    if (answer['~may'] === true) continue;
    asked[answer['~n'] as number]?.problems.push(recordProblem('RECORD_OUT_OF_SCOPE', '', { operation: 'create' }));
  }
}

async function saveDrafts(
  call: Call,
  write: RowsToWrite,
  drafts: readonly Draft[],
  rows: Map<Draft, RecordRow>,
): Promise<void> {
  if (drafts.length === 0) return;
  const { engine, unit, actor, form, catalog, now } = call;
  const parts = { db: engine.db, catalog, actor, now };
  const fields = write.kind === 'create' ? createdFields(form) : changedFields(form, drafts);
  const names = write.kind === 'create' ? '' : fields.map((field) => field.key).join();
  const key = `${write.kind} ${form.app}/${form.key} ${grantsKey(actor)} ${write.isSingle} ${write.withRow} ${names}`;
  const plan = engine.plans.get(catalog, key, () =>
    write.kind === 'create' ? planCreate(parts, form, write) : planUpdate(parts, form, write.kind, fields, write),
  );
  const saving: Saving = { unit, parts, form, plan, fields, because: write.because, isSingle: write.isSingle, rows };
  await save(saving, drafts);
}

function createdFields(form: FormModel): FieldModel[] {
  return [...form.fields.values()].filter((field) => (!field.isSystem && !field.isGenerated) || field.key === 'owner');
}

function changedFields(form: FormModel, drafts: readonly Draft[]): FieldModel[] {
  const changed = new Set(drafts.flatMap((draft) => [...draft.changed]));
  return [...form.fields.values()].filter((field) => changed.has(field.key));
}

function committedChange(draft: Draft, { form, actor, now }: Call): CommittedChange {
  const stamps = { version: draft.version, updated_at: now.toISOString(), updated_by: actor.userId };
  return {
    kind: draft.kind,
    form,
    id: draft.id,
    version: draft.version as number,
    before: draft.before,
    values: { ...draft.values, ...stamps },
    changed: new Set(draft.changed),
    actor,
  };
}

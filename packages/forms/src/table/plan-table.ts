import type { Language } from '@tangram/schema';
import type { FieldModel, FormModel } from '../model/form-model.ts';
import { ownFields } from '../model/own-fields.ts';
import { deletedAtColumn, systemFields } from '../model/system-fields.ts';
import { fieldTypeNamed } from '../field-types/index.ts';
import {
  acquireBelongings,
  changedBelongings,
  dropBelongings,
  foreignKeySteps,
  indexesOf,
  indexStep,
  systemIndexes,
} from './column-belongings.ts';
import { columnConversion } from './column-conversion.ts';
import { blanksQuery, lostValuesQuery, optionsGoneQuery, trashedValuesQuery } from './dry-run.ts';
import { isSame } from './is-same.ts';
import { objectName } from './object-name.ts';
import { planWords } from './plan-words.ts';
import { quoteName } from './quote.ts';
import {
  type ColumnSql,
  type Counter,
  type LockCost,
  lockCosts,
  type TableName,
  type TableStep,
} from './table-step.ts';
import { TrashCount, type TrashedColumn } from './trash-count.ts';

/** What publishing a form would do to its table. */
export interface TablePlan {
  readonly app: string;
  readonly form: string;
  /** In the order in which they run. */
  readonly steps: readonly TableStep[];
  readonly impact: TableImpact;
}

export interface TableImpact {
  /** The dearest of the steps' locks. */
  readonly lock: LockCost;
  readonly words: Readonly<Record<Language, string>>;
}

export interface PlanOptions {
  /** What the form's trash holds, oldest first. A field of the same key takes its values back. */
  readonly trash?: readonly TrashedColumn[];
  /** IANA zone of the workspace: how a text that is a time is read. */
  readonly zone?: string;
}

/**
 * The steps from the published form (null: none yet) to the new one. Nothing here is ever lost: a removed or converted
 * column stays in the table under a name of the trash. Columns are added without a default, so a table of any size takes
 * milliseconds.
 *
 * Foreign keys come last, since forms may refer to each other: when several forms are planned, run the steps of
 * `inRunningOrder`.
 */
export function planTable(before: FormModel | null, after: FormModel, options: PlanOptions = {}): TablePlan {
  const steps = before === null ? createSteps(after) : changeSteps(before, after, options);
  const lock = steps.reduce<LockCost>(
    (dearest, step) => (costOf(step.lock) > costOf(dearest) ? step.lock : dearest),
    'none',
  );
  return { app: after.app, form: after.key, steps, impact: { lock, words: planWords.lock(lock) } };
}

/** The steps of several plans of one transaction: tables and columns of all first, then the foreign keys between them. */
export function inRunningOrder(plans: readonly TablePlan[]): readonly TableStep[] {
  const steps = plans.flatMap((plan) => plan.steps);
  return [
    ...steps.filter((step) => step.type !== 'add-foreign-key'),
    ...steps.filter((step) => step.type === 'add-foreign-key'),
  ];
}

function createSteps(form: FormModel): TableStep[] {
  const fields = ownFields(form);
  const columns: ColumnSql[] = [
    ...systemFields.map(({ key, columnSql }) => ({ name: key, sqlType: columnSql })),
    { name: deletedAtColumn.key, sqlType: deletedAtColumn.columnSql },
    ...fields.map(columnOf),
  ];
  const table = form.table;
  return [
    { type: 'create-table', table, columns, lock: 'moment', words: planWords.createTable(form, fields.length) },
    ...fields.flatMap((field): TableStep[] => {
      const counter = counterOf(form, field);
      if (counter === undefined) return [];
      return [
        { type: 'number-rows', table, field: field.key, counter, lock: 'moment', words: planWords.numberRows(field) },
      ];
    }),
    ...systemIndexes(form).map((index) => indexStep(form, index, null, 'moment', true)),
    ...fields.flatMap((field) => indexesOf(form, field).map((index) => indexStep(form, index, field, 'moment', true))),
    ...fields.flatMap((field) => foreignKeySteps(form, field, true)),
  ];
}

function changeSteps(before: FormModel, after: FormModel, options: PlanOptions): TableStep[] {
  const old = new Map(ownFields(before).map((field) => [field.key, field]));
  const trash = new TrashCount(options.trash ?? []);
  const steps: TableStep[] = [];
  for (const field of old.values()) {
    if (!after.fields.has(field.key)) steps.push(...removeSteps(before, field, trash));
  }
  for (const field of ownFields(after)) {
    const was = old.get(field.key);
    steps.push(
      ...(was === undefined
        ? appearSteps(after, field, trash, options)
        : alterSteps(before, after, was, field, trash, options)),
    );
  }
  return [
    ...steps.filter((step) => step.type !== 'add-foreign-key'),
    ...steps.filter((step) => step.type === 'add-foreign-key'),
  ];
}

function removeSteps(form: FormModel, field: FieldModel, trash: TrashCount): TableStep[] {
  const { table } = form;
  return [
    ...dropBelongings(form, field),
    {
      type: 'trash-column',
      table,
      field: field.key,
      column: field.column,
      trashName: trash.next(field.column),
      definition: field.definition,
      lock: 'moment',
      words: planWords.trashColumn(field),
      dryRun: trashedValuesQuery(table, field),
    },
  ];
}

/** A field that was not there: out of the trash with its values, else new and blank. */
function appearSteps(form: FormModel, field: FieldModel, trash: TrashCount, options: PlanOptions): TableStep[] {
  const { table } = form;
  const trashed = trash.take(field.key);
  if (trashed === undefined) {
    const counter = counterOf(form, field);
    return [
      {
        type: 'add-column',
        table,
        field: field.key,
        column: columnOf(field),
        lock: 'moment',
        words: planWords.addColumn(field),
        ...(counter === undefined ? {} : { counter }),
      },
      ...(counter === undefined ? [] : [numberRowsStep(table, field, counter)]),
      ...acquireBelongings(form, field, true),
      ...(field.isComputed ? [recomputeStep(form, field)] : []),
    ];
  }
  const was = trashedField(trashed, field);
  const converts = was !== undefined && columnConversion(form, was, field, options.zone) !== 'same';
  const counter = converts ? undefined : counterOf(form, field);
  return [
    {
      type: 'restore-column',
      table,
      field: field.key,
      column: field.column,
      trashName: trashed.column,
      lock: 'moment',
      words: planWords.restoreColumn(field),
      ...(counter === undefined ? {} : { counter }),
    },
    ...(was !== undefined && converts
      ? convertSteps(form, was, field, trash, options)
      : acquireBelongings(form, field, false)),
  ];
}

function alterSteps(
  before: FormModel,
  after: FormModel,
  was: FieldModel,
  field: FieldModel,
  trash: TrashCount,
  options: PlanOptions,
): TableStep[] {
  const { table } = after;
  const steps: TableStep[] = [];
  if (columnConversion(after, was, field, options.zone) === 'same') {
    steps.push(...changedBelongings(before, after, was, field));
  } else {
    steps.push(...dropBelongings(before, was), ...convertSteps(after, was, field, trash, options));
  }
  if (!isSame(was.definition.title, field.definition.title)) {
    steps.push({ type: 'set-title', table, field: field.key, lock: 'none', words: planWords.setTitle(was, field) });
  }
  const optionsGone = optionsGoneQuery(table, was, field);
  if (was.type === field.type && !isSame(was.definition.settings ?? {}, field.definition.settings ?? {})) {
    steps.push({
      type: 'set-settings',
      table,
      field: field.key,
      lock: 'none',
      words: planWords.setSettings(field),
      ...(optionsGone === undefined ? {} : { dryRun: optionsGone }),
    });
  }
  if (was.isRequired !== field.isRequired) {
    steps.push({
      type: 'set-required',
      table,
      field: field.key,
      lock: 'none',
      words: planWords.setRequired(field),
      ...(field.isRequired ? { dryRun: blanksQuery(table, was) } : {}),
    });
  }
  if (field.isComputed && was.definition.formula !== field.definition.formula) steps.push(recomputeStep(after, field));
  return steps;
}

function convertSteps(
  form: FormModel,
  was: FieldModel,
  field: FieldModel,
  trash: TrashCount,
  options: PlanOptions,
): TableStep[] {
  const { table } = form;
  const conversion = columnConversion(form, was, field, options.zone);
  const counter = counterOf(form, field);
  const sql = conversion === 'same' ? 'old.value' : conversion;
  return [
    {
      type: 'convert-column',
      table,
      field: field.key,
      column: columnOf(field),
      trashName: trash.next(was.column),
      definition: was.definition,
      conversion: sql,
      lock: 'rewrite',
      words: planWords.convertColumn(was, field),
      dryRun: lostValuesQuery(table, was, sql),
      ...(counter === undefined ? {} : { counter }),
    },
    ...(counter === undefined ? [] : [numberRowsStep(table, field, counter)]),
    ...acquireBelongings(form, field, false),
  ];
}

function columnOf(field: FieldModel): ColumnSql {
  const check = field.columnPlan.check?.(quoteName(field.column));
  return { name: field.column, sqlType: field.columnPlan.sqlType, ...(check === undefined ? {} : { check }) };
}

function counterOf(form: FormModel, field: FieldModel): Counter | undefined {
  const { counter } = field.columnPlan;
  if (counter === undefined) return undefined;
  return {
    column: field.column,
    sequence: objectName(form.key, field.column, 'seq'),
    start: counter.start,
    format: counter.format('$count'),
  };
}

function numberRowsStep(table: TableName, field: FieldModel, counter: Counter): TableStep {
  return { type: 'number-rows', table, field: field.key, counter, lock: 'rewrite', words: planWords.numberRows(field) };
}

function recomputeStep(form: FormModel, field: FieldModel): TableStep {
  return { type: 'recompute', table: form.table, field: field.key, lock: 'rewrite', words: planWords.recompute(field) };
}

/** The trashed column as the field it was; undefined when its type is no longer known. */
function trashedField(trashed: TrashedColumn, field: FieldModel): FieldModel | undefined {
  const type = fieldTypeNamed(trashed.definition.type);
  if (type === undefined) return undefined;
  const { references: _now, ...rest } = field;
  return {
    ...rest,
    definition: trashed.definition,
    type,
    valueType: type.valueType(trashed.definition),
    columnPlan: type.column(trashed.definition),
  };
}

function costOf(lock: LockCost): number {
  return lockCosts.indexOf(lock);
}

import type { FieldModel, FormModel } from '../model/form-model.ts';
import { duplicatesQuery } from './dry-run.ts';
import { isSame } from './is-same.ts';
import { objectName } from './object-name.ts';
import { planWords } from './plan-words.ts';
import type { IndexPlan, LockCost, TableName, TableStep } from './table-step.ts';

/** Indexes and foreign keys of a column that is to come. `isNew`: the column holds nothing yet. */
export function acquireBelongings(form: FormModel, field: FieldModel, isNew: boolean): TableStep[] {
  return [
    ...indexesOf(form, field).map((index) => indexStep(form, index, field, 'scan', isNew)),
    ...foreignKeySteps(form, field, false),
  ];
}

export function dropBelongings(form: FormModel, field: FieldModel): TableStep[] {
  const basics = { table: form.table, field: field.key, lock: 'moment' as const, isDetail: true };
  return [
    ...indexesOf(form, field).map(
      ({ name }): TableStep => ({ ...basics, type: 'drop-index', name, words: planWords.dropIndex(field) }),
    ),
    ...foreignKeySteps(form, field, false).map(
      (step): TableStep => ({
        ...basics,
        type: 'drop-foreign-key',
        name: (step as { readonly name: string }).name,
        words: planWords.dropForeignKey(field),
      }),
    ),
  ];
}

export function changedBelongings(
  before: FormModel,
  after: FormModel,
  was: FieldModel,
  field: FieldModel,
): TableStep[] {
  const had = indexesOf(before, was);
  const wants = indexesOf(after, field);
  return [
    ...had
      .filter((index) => !wants.some((other) => isSame(other, index)))
      .map(
        ({ name }): TableStep => ({
          type: 'drop-index',
          table: after.table,
          field: field.key,
          name,
          lock: 'moment',
          isDetail: true,
          words: planWords.dropIndex(field),
        }),
      ),
    ...wants
      .filter((index) => !had.some((other) => isSame(other, index)))
      .map((index) => indexStep(after, index, field, 'scan', false)),
  ];
}

export function indexesOf(form: FormModel, field: FieldModel): IndexPlan[] {
  const { unique, indexed } = field.definition;
  const columns = [field.column];
  if (unique === true) return [{ name: objectName(form.key, field.column, 'key'), columns, covers: 'living' }];
  const name = objectName(form.key, field.column, 'idx');
  // What nobody asked for must cost little: a column just added has no value yet, so its index is empty.
  if (indexed === true) return [{ name, columns, covers: 'all' }];
  return field.columnPlan.index === true ? [{ name, columns, covers: 'filled' }] : [];
}

export function systemIndexes(form: FormModel): IndexPlan[] {
  return [
    { name: objectName(form.key, 'owner', 'idx'), columns: ['owner'], covers: 'filled' },
    { name: objectName(form.key, 'created_at', 'idx'), columns: ['created_at', 'id'], covers: 'all' },
  ];
}

/** `isNew`: the index comes with its table or column, so nothing can stand in its way and nobody need be told. */
export function indexStep(
  form: FormModel,
  index: IndexPlan,
  field: FieldModel | null,
  lock: LockCost,
  isNew: boolean,
): TableStep {
  const asks = index.covers === 'living' && field !== null && !isNew;
  return {
    type: 'create-index',
    table: form.table,
    index,
    lock,
    words: index.covers === 'living' && field !== null ? planWords.makeUnique(field) : planWords.createIndex(field),
    ...(field === null ? {} : { field: field.key }),
    ...(index.covers !== 'living' && isNew ? { isDetail: true } : {}),
    ...(asks ? { dryRun: duplicatesQuery(form.table, field) } : {}),
  };
}

export function foreignKeySteps(form: FormModel, field: FieldModel, isNew: boolean): TableStep[] {
  const { references } = field;
  if (references === undefined) return [];
  const target: TableName =
    references === 'person' ? { schema: 'tangram', name: 'person' } : { schema: references.app, name: references.form };
  return [
    {
      type: 'add-foreign-key',
      table: form.table,
      field: field.key,
      name: objectName(form.key, field.column, 'fk'),
      column: field.column,
      target,
      isNew,
      lock: 'moment',
      isDetail: true,
      words: planWords.addForeignKey(field),
    },
  ];
}

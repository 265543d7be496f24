export {
  fieldGroups,
  type ColumnConversion,
  type ColumnPlan,
  type ConversionContext,
  type FieldGroup,
  type FieldType,
  type NormalizeContext,
  type Normalized,
} from './field-type.ts';
export { fieldTypeNamed, fieldTypes } from './field-types/index.ts';
export { formErrors } from './errors.ts';
export type { FieldModel, FormLookup, FormModel } from './model/form-model.ts';
export { modelForm } from './model/model-form.ts';
export { personForm, personType } from './model/person.ts';
export { deletedAtColumn, systemFields, type SystemField } from './model/system-fields.ts';
export {
  extraVariables,
  formExpressions,
  type ConditionExpression,
  type FieldExpression,
  type FormExpressions,
} from './model/form-expressions.ts';
export { newForm } from './form/new-form.ts';
export { inferForm, type InferredForm, type SheetSample } from './form/infer-form.ts';
export { layoutFields, normalizeForm } from './form/normalize-form.ts';
export { fieldStates, recordVariables, type FieldStates, type FormEnvironment } from './record/field-states.ts';
export { isBlank, requiredProblems, type ValidationOptions } from './record/required-problems.ts';
export { validateRecord } from './record/validate-record.ts';
export { quoteName, quoteText } from './table/quote.ts';
export {
  inRunningOrder,
  planTable,
  type PlanOptions,
  type TableImpact,
  type TablePlan,
} from './table/plan-table.ts';
export { findingWords } from './table/plan-words.ts';
export { objectName } from './table/object-name.ts';
export { stepSql } from './table/step-sql.ts';
export type { DryRun, DryRunFindings, LockCost, TableName, TableStep } from './table/table-step.ts';
export { checkForm, maxFields, type FormCheckContext } from './form/check-form.ts';
export { formSchema } from './form/form-schema.ts';
export type { TrashedColumn } from './table/trash-count.ts';
export type { RelatedListModel } from './model/related-lists.ts';
export { dateIn, instantShowing, isoDate, shownIn } from './values/calendar.ts';

import type { FeelType, Scope } from '@tangram/expression';
import type { FieldDefinition, FormDefinition, ValueType } from '@tangram/schema';
import type { ColumnPlan, FieldType } from '../field-type.ts';
import type { RelatedListModel } from './related-lists.ts';

/** A form, ready to be asked: what records, rules, flows and reports know of it. Made by `modelForm`; never changes. */
export interface FormModel {
  readonly app: string;
  readonly key: string;
  readonly definition: FormDefinition;
  readonly table: { readonly schema: string; readonly name: string };
  /** By key: the form's own fields in the order of their definition, then the system fields. */
  readonly fields: ReadonlyMap<string, FieldModel>;
  /** The field whose text names a record; null when the form has no field that could. */
  readonly titleField: string | null;
  /** The form's fields as FEEL variables. */
  readonly scope: Scope;
  /** The same with more variables (`user`, `before`, ...), which win over fields. */
  scopeWith(extra: { readonly [name: string]: FeelType }): Scope;
  /** The records of other forms (or of this one) that refer to a record of it, by the name that expressions use. */
  lists(): ReadonlyMap<string, RelatedListModel>;
  /** `scopeWith` and the related lists, which expressions may count: where their values are asked for anew each time. */
  scopeWithLists(extra: { readonly [name: string]: FeelType }): Scope;
  /** The form that `key` or `app/key` means here, when there is one. */
  formNamed(reference: string): FormModel | undefined;
}

export interface FieldModel {
  readonly key: string;
  readonly definition: FieldDefinition;
  readonly type: FieldType;
  readonly valueType: ValueType;
  readonly feelType: FeelType;
  /** The column's name, not quoted. */
  readonly column: string;
  readonly columnPlan: ColumnPlan;
  readonly isRequired: boolean;
  /** Has a formula: computed on every write, never written by anyone. */
  readonly isComputed: boolean;
  /** The database fills it in (auto-number): leave it out of an insert. */
  readonly isGenerated: boolean;
  readonly isSystem: boolean;
  readonly references?: { readonly app: string; readonly form: string } | 'person';
}

/** Finds a form; called lazily, when something is asked of a reference. */
export type FormLookup = (app: string, form: string) => FormModel | undefined;

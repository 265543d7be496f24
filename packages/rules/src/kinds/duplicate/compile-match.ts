import type { FieldModel, FormModel } from '@tangram/forms';
import { columnOf } from '@tangram/records';
import type { DuplicateRule, JsonValue } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { type ExactWay, waysToCompare } from './ways-to-compare.ts';

/** One line of a duplicate rule, ready to compare. */
export interface CompiledWay {
  /** What must have the same key. */
  readonly exact: readonly KeyedField[];
  /** What must besides be alike. */
  readonly similar: readonly { readonly field: FieldModel; readonly least: number }[];
  readonly fields: readonly FieldModel[];
}

export interface KeyedField {
  readonly field: FieldModel;
  readonly how: ExactWay;
}

/** The lines of a rule without mistakes; a field that is gone takes its line with it. */
export function compileMatch({ match }: DuplicateRule, form: FormModel): CompiledWay[] {
  return match.flatMap((comparisons) => {
    const exact: KeyedField[] = [];
    const similar: { field: FieldModel; least: number }[] = [];
    const fields: FieldModel[] = [];
    for (const { field: key, how, least } of comparisons) {
      const field = form.fields.get(key);
      if (field === undefined) return [];
      fields.push(field);
      if (how === 'similar') similar.push({ field, least: least ?? usualLeast });
      else exact.push({ field, how });
    }
    return exact.length === 0 ? [] : [{ exact, similar, fields }];
  });
}

/** As `fuzzy matches` has it. */
const usualLeast = 0.5;

/** The key of a stored value. */
export function keyOf({ field, how }: KeyedField, value: JsonValue | undefined): string | null {
  return typeof value === 'string'
    ? waysToCompare[how].key(field.references === undefined ? value : value.toLowerCase())
    : null;
}

/** The same of a row of the form's table: `nullif(translate(...), '')`. */
export function keySql({ field, how }: KeyedField, alias: string): RawBuilder<unknown> {
  return keyOfColumn({ field, how }, columnOf(alias, field.column));
}

/** The same of any expression for the column. */
export function keyOfColumn({ how }: KeyedField, column: RawBuilder<unknown>): RawBuilder<unknown> {
  return waysToCompare[how].sql(sql`(${column})::text`);
}

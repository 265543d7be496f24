import { type FeelType, numberType } from '@tangram/expression';
import type { ConditionField } from '../condition-field.ts';
import type { ConditionGroup } from './condition-tree.ts';

/** What is taken of the records that refer to the record, and of which of them. */
export interface RelatedPart {
  readonly measure: Measure;
  /** The field of theirs that is added up or compared; empty for their number, and while none is chosen. */
  readonly of: string;
  /** Which of them; all when it says nothing. */
  readonly only: ConditionGroup;
}

export type Measure = 'count' | 'sum' | 'mean' | 'min' | 'max';

export const measures: readonly Measure[] = ['count', 'sum', 'mean', 'min', 'max'];

/** The fields of the related records that a measure can be taken of. */
export function fieldsFor(measure: Measure, list: ConditionField): readonly ConditionField[] {
  const types = taken[measure];
  return [...(list.related?.values() ?? [])].filter(({ type }) => types.includes(type.type));
}

const ordered: readonly FeelType['type'][] = ['number', 'date', 'date-time'];
const taken: { readonly [measure in Measure]: readonly FeelType['type'][] } = {
  count: [],
  sum: ['number'],
  mean: ['number'],
  min: ordered,
  max: ordered,
};

/** What a row about a list asks about, as a field: its comparisons and values follow from it. */
export function measuredField(list: ConditionField, { measure, of }: RelatedPart): ConditionField {
  const member = list.related?.get(of);
  const type = measure === 'min' || measure === 'max' ? (member?.type ?? numberType) : numberType;
  return { path: list.path, title: list.title, type, isCount: measure === 'count' };
}

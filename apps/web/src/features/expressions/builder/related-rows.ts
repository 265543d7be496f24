import type { ConditionField } from '../condition-field.ts';
import { type ConditionGroup, type ConditionRow, newGroup, newRow } from './condition-tree.ts';
import { fieldsFor, type Measure, type RelatedPart } from './related-part.ts';

/** A row about all the records of a list: whether there are any. */
export function newListRow(id: string, list: ConditionField): ConditionRow {
  const related: RelatedPart = { measure: 'count', of: '', only: newGroup('and') };
  return { type: 'row', id, path: list.path, related, operator: 'any', values: [], withBlanks: true };
}

/**
 * The same records, measured otherwise. A sum with a blank in it is blank, so those whose field is blank are left out, by
 * a row that is seen and may be taken away. `of` is kept where the measure can be taken of it.
 */
export function measuredBy(part: RelatedPart, list: ConditionField, measure: Measure, of: string): RelatedPart {
  const fields = fieldsFor(measure, list);
  const next = fields.find(({ path }) => path === of) ?? fields[0];
  return { measure, of: next?.path ?? '', only: filledOnly(part, next) };
}

function filledOnly({ of, only }: RelatedPart, next: ConditionField | undefined): ConditionGroup {
  const isOld = (each: ConditionGroup['conditions'][number]) =>
    each.type === 'row' && each.path === of && each.operator === 'filled';
  const kept = only.join === 'and' ? only.conditions.filter((each) => !isOld(each)) : [only];
  const group = only.join === 'and' ? { ...only, conditions: kept } : newGroup('and', kept);
  if (next === undefined) return only.join === 'and' ? group : only;
  return { ...group, conditions: [...kept, newRow(next, 'filled')] };
}

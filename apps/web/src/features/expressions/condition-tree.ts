import { nameText } from '@tangram/expression';
import type { ConditionField } from './condition-field.ts';
import { type OperatorKey, shapeOf } from './operators.ts';

/** Conditions as they are clicked together. */
export type Condition = ConditionGroup | ConditionRow;

export interface ConditionGroup {
  readonly type: 'group';
  /** For React: groups and rows carry no identity in the text. */
  readonly id: string;
  readonly join: 'and' | 'or';
  readonly conditions: readonly Condition[];
}

export interface ConditionRow {
  readonly type: 'row';
  readonly id: string;
  /** Empty while no field is chosen. */
  readonly path: string;
  readonly operator: OperatorKey;
  /** FEEL of each value: `"官网"`, `100`, `@"2026-11-22"`, `today()`; fewer than the operator needs while it is edited. */
  readonly values: readonly string[];
}

let made = 0;

/** An identity for this session of the editor. */
export function newConditionId(): string {
  made += 1;
  return `condition-${made}`;
}

export function newGroup(join: 'and' | 'or', conditions: readonly Condition[] = []): ConditionGroup {
  return { type: 'group', id: newConditionId(), join, conditions };
}

export function newRow(field?: ConditionField, operator: OperatorKey = 'is'): ConditionRow {
  return { type: 'row', id: newConditionId(), path: field?.path ?? '', operator, values: [] };
}

/** True when nothing is missing in the row. */
export function isComplete(row: ConditionRow): boolean {
  if (row.path === '') return false;
  switch (shapeOf(row.operator)) {
    case 'none':
      return true;
    case 'two':
      return row.values.length === 2 && row.values.every((value) => value !== '');
    default:
      return row.values.length > 0 && row.values.every((value) => value !== '');
  }
}

/** FEEL of the complete rows; empty when there is none: the condition always holds. */
export function conditionText(condition: Condition, fields: ReadonlyMap<string, ConditionField>): string {
  if (condition.type === 'row') return isComplete(condition) ? rowText(condition, fields.get(condition.path)) : '';
  const parts = condition.conditions
    .map((each) => ({
      text: conditionText(each, fields),
      isGroup: each.type === 'group' && each.conditions.length > 1,
    }))
    .filter((part) => part.text !== '');
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only.text;
  return parts.map((part) => (part.isGroup ? `(${part.text})` : part.text)).join(` ${condition.join} `);
}

/** The path as FEEL. */
export function pathText(path: string): string {
  return path.split('.').map(nameText).join('.');
}

function rowText(row: ConditionRow, field: ConditionField | undefined): string {
  const path = pathText(row.path);
  const type = field?.type.type;
  // A moment is asked about by its day, as people do.
  const asked = type === 'date-time' ? `date(${path})` : path;
  const [first = '', second = ''] = row.values;
  switch (row.operator) {
    case 'is':
      return `${asked} = ${first}`;
    case 'is-not':
      return `${asked} != ${first}`;
    case 'less':
      return `${asked} < ${first}`;
    case 'at-most':
      return `${asked} <= ${first}`;
    case 'more':
      return `${asked} > ${first}`;
    case 'at-least':
      return `${asked} >= ${first}`;
    case 'one-of':
      return `${asked} in (${row.values.join(', ')})`;
    case 'none-of':
      return `not(${asked} in (${row.values.join(', ')}))`;
    case 'contains':
      return `${type === 'list' ? 'list contains' : 'contains'}(${path}, ${first})`;
    case 'contains-not':
      return `not(${type === 'list' ? 'list contains' : 'contains'}(${path}, ${first}))`;
    case 'begins':
      return `starts with(${path}, ${first})`;
    case 'between':
      return `${asked} between ${first} and ${second}`;
    case 'last-days':
      return `${asked} between today() - @"P${first}D" and today()`;
    case 'next-days':
      return `${asked} between today() and today() + @"P${first}D"`;
    case 'yes':
      return `${path} = true`;
    case 'no':
      return `${path} = false`;
    case 'me':
      return `${path} = user`;
    case 'not-me':
      return `${path} != user`;
    case 'blank':
      return `${path} = null`;
    case 'filled':
      return `${path} != null`;
    case 'changed':
      return `${path} != previous.${path}`;
  }
}

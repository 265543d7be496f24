import { nameText } from '@tangram/expression';
import type { ConditionField } from '../condition-field.ts';
import { measuredField, type RelatedPart } from './related-part.ts';
import { dropsBlanks, isNegation, type OperatorKey, shapeOf } from './operators.ts';

/** Conditions as they are clicked together. */
export type Condition = ConditionGroup | ConditionRow;

export interface ConditionGroup {
  readonly type: 'group';
  /** For React: groups and rows carry no identity in the text. */
  readonly id: string;
  readonly join: Join;
  /** Of `none`: a group that cannot be told for a record, because it asks about a blank, counts as one that does not hold. */
  readonly withBlanks?: boolean;
  readonly conditions: readonly Condition[];
}

/** All hold, any holds, none holds. */
export type Join = 'and' | 'or' | 'none';

export const joins: readonly Join[] = ['and', 'or', 'none'];

export interface ConditionRow {
  readonly type: 'row';
  readonly id: string;
  /** Empty while no field is chosen. */
  readonly path: string;
  /** When `path` is a list of related records: what is asked of them. */
  readonly related?: RelatedPart;
  readonly operator: OperatorKey;
  /** FEEL of each value: `"官网"`, `100`, `@"2026-11-22"`, `today()`; fewer than the operator needs while it is edited. */
  readonly values: readonly string[];
  /** Of a negation ("is not", "does not contain"): whether it holds for a blank field too. */
  readonly withBlanks: boolean;
}

let made = 0;

/** An identity for this session of the editor. */
export function newConditionId(): string {
  made += 1;
  return `condition-${made}`;
}

export function newGroup(join: Join, conditions: readonly Condition[] = []): ConditionGroup {
  return { type: 'group', id: newConditionId(), join, conditions };
}

export function newRow(field?: ConditionField, operator: OperatorKey = 'is'): ConditionRow {
  return { type: 'row', id: newConditionId(), path: field?.path ?? '', operator, values: [], withBlanks: true };
}

/** True when nothing is missing in the row. */
export function isComplete(row: ConditionRow): boolean {
  if (row.path === '' || (row.related !== undefined && row.related.measure !== 'count' && row.related.of === ''))
    return false;
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
  return partOf(condition, fields).text;
}

/** A text and what joins it at its outermost level: it stands in brackets within anything joined otherwise. */
interface Part {
  readonly text: string;
  readonly join?: 'and' | 'or';
}

function partOf(condition: Condition, fields: ReadonlyMap<string, ConditionField>): Part {
  if (condition.type === 'row') {
    return isComplete(condition) ? rowPart(condition, fields.get(condition.path)) : { text: '' };
  }
  const join = condition.join === 'and' ? 'and' : 'or';
  const parts = condition.conditions
    // A group stays a group when it is read again, though its brackets may not be needed.
    .map((each) => ({ ...partOf(each, fields), isGroup: each.type === 'group' && each.conditions.length > 1 }))
    .filter((part) => part.text !== '');
  const [only] = parts;
  const whole: Part =
    parts.length === 1 && only !== undefined
      ? only
      : {
          text: parts
            .map((part) =>
              part.join !== undefined && (part.isGroup || part.join !== join) ? `(${part.text})` : part.text,
            )
            .join(` ${join} `),
          join,
        };
  if (condition.join !== 'none' || whole.text === '') return whole;
  return { text: condition.withBlanks === true ? `(${whole.text}) != true` : `not(${whole.text})` };
}

function rowPart(row: ConditionRow, field: ConditionField | undefined): Part {
  const text = rowText(row, field);
  if (!isNegation(row.operator) || row.operator === 'no' || dropsBlanks(row.operator) !== row.withBlanks)
    return { text };
  const path = askedText(row, field);
  return row.withBlanks
    ? { text: `${text} or ${path} = null`, join: 'or' }
    : { text: `${text} and ${path} != null`, join: 'and' };
}

/** The path as FEEL. */
export function pathText(path: string): string {
  return path.split('.').map(nameText).join('.');
}

/** FEEL of what the row asks about. */
function askedText(row: ConditionRow, field: ConditionField | undefined): string {
  const path = pathText(row.path);
  if (row.related === undefined) return path;
  // `count(activity[done = false])`, `max(activity.due)`
  const { measure, of, only } = row.related;
  const filter = conditionText(only, field?.related ?? new Map());
  return `${measure}(${path}${filter === '' ? '' : `[${filter}]`}${of === '' ? '' : `.${pathText(of)}`})`;
}

/** The field that a row asks about; of a list of related records, what is taken of them. */
export function askedField(row: ConditionRow, field: ConditionField | undefined): ConditionField | undefined {
  return field === undefined || row.related === undefined ? field : measuredField(field, row.related);
}

function rowText(row: ConditionRow, field: ConditionField | undefined): string {
  const path = askedText(row, field);
  const type = askedField(row, field)?.type.type;
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
      return row.withBlanks ? `${path} != true` : `${path} = false`;
    case 'me':
      return `${path} = user`;
    case 'not-me':
      return `${path} != user`;
    case 'any':
      return `${path} > 0`;
    case 'no-such':
      return `${path} = 0`;
    case 'blank':
      return `${path} = null`;
    case 'filled':
      return `${path} != null`;
    case 'changed':
      return `${path} != previous.${path}`;
  }
}

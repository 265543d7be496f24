import { booleanType, literalText, MonthsDuration, type Node, readExpression, type Scope } from '@tangram/expression';
import {
  type Condition,
  type ConditionGroup,
  type ConditionRow,
  type Join,
  newConditionId,
  newGroup,
} from './condition-tree.ts';
import { measures } from './related-part.ts';
import { dropsBlanks, isNegation, type OperatorKey } from './operators.ts';

/** The text as rows and groups; null when it says something that rows cannot, or cannot be read. */
export function readConditions(text: string, scope: Scope): ConditionGroup | null {
  if (text.trim() === '') return newGroup('and');
  const { expression } = readExpression(text, scope, { expects: booleanType });
  if (expression === null) return null;
  const condition = conditionOf(expression.ast, false);
  if (condition === null) return null;
  return condition.type === 'group' ? condition : newGroup('and', [condition]);
}

/** `isInside`: the node stands in the filter of a list, whose records' fields are its names. */
function conditionOf(node: Node, isInside: boolean): Condition | null {
  if (node.type !== 'logic') return rowOf(node, isInside) ?? noneOf(node, isInside);
  const conditions = node.operands.map((operand) => conditionOf(operand, isInside));
  if (conditions.some((each) => each === null)) return null;
  const merged = withBlankRows(conditions as Condition[], node.operator);
  const [only] = merged;
  return merged.length === 1 && only?.type === 'row' ? only : newGroup(node.operator, merged);
}

/** `not(a or b)` and `(a or b) != true`. */
function noneOf(node: Node, isInside: boolean): ConditionGroup | null {
  const inner = negated(node);
  const condition = inner === null ? null : conditionOf(inner.node, isInside);
  if (inner === null || condition === null) return null;
  const isOr = condition.type === 'group' && condition.join === 'or';
  return {
    ...newGroup('none', isOr ? condition.conditions : [condition]),
    ...(inner.withBlanks ? { withBlanks: true } : {}),
  };
}

function negated(node: Node): { node: Node; withBlanks: boolean } | null {
  if (node.type === 'call' && calledName(node) === 'not') {
    const [first] = node.arguments;
    return first === undefined || node.arguments.length > 1 ? null : { node: first.value, withBlanks: false };
  }
  if (node.type !== 'comparison' || node.operator !== '!=') return null;
  return node.right.type === 'literal' && node.right.value === true ? { node: node.left, withBlanks: true } : null;
}

/** A negation and the row beside it that says what of blanks, `x != "a" and x != null`, are one row on the screen. */
function withBlankRows(conditions: readonly Condition[], join: Join): readonly Condition[] {
  const merged: Condition[] = [];
  for (const condition of conditions) {
    const last = merged.at(-1);
    const asks = join === 'and' ? 'filled' : 'blank';
    const isBoth =
      last?.type === 'row' &&
      condition.type === 'row' &&
      last.path === condition.path &&
      last.related === undefined &&
      condition.operator === asks &&
      isNegation(last.operator) &&
      last.operator !== 'no' &&
      last.withBlanks === (join === 'and');
    if (isBoth) merged[merged.length - 1] = { ...last, withBlanks: join === 'or' };
    else merged.push(condition);
  }
  return merged;
}

function rowOf(node: Node, isInside: boolean): ConditionRow | null {
  switch (node.type) {
    case 'comparison':
      return comparisonRow(node, isInside);
    case 'between':
      return betweenRow(node, isInside);
    case 'in': {
      const asked = askedOf(node.value, isInside);
      const values = node.tests.map(valueText);
      return asked === null || isMoment(node.value) || values.includes(null)
        ? null
        : row(asked, 'one-of', values as string[]);
    }
    case 'call':
      return callRow(node, isInside);
    default:
      return null;
  }
}

const operators: { readonly [operator: string]: OperatorKey } = {
  '=': 'is',
  '!=': 'is-not',
  '<': 'less',
  '<=': 'at-most',
  '>': 'more',
  '>=': 'at-least',
};

function comparisonRow(node: Node & { type: 'comparison' }, isInside: boolean): ConditionRow | null {
  const asked = askedOf(node.left, isInside);
  if (asked === null) return null;
  const { operator, right } = node;
  const isEqual = operator === '=';
  if (isEqual || operator === '!=') {
    if (right.type === 'literal' && right.value === null) return row(asked, isEqual ? 'blank' : 'filled');
    if (right.type === 'literal' && typeof right.value === 'boolean') {
      if (isEqual) return { ...row(asked, right.value ? 'yes' : 'no'), withBlanks: false };
      return right.value ? row(asked, 'no') : null;
    }
    if (right.type === 'name' && right.name === 'user') return row(asked, isEqual ? 'me' : 'not-me');
    if (!isEqual && plainPath(momentOf(right) ?? right, isInside) === `previous.${asked.path}`)
      return row(asked, 'changed');
  }
  if (isMoment(node.left)) return null;
  const value = valueText(right);
  if (asked.related?.measure === 'count' && value === '0') {
    if (isEqual) return row(asked, 'no-such');
    if (operator === '>') return row(asked, 'any');
  }
  const key = operators[operator];
  return value === null || key === undefined ? null : row(asked, key, [value]);
}

function betweenRow(node: Node & { type: 'between' }, isInside: boolean): ConditionRow | null {
  const asked = askedOf(node.value, isInside);
  if (asked === null || isMoment(node.value)) return null;
  if (isToday(node.high) && node.low.type === 'arithmetic' && node.low.operator === '-' && isToday(node.low.left)) {
    const days = daysOf(node.low.right);
    if (days !== null) return row(asked, 'last-days', [days]);
  }
  if (isToday(node.low) && node.high.type === 'arithmetic' && node.high.operator === '+' && isToday(node.high.left)) {
    const days = daysOf(node.high.right);
    if (days !== null) return row(asked, 'next-days', [days]);
  }
  const [low, high] = [valueText(node.low), valueText(node.high)];
  return low === null || high === null ? null : row(asked, 'between', [low, high]);
}

function callRow(node: Node & { type: 'call' }, isInside: boolean): ConditionRow | null {
  const name = calledName(node);
  const [first, second] = node.arguments.map((argument) => argument.value);
  if (name === 'not' && first !== undefined) {
    const inner = rowOf(first, isInside);
    if (inner?.operator === 'one-of') return row(inner, 'none-of', inner.values);
    return inner?.operator === 'contains' ? row(inner, 'contains-not', inner.values) : null;
  }
  if (first === undefined || second === undefined || node.arguments.length !== 2) return null;
  const [path, value] = [plainPath(first, isInside), valueText(second)];
  if (path === null || value === null) return null;
  const asked = { path };
  if (name === 'contains' || name === 'list contains') return row(asked, 'contains', [value]);
  return name === 'starts with' ? row(asked, 'begins', [value]) : null;
}

/** What a row asks about: a field, or something taken of related records. */
type Asked = Pick<ConditionRow, 'path' | 'related'>;

function row({ path, related }: Asked, operator: OperatorKey, values: readonly string[] = []): ConditionRow {
  const withBlanks = !dropsBlanks(operator);
  return { type: 'row', id: newConditionId(), path, ...(related && { related }), operator, values, withBlanks };
}

function askedOf(node: Node, isInside: boolean): Asked | null {
  const asked = momentOf(node) ?? node;
  const path = plainPath(asked, isInside);
  return path === null ? relatedOf(asked, isInside) : { path };
}

/** `count(activity[done = false])`, `max(activity.due)`. */
function relatedOf(node: Node, isInside: boolean): Asked | null {
  if (isInside || node.type !== 'call' || node.aggregate === undefined) return null;
  const measure = measures.find((name) => name === calledName(node));
  const records = node.arguments[0]?.value;
  if (measure === undefined || records === undefined) return null;
  const members: string[] = [];
  let list = records;
  for (; list.type === 'member'; list = list.base) members.unshift(list.member);
  const only = list.type === 'filter' ? conditionOf(list.filter, true) : newGroup('and');
  const name = list.type === 'filter' ? list.base : list;
  if (only === null || name.type !== 'name' || (measure === 'count') !== (members.length === 0)) return null;
  const group = only.type === 'group' ? only : newGroup('and', [only]);
  return { path: name.name, related: { measure, of: members.join('.'), only: group } };
}

/** A moment to the second: rows ask about its day. */
function isMoment({ feel }: Node): boolean {
  return feel.type === 'date-time';
}

/** The moment whose day is asked about. */
function momentOf(node: Node): Node | null {
  const [only] = node.type === 'call' && calledName(node) === 'date' ? node.arguments : [];
  return only?.value.feel.type === 'date-time' ? only.value : null;
}

function plainPath(node: Node, isInside: boolean): string | null {
  if (node.type === 'name') return node.binding === (isInside ? 'local' : 'scope') ? node.name : null;
  if (node.type !== 'member') return null;
  const base = plainPath(node.base, isInside);
  return base === null ? null : `${base}.${node.member}`;
}

/** FEEL of a value that an editor can show. */
function valueText(node: Node): string | null {
  if (node.type === 'literal') return node.value === null ? null : literalText(node.value);
  if (isToday(node)) return 'today()';
  if (node.type === 'negation' && node.operand.type === 'literal') return `-${literalText(node.operand.value)}`;
  if (node.type !== 'arithmetic' || !isToday(node.left) || node.right.type !== 'literal') return null;
  const { value } = node.right;
  // Canonical text says a year for twelve months; the editor counts months.
  const span = value instanceof MonthsDuration ? `@"P${value.months}M"` : literalText(value);
  return /^@"P\d+[DM]"$/.test(span) && '+-'.includes(node.operator) ? `today() ${node.operator} ${span}` : null;
}

function isToday(node: Node): boolean {
  return node.type === 'call' && calledName(node) === 'today';
}

function daysOf(node: Node): string | null {
  if (node.type !== 'literal') return null;
  return /^@"P(\d+)D"$/.exec(literalText(node.value))?.[1] ?? null;
}

function calledName(node: Node & { type: 'call' }): string {
  return node.callee.type === 'name' ? node.callee.name : '';
}

import { booleanType, literalText, MonthsDuration, type Node, readExpression, type Scope } from '@tangram/expression';
import {
  type Condition,
  type ConditionGroup,
  type ConditionRow,
  type Join,
  newConditionId,
  newGroup,
} from './condition-tree.ts';
import { dropsBlanks, isNegation, type OperatorKey } from './operators.ts';

/** The text as rows and groups; null when it says something that rows cannot, or cannot be read. */
export function readConditions(text: string, scope: Scope): ConditionGroup | null {
  if (text.trim() === '') return newGroup('and');
  const { expression } = readExpression(text, scope, { expects: booleanType });
  if (expression === null) return null;
  const condition = conditionOf(expression.ast);
  if (condition === null) return null;
  return condition.type === 'group' ? condition : newGroup('and', [condition]);
}

function conditionOf(node: Node): Condition | null {
  if (node.type !== 'logic') return rowOf(node) ?? noneOf(node);
  const conditions = node.operands.map(conditionOf);
  if (conditions.some((each) => each === null)) return null;
  const merged = withBlankRows(conditions as Condition[], node.operator);
  const [only] = merged;
  return merged.length === 1 && only?.type === 'row' ? only : newGroup(node.operator, merged);
}

/** `not(a or b)` and `(a or b) != true`. */
function noneOf(node: Node): ConditionGroup | null {
  const inner = negated(node);
  const condition = inner === null ? null : conditionOf(inner.node);
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
      condition.operator === asks &&
      isNegation(last.operator) &&
      last.operator !== 'no' &&
      last.withBlanks === (join === 'and');
    if (isBoth) merged[merged.length - 1] = { ...last, withBlanks: join === 'or' };
    else merged.push(condition);
  }
  return merged;
}

function rowOf(node: Node): ConditionRow | null {
  switch (node.type) {
    case 'comparison':
      return comparisonRow(node);
    case 'between':
      return betweenRow(node);
    case 'in': {
      const path = pathOf(node.value);
      const values = node.tests.map(valueText);
      return path === null || values.includes(null) ? null : row(path, 'one-of', values as string[]);
    }
    case 'call':
      return callRow(node);
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

function comparisonRow(node: Node & { type: 'comparison' }): ConditionRow | null {
  const path = pathOf(node.left);
  if (path === null) return null;
  const { operator, right } = node;
  const isEqual = operator === '=';
  if (isEqual || operator === '!=') {
    if (right.type === 'literal' && right.value === null) return row(path, isEqual ? 'blank' : 'filled');
    if (right.type === 'literal' && typeof right.value === 'boolean') {
      if (isEqual) return { ...row(path, right.value ? 'yes' : 'no'), withBlanks: false };
      return right.value ? row(path, 'no') : null;
    }
    if (right.type === 'name' && right.name === 'user') return row(path, isEqual ? 'me' : 'not-me');
    if (!isEqual && pathOf(right) === `previous.${path}`) return row(path, 'changed');
  }
  const value = valueText(right);
  const key = operators[operator];
  return value === null || key === undefined ? null : row(path, key, [value]);
}

function betweenRow(node: Node & { type: 'between' }): ConditionRow | null {
  const path = pathOf(node.value);
  if (path === null) return null;
  if (isToday(node.high) && node.low.type === 'arithmetic' && node.low.operator === '-' && isToday(node.low.left)) {
    const days = daysOf(node.low.right);
    if (days !== null) return row(path, 'last-days', [days]);
  }
  if (isToday(node.low) && node.high.type === 'arithmetic' && node.high.operator === '+' && isToday(node.high.left)) {
    const days = daysOf(node.high.right);
    if (days !== null) return row(path, 'next-days', [days]);
  }
  const [low, high] = [valueText(node.low), valueText(node.high)];
  return low === null || high === null ? null : row(path, 'between', [low, high]);
}

function callRow(node: Node & { type: 'call' }): ConditionRow | null {
  const name = calledName(node);
  const [first, second] = node.arguments.map((argument) => argument.value);
  if (name === 'not' && first !== undefined) {
    const inner = rowOf(first);
    if (inner?.operator === 'one-of') return row(inner.path, 'none-of', inner.values);
    return inner?.operator === 'contains' ? row(inner.path, 'contains-not', inner.values) : null;
  }
  if (first === undefined || second === undefined || node.arguments.length !== 2) return null;
  const [path, value] = [plainPath(first), valueText(second)];
  if (path === null || value === null) return null;
  if (name === 'contains' || name === 'list contains') return row(path, 'contains', [value]);
  return name === 'starts with' ? row(path, 'begins', [value]) : null;
}

function row(path: string, operator: OperatorKey, values: readonly string[] = []): ConditionRow {
  return { type: 'row', id: newConditionId(), path, operator, values, withBlanks: !dropsBlanks(operator) };
}

/** The path of a field, or of the moment whose day is asked about. */
function pathOf(node: Node): string | null {
  const [only] = node.type === 'call' && calledName(node) === 'date' ? node.arguments : [];
  return only !== undefined && only.value.feel.type === 'date-time' ? plainPath(only.value) : plainPath(node);
}

function plainPath(node: Node): string | null {
  if (node.type === 'name') return node.binding === 'scope' ? node.name : null;
  if (node.type !== 'member') return null;
  const base = plainPath(node.base);
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

import type { Node } from '../ast/node.ts';
import { anyType } from '../types/feel-type.ts';
import type { ComparisonOperator, FeelValue } from '../values/feel-value.ts';
import { MonthsDuration } from '../values/duration.ts';

/** A function of spreadsheets, as FEEL. */
export interface SpreadsheetFunction {
  /** How it is called, for the one who called it otherwise. */
  readonly usage: string;
  /** A name without which the scope does not know the function. */
  readonly needs?: string;
  /** Null when it is called with another number of arguments, or others than it can be read with. */
  readonly write: (operands: readonly Node[]) => Node | null;
}

const nowhere = { from: 0, to: 0, feel: anyType };
const literal = (value: FeelValue): Node => ({ ...nowhere, type: 'literal', value });
const call = (name: string, ...operands: readonly Node[]): Node => ({
  ...nowhere,
  type: 'call',
  callee: { ...nowhere, type: 'name', name },
  arguments: operands.map((value) => ({ name: null, value })),
});
const compare = (operator: ComparisonOperator, left: Node, right: Node): Node => ({
  ...nowhere,
  type: 'comparison',
  operator,
  left,
  right,
});
const choose = (condition: Node, consequent: Node, alternative: Node): Node => ({
  ...nowhere,
  type: 'if',
  condition,
  consequent,
  alternative,
});
const isBlank = (value: Node) => compare('=', value, literal(null));

/** The same function under FEEL's name, with from `least` to `most` arguments. */
function renamed(usage: string, name: string, least: number, most = least): SpreadsheetFunction {
  return {
    usage,
    write: (operands) => (operands.length >= least && operands.length <= most ? call(name, ...operands) : null),
  };
}

function written(usage: string, count: number, write: (...operands: Node[]) => Node | null): SpreadsheetFunction {
  return { usage, write: (operands) => (operands.length === count ? write(...operands) : null) };
}

function logic(operator: 'and' | 'or', usage: string): SpreadsheetFunction {
  return {
    usage,
    write: (operands) =>
      operands.length < 2 ? (operands[0] ?? null) : { ...nowhere, type: 'logic', operator, operands },
  };
}

function property(name: string, member: string): SpreadsheetFunction {
  return written(`${name}(date)`, 1, (base) => ({ ...nowhere, type: 'member', base: base as Node, member }));
}

function rounding(name: string, feel: string): SpreadsheetFunction {
  return {
    usage: `${name}(number, [digits])`,
    write: ([value, digits, ...rest]) =>
      value === undefined || rest.length > 0 ? null : call(feel, value, digits ?? literal(0)),
  };
}

/** The first value that is not blank: in FEEL an error is a blank. */
function firstOf(usage: string): SpreadsheetFunction {
  return {
    usage,
    write: (operands) =>
      operands.length < 2
        ? null
        : operands.reduceRight((rest, value) => choose(compare('!=', value, literal(null)), value, rest)),
  };
}

function pairwise(
  operands: readonly Node[],
  condition: (test: Node) => Node,
  otherwise: Node | undefined,
): Node | null {
  if (operands.length < 2 || operands.length % 2 !== 0) return null;
  let result = otherwise ?? literal(null);
  for (let index = operands.length - 2; index >= 0; index -= 2) {
    result = choose(condition(operands[index] as Node), operands[index + 1] as Node, result);
  }
  return result;
}

function joined(operands: readonly Node[]): Node | null {
  const [first, ...rest] = operands;
  if (first === undefined) return null;
  return rest.reduce<Node>((left, right) => ({ ...nowhere, type: 'arithmetic', operator: '+', left, right }), first);
}

function difference(from: Node, to: Node, unit: Node): Node | null {
  const name = unit.type === 'literal' && typeof unit.value === 'string' ? unit.value.toUpperCase() : '';
  if (name === 'D') return call('days between', from, to);
  if (name === 'M') return call('months between', from, to);
  if (name !== 'Y') return null;
  const years: Node = {
    ...nowhere,
    type: 'arithmetic',
    operator: '/',
    left: call('months between', from, to),
    right: literal(12),
  };
  return call('round down', years, literal(0));
}

/** `changed(stage)` in rules: whether the record is new or the field another than before. */
function changed(path: Node): Node | null {
  const before = atPath({ ...nowhere, type: 'name', name: 'previous' }, path);
  if (before === null) return null;
  const isNew = isBlank({ ...nowhere, type: 'name', name: 'previous' });
  return { ...nowhere, type: 'logic', operator: 'or', operands: [isNew, compare('!=', before, path)] };
}

/** The same path from another record; null for what is no path. */
function atPath(record: Node, path: Node): Node | null {
  if (path.type === 'name') return { ...nowhere, type: 'member', base: record, member: path.name };
  if (path.type !== 'member') return null;
  const base = atPath(record, path.base);
  return base === null ? null : { ...nowhere, type: 'member', base, member: path.member };
}

const many = Number.MAX_SAFE_INTEGER;

/**
 * Functions that people know from spreadsheets, by their names in capitals. They are read in any case where FEEL has no
 * function and the scope no name that is spelled so: `SUM` and `Sum`, but `sum` is FEEL's own.
 */
export const spreadsheetFunctions: { readonly [name: string]: SpreadsheetFunction } = {
  CHANGED: { ...written('changed(field)', 1, (path) => changed(path as Node)), needs: 'previous' },
  IF: {
    usage: 'IF(condition, then, [else])',
    write: ([condition, then, otherwise, ...rest]) =>
      condition === undefined || then === undefined || rest.length > 0
        ? null
        : choose(condition, then, otherwise ?? literal(null)),
  },
  IFS: {
    usage: 'IFS(condition, value, ...)',
    write: (operands) => pairwise(operands, (condition) => condition, undefined),
  },
  SWITCH: {
    usage: 'SWITCH(value, case, result, ..., [otherwise])',
    write: ([value, ...rest]) => {
      if (value === undefined) return null;
      const otherwise = rest.length % 2 === 1 ? rest.at(-1) : undefined;
      const pairs = otherwise === undefined ? rest : rest.slice(0, -1);
      return pairwise(pairs, (test) => compare('=', value, test), otherwise);
    },
  },
  AND: logic('and', 'AND(condition, ...)'),
  OR: logic('or', 'OR(condition, ...)'),
  NOT: renamed('NOT(condition)', 'not', 1),
  ISBLANK: written('ISBLANK(value)', 1, (value) => isBlank(value as Node)),
  ISEMPTY: written('ISEMPTY(value)', 1, (value) => isBlank(value as Node)),
  BLANK: written('BLANK()', 0, () => literal(null)),
  TRUE: written('TRUE()', 0, () => literal(true)),
  FALSE: written('FALSE()', 0, () => literal(false)),
  IFERROR: firstOf('IFERROR(value, otherwise)'),
  IFBLANK: firstOf('IFBLANK(value, otherwise)'),
  IFEMPTY: firstOf('IFEMPTY(value, otherwise)'),
  COALESCE: firstOf('COALESCE(value, ...)'),
  BETWEEN: written('BETWEEN(value, low, high)', 3, (value, low, high) => ({
    ...nowhere,
    type: 'between',
    value: value as Node,
    low: low as Node,
    high: high as Node,
  })),
  IN: {
    usage: 'IN(value, choice, ...)',
    write: ([value, ...tests]) =>
      value === undefined || tests.length === 0 ? null : { ...nowhere, type: 'in', value, tests, isNegated: false },
  },
  SUM: renamed('SUM(number, ...)', 'sum', 1, many),
  PRODUCT: renamed('PRODUCT(number, ...)', 'product', 1, many),
  AVERAGE: renamed('AVERAGE(number, ...)', 'mean', 1, many),
  AVG: renamed('AVG(number, ...)', 'mean', 1, many),
  MEDIAN: renamed('MEDIAN(number, ...)', 'median', 1, many),
  STDEV: renamed('STDEV(number, ...)', 'stddev', 1, many),
  MIN: renamed('MIN(value, ...)', 'min', 1, many),
  MAX: renamed('MAX(value, ...)', 'max', 1, many),
  COUNT: renamed('COUNT(list)', 'count', 1, many),
  COUNTA: renamed('COUNTA(list)', 'count', 1, many),
  ROUND: rounding('ROUND', 'round half up'),
  ROUNDUP: rounding('ROUNDUP', 'round up'),
  ROUNDDOWN: rounding('ROUNDDOWN', 'round down'),
  TRUNC: rounding('TRUNC', 'round down'),
  INT: renamed('INT(number)', 'floor', 1),
  FLOOR: renamed('FLOOR(number)', 'floor', 1),
  CEILING: renamed('CEILING(number)', 'ceiling', 1),
  ABS: renamed('ABS(number)', 'abs', 1),
  MOD: renamed('MOD(number, divisor)', 'modulo', 2),
  SQRT: renamed('SQRT(number)', 'sqrt', 1),
  EXP: renamed('EXP(number)', 'exp', 1),
  LN: renamed('LN(number)', 'log', 1),
  POWER: written('POWER(base, exponent)', 2, (left, right) => ({
    ...nowhere,
    type: 'arithmetic',
    operator: '**',
    left: left as Node,
    right: right as Node,
  })),
  ISODD: renamed('ISODD(number)', 'odd', 1),
  ISEVEN: renamed('ISEVEN(number)', 'even', 1),
  LEN: renamed('LEN(text)', 'string length', 1),
  LEFT: {
    usage: 'LEFT(text, [count])',
    write: ([text, count, ...rest]) =>
      text === undefined || rest.length > 0 ? null : call('substring', text, literal(1), count ?? literal(1)),
  },
  RIGHT: {
    usage: 'RIGHT(text, [count])',
    // A text that is shorter is taken whole; from so far behind, FEEL would give nothing.
    write: ([text, given, ...rest]) => {
      if (text === undefined || rest.length > 0) return null;
      const count = given ?? literal(1);
      const end: Node =
        count.type === 'literal' && typeof count.value === 'number'
          ? literal(-count.value)
          : { ...nowhere, type: 'negation', operand: count };
      return choose(compare('<=', call('string length', text), count), text, call('substring', text, end));
    },
  },
  MID: renamed('MID(text, start, [count])', 'substring', 2, 3),
  UPPER: renamed('UPPER(text)', 'upper case', 1),
  LOWER: renamed('LOWER(text)', 'lower case', 1),
  TRIM: renamed('TRIM(text)', 'trim', 1),
  CONCATENATE: { usage: 'CONCATENATE(text, ...)', write: joined },
  CONCAT: { usage: 'CONCAT(text, ...)', write: joined },
  CONTAINS: renamed('CONTAINS(text, part)', 'contains', 2),
  STARTSWITH: renamed('STARTSWITH(text, part)', 'starts with', 2),
  ENDSWITH: renamed('ENDSWITH(text, part)', 'ends with', 2),
  SUBSTITUTE: written('SUBSTITUTE(text, old, new)', 3, (text, old, by) =>
    call('replace', text as Node, old as Node, by as Node, literal('q')),
  ),
  EXACT: written('EXACT(text, text)', 2, (left, right) => compare('=', left as Node, right as Node)),
  TEXT: renamed('TEXT(value)', 'string', 1),
  VALUE: renamed('VALUE(text)', 'number', 1),
  TODAY: renamed('TODAY()', 'today', 0),
  NOW: renamed('NOW()', 'now', 0),
  YEAR: property('YEAR', 'year'),
  MONTH: property('MONTH', 'month'),
  DAY: property('DAY', 'day'),
  HOUR: property('HOUR', 'hour'),
  MINUTE: property('MINUTE', 'minute'),
  SECOND: property('SECOND', 'second'),
  ISOWEEKNUM: renamed('ISOWEEKNUM(date)', 'week of year', 1),
  DATE: renamed('DATE(year, month, day)', 'date', 3),
  DATEVALUE: renamed('DATEVALUE(text)', 'date', 1),
  DATEDIF: written('DATEDIF(from, to, "D" | "M" | "Y")', 3, (from, to, unit) =>
    difference(from as Node, to as Node, unit as Node),
  ),
  DAYS: written('DAYS(to, from)', 2, (to, from) => call('days between', from as Node, to as Node)),
  EDATE: written('EDATE(date, months)', 2, (date, months) => ({
    ...nowhere,
    type: 'arithmetic',
    operator: '+',
    left: date as Node,
    right: {
      ...nowhere,
      type: 'arithmetic',
      operator: '*',
      left: months as Node,
      right: literal(new MonthsDuration(1)),
    },
  })),
};

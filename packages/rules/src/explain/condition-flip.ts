import {
  compare,
  compileExpression,
  constantOf,
  dateFromDayNumber,
  type Environment,
  explain,
  type Expression,
  FeelDate,
  FeelRange,
  type FeelValue,
  fromDouble,
  isContext,
  isFeelNumber,
  literalText,
  nameText,
  type Node,
  numberText,
  toDouble,
} from '@tangram/expression';
import type { JsonValue } from '@tangram/schema';
import { addExactly } from '../points.ts';

/** The fewest values that would have to be otherwise for a condition to hold, or no longer to hold. */
export interface ConditionFlip {
  /** Whether it would hold then. */
  readonly to: boolean;
  readonly changes: readonly FlipChange[];
}

export interface FlipChange {
  /** The value that would have to change: `account.sector`. */
  readonly path: string;
  /** What would have to be true of it, as FEEL: `amount >= 1000`. */
  readonly text: string;
  /** By how much a number is short of it (positive) or beyond it; missing where it is no number or may not be read. */
  readonly short?: JsonValue;
}

/** One change, and a value that is as wanted: what is found is tried before it is told. */
interface Step extends FlipChange {
  readonly steps: readonly string[];
  readonly sample: FeelValue;
}

/**
 * What would flip a condition, over comparisons of one value with constants that are joined by `and`, `or` and `not`.
 * Null where it cannot be said: other parts decide, or the changes found do not go together (`a > 5 and a < 3`).
 *
 *     amount >= 1000 and stage = "won", of amount 800 and stage "won"
 *     -> { to: true, changes: [{ path: 'amount', text: 'amount >= 1000', short: 200 }] }
 */
export function conditionFlip(expression: Expression, text: string, environment: Environment): ConditionFlip | null {
  const evaluate = compileExpression(expression);
  const to = evaluate(environment) !== true;
  const steps = new FlipSearch(expression, text, environment).flip(expression.ast, to);
  if (steps === null || steps.length === 0) return null;
  const variables = steps.reduce((now, step) => withValue(now, step.steps, step.sample), environment.variables);
  if ((evaluate({ ...environment, variables }) === true) !== to) return null;
  return {
    to,
    changes: steps.map(({ path, text: what, short }) => ({
      path,
      text: what,
      ...(short === undefined ? {} : { short }),
    })),
  };
}

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

const opposite: Record<Operator, Operator> = { '=': '!=', '!=': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' };
const mirrored: Record<Operator, Operator> = { '=': '=', '!=': '!=', '<': '>', '>=': '<=', '>': '<', '<=': '>=' };

class FlipSearch {
  readonly #expression: Expression;
  readonly #text: string;
  readonly #environment: Environment;
  readonly #outcomes: ReadonlyMap<string, string>;

  constructor(expression: Expression, text: string, environment: Environment) {
    this.#expression = expression;
    this.#text = text;
    this.#environment = environment;
    this.#outcomes = outcomesOf(explain(expression, environment));
  }

  /** The fewest changes that make a part true or false; null where none are known. */
  flip(node: Node, to: boolean): Step[] | null {
    if (this.#outcomes.get(`${node.from}-${node.to}`) === String(to)) return [];
    switch (node.type) {
      case 'logic':
        return (node.operator === 'and') === to ? this.#all(node.operands, to) : this.#cheapest(node.operands, to);
      case 'call': {
        const [argument] = node.arguments;
        const isNot = node.callee.type === 'name' && node.callee.name === 'not' && node.arguments.length === 1;
        return isNot && argument !== undefined ? this.flip(argument.value, !to) : null;
      }
      case 'comparison':
        return this.#comparison(node, to);
      case 'between':
        return this.#between(node, to);
      case 'in':
        return this.#in(node, to);
      case 'name':
      case 'member':
        return this.#compared(node, '=', to);
      default:
        return null;
    }
  }

  #all(nodes: readonly Node[], to: boolean): Step[] | null {
    const found = nodes.map((node) => this.flip(node, to));
    return found.every((steps) => steps !== null) ? found.flat() : null;
  }

  /** The nearest one of several, and of equally short ones the first. */
  #cheapest(nodes: readonly Node[], to: boolean): Step[] | null {
    const found = nodes.map((node) => this.flip(node, to)).filter((steps) => steps !== null);
    return found.toSorted((a, b) => a.length - b.length)[0] ?? null;
  }

  #comparison(node: Extract<Node, { type: 'comparison' }>, to: boolean): Step[] | null {
    const operator = node.operator as Operator;
    const right = constantOf(this.#expression, node.right, this.#environment.zone);
    if (right !== undefined) return this.#compared(node.left, to ? operator : opposite[operator], right);
    const left = constantOf(this.#expression, node.left, this.#environment.zone);
    if (left === undefined) return null;
    return this.#compared(node.right, mirrored[to ? operator : opposite[operator]], left);
  }

  #between({ value, low, high }: Extract<Node, { type: 'between' }>, to: boolean): Step[] | null {
    const [from, until] = [low, high].map((end) => constantOf(this.#expression, end, this.#environment.zone));
    if (from === undefined || until === undefined) return null;
    const now = this.#valueAt(pathOf(value) ?? []);
    const isBelow = now === null || (compare(now, from) ?? 0) < 0;
    if (to) return isBelow ? this.#compared(value, '>=', from) : this.#compared(value, '<=', until);
    return this.#compared(value, '<', from);
  }

  #in(node: Extract<Node, { type: 'in' }>, to: boolean): Step[] | null {
    const steps = pathOf(node.value);
    const tests = node.tests.map((test) => constantOf(this.#expression, test, this.#environment.zone));
    if (steps === null || node.isNegated || tests.includes(undefined)) return null;
    const [first] = tests;
    const sample = to ? insideOf(first ?? null) : typeof first === 'string' ? `${first} ` : null;
    if (sample === null) return null;
    const written = this.#text.slice(node.from, node.to);
    return [{ steps, path: steps.join('.'), text: to ? written : `not(${written})`, sample }];
  }

  #compared(node: Node, operator: Operator, value: FeelValue): Step[] | null {
    const steps = pathOf(node);
    if (steps === null) return null;
    const sample = sampleOf(operator, value);
    if (sample === undefined) return null;
    const now = this.#valueAt(steps);
    const isNumber = isFeelNumber(now) && isFeelNumber(value) && operator !== '!=';
    const short = isNumber ? addExactly(numberText(value), -toDouble(now)) : undefined;
    const text = `${steps.map(nameText).join('.')} ${operator} ${literalText(value)}`;
    return [{ steps, path: steps.join('.'), text, sample, ...(short === undefined ? {} : { short }) }];
  }

  #valueAt(steps: readonly string[]): FeelValue {
    let value: FeelValue | undefined = undefined;
    for (const [index, step] of steps.entries()) {
      if (index === 0) value = this.#environment.variables[step];
      else value = isContext(value ?? null) ? (value as { readonly [name: string]: FeelValue })[step] : undefined;
    }
    return value ?? null;
  }
}

/** `amount`, `account.sector` of the record; null for anything else, and for what nobody can change any more. */
function pathOf(node: Node): string[] | null {
  if (node.type === 'name') return node.binding === 'scope' && !fixed.has(node.name) ? [node.name] : null;
  if (node.type !== 'member') return null;
  const base = pathOf(node.base);
  return base === null ? null : [...base, node.member];
}

const fixed: ReadonlySet<string> = new Set(['previous', 'user', 'event']);

/** A value that stands in the relation to `value`; undefined where none is at hand. */
function sampleOf(operator: Operator, value: FeelValue): FeelValue | undefined {
  if (operator === '=' || operator === '<=' || operator === '>=') return value;
  const step = operator === '<' ? -1 : 1;
  if (isFeelNumber(value)) return fromDouble(toDouble(value) + step);
  if (value instanceof FeelDate) return dateFromDayNumber(value.dayNumber + step);
  if (operator !== '!=') return undefined;
  if (typeof value === 'string') return `${value} `;
  if (typeof value === 'boolean') return !value;
  return undefined;
}

function insideOf(test: FeelValue): FeelValue {
  if (!(test instanceof FeelRange)) return test;
  if (test.low !== null && test.isLowIncluded) return test.low;
  return test.isHighIncluded ? test.high : null;
}

function withValue(
  variables: Environment['variables'],
  [first = '', ...rest]: readonly string[],
  value: FeelValue,
): Environment['variables'] {
  if (rest.length === 0) return { ...variables, [first]: value };
  const inner = variables[first] ?? null;
  const members = isContext(inner) ? (inner as Environment['variables']) : {};
  return { ...variables, [first]: withValue(members, rest, value) as FeelValue };
}

function outcomesOf(part: ReturnType<typeof explain>): Map<string, string> {
  const outcomes = new Map([[`${part.from}-${part.to}`, part.outcome as string]]);
  for (const inner of part.parts) for (const [place, outcome] of outcomesOf(inner)) outcomes.set(place, outcome);
  return outcomes;
}

import type { Arithmetic, Comparison, Filter, Iteration, Logic, Node, TypeName } from '../ast/node.ts';
import { isTested } from '../check/check-expression.ts';
import { functionNamed } from '../functions/registry.ts';
import { testedName } from '../parse/parse-expression.ts';
import { conforms } from '../types/conforms.ts';
import { type NamedTypes, typeOfName } from '../types/type-name.ts';
import { combine, negated } from '../values/arithmetic.ts';
import { and3, compare, includes, isEqual, isIn, or3 } from '../values/compare.ts';
import {
  contextOf,
  FeelFunction,
  FeelRange,
  type FeelValue,
  isContext,
  isList,
  memberOf,
} from '../values/feel-value.ts';
import { isFeelNumber, isInteger, toDouble } from '../values/number.ts';
import { propertyOf } from '../values/property.ts';
import { dateFromDayNumber, FeelDate, FeelDateTime, FeelTime, inZone } from '../values/temporal.ts';
import { callEvaluator, converted, functionValue, settled } from './call.ts';
import { type Evaluator, type Local, type State, takeStep } from './state.ts';

/** A checked tree as a closure of closures; every decision that the types allow is taken here, once. */
export function evaluatorOf(node: Node, types: NamedTypes): Evaluator {
  const below = (child: Node) => evaluatorOf(child, types);
  switch (node.type) {
    case 'literal':
      return literalEvaluator(node.value);
    case 'name':
      return nameEvaluator(node.name, node.binding ?? 'dynamic');
    case 'member': {
      const [base, name] = [below(node.base), node.member];
      return (state) => memberValue(base(state), name, state);
    }
    case 'arithmetic':
      return arithmeticEvaluator(node, below(node.left), below(node.right));
    case 'negation': {
      const operand = below(node.operand);
      return (state) => {
        const value = operand(state);
        return typeof value === 'number' ? 0 - value : negated(value);
      };
    }
    case 'comparison':
      return comparisonEvaluator(node.operator, below(node.left), below(node.right));
    case 'logic':
      return logicEvaluator(node, node.operands.map(below));
    case 'between': {
      const [value, low, high] = [below(node.value), below(node.low), below(node.high)];
      return (state) => {
        const tested = value(state);
        const [above, under] = [compare(tested, low(state)), compare(high(state), tested)];
        return and3(above === null ? null : above >= 0, under === null ? null : under >= 0);
      };
    }
    case 'in': {
      const value = below(node.value);
      const tests = node.tests.map((test) => testEvaluator(test, below(test)));
      const { isNegated } = node;
      return (state) => {
        const tested = value(state);
        let verdict: boolean | null = false;
        for (const test of tests) {
          verdict = or3(verdict, test(tested, state));
          if (verdict === true) break;
        }
        return isNegated && verdict !== null ? !verdict : verdict;
      };
    }
    case 'test': {
      const [operand, operator] = [below(node.operand), node.operator];
      return (state) => FeelRange.ofTest(operator, operand(state));
    }
    case 'if': {
      const [condition, then, otherwise] = [below(node.condition), below(node.consequent), below(node.alternative)];
      return (state) => (condition(state) === true ? then(state) : otherwise(state));
    }
    case 'for':
      return forEvaluator(node.iterations, below(node.body), below);
    case 'quantified':
      return quantifiedEvaluator(node.quantifier, node.iterations, below(node.body), below);
    case 'list': {
      const elements = node.elements.map(below);
      return (state) => elements.map((element) => element(state));
    }
    case 'context': {
      const entries = node.entries.map((entry) => [entry.name, below(entry.value)] as const);
      const isRepeated = new Set(entries.map(([name]) => name)).size !== entries.length;
      return (state) => {
        if (isRepeated) return null;
        let locals = state.locals;
        const values: [string, FeelValue][] = [];
        for (const [name, evaluate] of entries) {
          const value = evaluate({ ...state, locals });
          values.push([name, value]);
          locals = { name, value, isItem: false, outer: locals };
        }
        return contextOf(values);
      };
    }
    case 'range': {
      const [low, high] = [below(node.low), below(node.high)];
      const { isLowIncluded, isHighIncluded } = node;
      return (state) => new FeelRange(low(state), high(state), isLowIncluded, isHighIncluded);
    }
    case 'filter':
      return filterEvaluator(node, below(node.base), below(node.filter));
    case 'call':
      return callEvaluator(node, below);
    case 'function': {
      const body = below(node.body);
      const names = node.parameters.map((parameter) => parameter.name);
      const expected = node.parameters.map((parameter) =>
        parameter.of === null ? null : typeOfName(parameter.of, types).type,
      );
      return (state) =>
        new FeelFunction(
          names,
          (values) => {
            takeStep(state);
            let locals = state.locals;
            for (const [index, name] of names.entries()) {
              const [given, type] = [values[index] ?? null, expected[index] ?? null];
              const value = type === null || given === null ? given : converted(given, type);
              if (value === undefined) return null;
              locals = { name, value, isItem: false, outer: locals };
            }
            return body({ ...state, locals });
          },
          node.feel,
        );
    }
    case 'instance-of': {
      const value = below(node.value);
      const isInstance = instanceTest(node.of, types);
      return (state) => isInstance(value(state));
    }
  }
}

function literalEvaluator(value: FeelValue): Evaluator {
  if (value instanceof FeelDateTime || value instanceof FeelTime) {
    return ({ run }) => (run.isZoned ? settled(value, run) : value);
  }
  return () => value;
}

function nameEvaluator(name: string, binding: 'scope' | 'local' | 'function' | 'dynamic'): Evaluator {
  if (binding === 'scope') {
    // Only a name that every object has needs the slower own-property test.
    if (!(name in Object.prototype)) return ({ variables }) => variables[name] ?? null;
    return ({ variables }) => memberOf(variables, name) ?? null;
  }
  if (binding === 'function') {
    const entry = functionNamed(name);
    return entry === undefined ? () => null : ({ run }) => functionValue(entry, run);
  }
  return (state) => {
    for (let local = state.locals; local !== null; local = local.outer) {
      if (local.name === name && (!local.isItem || !hasMember(local.value, name))) return local.value;
      if (local.isItem && isContext(local.value) && Object.hasOwn(local.value, name)) return local.value[name] ?? null;
    }
    const value = memberOf(state.variables, name);
    if (value !== undefined) return value;
    const entry = functionNamed(name);
    return entry === undefined ? null : functionValue(entry, state.run);
  };
}

function hasMember(value: FeelValue, name: string): boolean {
  return isContext(value) && Object.hasOwn(value, name);
}

/** `value.name`: of a context, of each context of a list, or a property of a date, time, duration or range. */
export function memberValue(value: FeelValue, name: string, state: State): FeelValue {
  if (value === null) return null;
  if (isList(value)) return value.map((each) => memberValue(each, name, state));
  if (isContext(value)) return memberOf(value, name) ?? null;
  const { run } = state;
  const read = value instanceof FeelDateTime && run.isZoned ? inZone(value, run.zone) : value;
  return propertyOf(read, name) ?? null;
}

function arithmeticEvaluator(node: Arithmetic, left: Evaluator, right: Evaluator): Evaluator {
  const { operator } = node;
  const slow = (a: FeelValue, b: FeelValue, { run }: State) =>
    run.isZoned ? settled(combine(operator, a, b, run.zone), run) : combine(operator, a, b, null);
  if (operator !== '+' && operator !== '-' && operator !== '*')
    return (state) => slow(left(state), right(state), state);
  const fast = {
    '+': (a: number, b: number) => a + b,
    '-': (a: number, b: number) => a - b,
    '*': (a: number, b: number) => a * b,
  }[operator];
  return (state) => {
    const [a, b] = [left(state), right(state)];
    if (typeof a === 'number' && typeof b === 'number') {
      const result = fast(a, b);
      if (Number.isSafeInteger(result)) return result + 0;
    }
    return slow(a, b, state);
  };
}

function comparisonEvaluator(operator: Comparison['operator'], left: Evaluator, right: Evaluator): Evaluator {
  switch (operator) {
    case '=':
      return (state) => isEqual(left(state), right(state));
    case '!=':
      return (state) => {
        const equal = isEqual(left(state), right(state));
        return equal === null ? null : !equal;
      };
    default: {
      const holds = orderTests[operator];
      return (state) => {
        const order = compare(left(state), right(state));
        return order === null ? null : holds(order);
      };
    }
  }
}

const orderTests: Record<'<' | '<=' | '>' | '>=', (order: number) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function logicEvaluator(node: Logic, operands: readonly Evaluator[]): Evaluator {
  const decisive = node.operator === 'or';
  return (state) => {
    let isUnknown = false;
    for (const operand of operands) {
      const value = operand(state);
      if (value === decisive) return decisive;
      if (value !== !decisive) isUnknown = true;
    }
    return isUnknown ? null : !decisive;
  };
}

function testEvaluator(test: Node, evaluate: Evaluator): (tested: FeelValue, state: State) => boolean | null {
  if (isTested(test)) {
    return (tested, state) => {
      const value = evaluate({
        ...state,
        locals: { name: testedName, value: tested, isItem: false, outer: state.locals },
      });
      return typeof value === 'boolean' ? value : value === null ? null : isIn(tested, value);
    };
  }
  if (test.type === 'literal') {
    const { value } = test;
    return (tested, state) => (value instanceof FeelDateTime ? isIn(tested, evaluate(state)) : isEqual(tested, value));
  }
  return (tested, state) => {
    const value = evaluate(state);
    return test.type === 'test' && value instanceof FeelRange ? includes(value, tested) : isIn(tested, value);
  };
}

/** Calls `visit` for every combination of the iterated values; null when one of the domains is none. */
function iterate(
  iterations: readonly Iteration[],
  below: (node: Node) => Evaluator,
): (state: State, visit: (locals: Local | null) => boolean) => boolean | null {
  const domains = iterations.map(({ over, until }) => ({
    over: below(over),
    until: until === null ? null : below(until),
  }));
  const walk = (index: number, state: State, visit: (locals: Local | null) => boolean): boolean | null => {
    const iteration = iterations[index];
    const domain = domains[index];
    if (iteration === undefined || domain === undefined) return visit(state.locals);
    const values = domainValues(domain.over(state), domain.until?.(state), state);
    if (values === null) return null;
    for (const value of values) {
      takeStep(state);
      const locals: Local = { name: iteration.name, value, isItem: false, outer: state.locals };
      const goesOn = walk(index + 1, { ...state, locals }, visit);
      if (goesOn !== true) return goesOn;
    }
    return true;
  };
  return (state, visit) => walk(0, state, visit);
}

function domainValues(over: FeelValue, until: FeelValue | undefined, state: State): Iterable<FeelValue> | null {
  if (until !== undefined) return span(over, until, state);
  if (isList(over)) return over;
  if (over instanceof FeelRange) {
    const order = compare(over.low, over.high);
    if (over.operator !== null || order === null || order > 0) return null;
    const values = span(over.low, over.high, state);
    if (values === null) return null;
    return [...values].slice(over.isLowIncluded ? 0 : 1, over.isHighIncluded ? undefined : -1);
  }
  return over === null ? null : [over];
}

/** The whole numbers or days from one end to the other, in either direction. */
function span(from: FeelValue, to: FeelValue, state: State): Iterable<FeelValue> | null {
  if (isFeelNumber(from) && isFeelNumber(to) && isInteger(from) && isInteger(to)) {
    return steps(toDouble(from), toDouble(to), state, (number) => number);
  }
  if (from instanceof FeelDate && to instanceof FeelDate) {
    return steps(from.dayNumber, to.dayNumber, state, (day) => dateFromDayNumber(day));
  }
  return null;
}

function* steps(from: number, to: number, state: State, valueOf: (at: number) => FeelValue): Iterable<FeelValue> {
  const step = from <= to ? 1 : -1;
  for (let at = from; step > 0 ? at <= to : at >= to; at += step) {
    takeStep(state);
    yield valueOf(at);
  }
}

function forEvaluator(iterations: readonly Iteration[], body: Evaluator, below: (node: Node) => Evaluator): Evaluator {
  const visitAll = iterate(iterations, below);
  return (state) => {
    const results: FeelValue[] = [];
    const done = visitAll(state, (locals) => {
      results.push(body({ ...state, locals: { name: 'partial', value: results, isItem: false, outer: locals } }));
      return true;
    });
    return done === null ? null : results;
  };
}

function quantifiedEvaluator(
  quantifier: 'some' | 'every',
  iterations: readonly Iteration[],
  body: Evaluator,
  below: (node: Node) => Evaluator,
): Evaluator {
  const visitAll = iterate(iterations, below);
  const join = quantifier === 'some' ? or3 : and3;
  const decisive = quantifier === 'some';
  return (state) => {
    let verdict: boolean | null = !decisive;
    const done = visitAll(state, (locals) => {
      const value = body({ ...state, locals });
      verdict = join(verdict, typeof value === 'boolean' ? value : null);
      return verdict !== decisive;
    });
    return done === null ? null : verdict;
  };
}

function filterEvaluator(node: Filter, base: Evaluator, filter: Evaluator): Evaluator {
  const isPosition = node.filter.feel.type === 'number';
  const usesItem = node.filter.type !== 'literal';
  return (state) => {
    const value = base(state);
    if (value === null) return null;
    const list = isList(value) ? value : [value];
    if (isPosition || !usesItem) {
      const position = filter(state);
      if (isFeelNumber(position)) return elementAt(list, toDouble(position));
      return position === true ? list : position === false ? [] : null;
    }
    const kept: FeelValue[] = [];
    for (const item of list) {
      takeStep(state);
      const verdict = filter({ ...state, locals: { name: 'item', value: item, isItem: true, outer: state.locals } });
      if (verdict === true) kept.push(item);
      else if (isFeelNumber(verdict)) return elementAt(list, toDouble(verdict));
    }
    return kept;
  };
}

/** By position from 1; negative positions count from the end. */
function elementAt(list: readonly FeelValue[], position: number): FeelValue {
  const index = position > 0 ? position - 1 : list.length + position;
  return position === 0 ? null : (list[index] ?? null);
}

/** The test of `instance of`. Blank is an instance of nothing but the type of blank. */
function instanceTest(name: TypeName, types: NamedTypes): (value: FeelValue) => boolean {
  const { type } = typeOfName(name, types);
  return (value) => conforms(value, type);
}

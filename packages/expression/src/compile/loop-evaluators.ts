import type { Filter, Iteration, Node } from '../ast/node.ts';
import { and3, compare, or3 } from '../values/compare.ts';
import { FeelRange, type FeelValue, isList } from '../values/feel-value.ts';
import { isFeelNumber, isInteger, toDouble, wholeOnly } from '../values/number.ts';
import { dateFromDayNumber, FeelDate } from '../values/temporal.ts';
import type { Evaluator, Local, State } from './state.ts';

export function forEvaluator(
  iterations: readonly Iteration[],
  body: Evaluator,
  below: (node: Node) => Evaluator,
): Evaluator {
  const visitAll = iterate(iterations, below);
  return (state, locals) => {
    const results: FeelValue[] = [];
    const done = visitAll(state, locals, (inner) => {
      results.push(body(state, { name: 'partial', value: results, isItem: false, outer: inner }));
      return true;
    });
    return done === null ? null : results;
  };
}

export function quantifiedEvaluator(
  quantifier: 'some' | 'every',
  iterations: readonly Iteration[],
  body: Evaluator,
  below: (node: Node) => Evaluator,
): Evaluator {
  const visitAll = iterate(iterations, below);
  const join = quantifier === 'some' ? or3 : and3;
  const decisive = quantifier === 'some';
  return (state, locals) => {
    let verdict: boolean | null = !decisive;
    const done = visitAll(state, locals, (inner) => {
      const value = body(state, inner);
      verdict = join(verdict, typeof value === 'boolean' ? value : null);
      return verdict !== decisive;
    });
    return done === null ? null : verdict;
  };
}

export function filterEvaluator(node: Filter, base: Evaluator, filter: Evaluator): Evaluator {
  const isPosition = node.filter.feel.type === 'number';
  const usesItem = node.filter.type !== 'literal';
  return (state, locals) => {
    const value = base(state, locals);
    if (value === null) return null;
    const list = isList(value) ? value : [value];
    if (isPosition || !usesItem) {
      const position = filter(state, locals);
      if (isFeelNumber(position)) return elementAt(list, wholeOnly(position));
      return position === true ? list : position === false ? [] : null;
    }
    const kept: FeelValue[] = [];
    for (const item of list) {
      state.takeStep();
      const verdict = filter(state, { name: 'item', value: item, isItem: true, outer: locals });
      if (verdict === true) kept.push(item);
      else if (isFeelNumber(verdict)) return elementAt(list, wholeOnly(verdict));
    }
    return kept;
  };
}

/** Calls `visit` for every combination of the iterated values; null when one of the domains is none. */
function iterate(
  iterations: readonly Iteration[],
  below: (node: Node) => Evaluator,
): (state: State, locals: Local | null, visit: (locals: Local | null) => boolean) => boolean | null {
  const domains = iterations.map(({ over, until }) => ({
    over: below(over),
    until: until === null ? null : below(until),
  }));
  const walk = (
    index: number,
    state: State,
    locals: Local | null,
    visit: (locals: Local | null) => boolean,
  ): boolean | null => {
    const iteration = iterations[index];
    const domain = domains[index];
    if (iteration === undefined || domain === undefined) return visit(locals);
    const values = domainValues(domain.over(state, locals), domain.until?.(state, locals), state);
    if (values === null) return null;
    for (const value of values) {
      state.takeStep();
      const inner: Local = { name: iteration.name, value, isItem: false, outer: locals };
      const goesOn = walk(index + 1, state, inner, visit);
      if (goesOn !== true) return goesOn;
    }
    return true;
  };
  return (state, locals, visit) => walk(0, state, locals, visit);
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
    state.takeStep();
    yield valueOf(at);
  }
}

/** By position from 1; negative positions count from the end. */
function elementAt(list: readonly FeelValue[], position: number): FeelValue {
  const index = position > 0 ? position - 1 : list.length + position;
  return position === 0 ? null : (list[index] ?? null);
}

import type { In, Node } from '../ast/node.ts';
import { isTested } from '../check/check-expression.ts';
import { testedName } from '../parse/name.ts';
import { isEqual, isIn, or3 } from '../values/compare.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { isPlain } from './constant.ts';
import { compared } from './operators.ts';
import type { Evaluator, Local, State } from './state.ts';

/** `value in (test, test)`: true when one holds, else null when one is unknown. Among literals it is one look-up. */
export function inEvaluator(node: In, below: (node: Node) => Evaluator): Evaluator {
  const value = below(node.value);
  const verdict = verdictOf(node, below);
  const choices = choicesOf(node);
  if (choices === null) return (state, locals) => verdict(value(state, locals), state, locals);
  const { type, values } = choices;
  const { isNegated } = node;
  return (state, locals) => {
    const tested = value(state, locals);
    return typeof tested === type ? values.has(tested) !== isNegated : verdict(tested, state, locals);
  };
}

type Test = (tested: FeelValue, state: State, locals: Local | null) => boolean | null;

/** What the tests say of any value. */
export function verdictOf(node: In, below: (node: Node) => Evaluator): Test {
  const tests = node.tests.map((test) => testEvaluator(test, below));
  const { isNegated } = node;
  return (tested, state, locals) => {
    let verdict: boolean | null = false;
    for (const test of tests) {
      verdict = or3(verdict, test(tested, state, locals));
      if (verdict === true) break;
    }
    return isNegated && verdict !== null ? !verdict : verdict;
  };
}

export interface Choices {
  readonly type: 'string' | 'number';
  readonly values: ReadonlySet<FeelValue>;
}

/** The literals of `in ("a", "b")` or `in ["a", "b"]` when all are text, or all whole numbers; else null. */
export function choicesOf({ tests }: In): Choices | null {
  const [first] = tests;
  const nodes = tests.length === 1 && first?.type === 'list' ? first.elements : tests;
  const values = nodes.map((node) => (isPlain(node) ? node.value : null));
  const type = typeof values[0];
  if (type !== 'string' && type !== 'number') return null;
  return values.every((value) => typeof value === type) ? { type, values: new Set(values) } : null;
}

function testEvaluator(test: Node, below: (node: Node) => Evaluator): Test {
  if (isPlain(test)) {
    const { value } = test;
    return (tested) => isEqual(tested, value);
  }
  if (isTested(test)) {
    const evaluate = below(test);
    return (tested, state, locals) => {
      const value = evaluate(state, { name: testedName, value: tested, isItem: false, outer: locals });
      return typeof value === 'boolean' ? value : value === null ? null : isIn(tested, value);
    };
  }
  if (test.type === 'test') {
    const { operator } = test;
    const operand = below(test.operand);
    return (tested, state, locals) => compared(operator, tested, operand(state, locals));
  }
  const evaluate = below(test);
  return (tested, state, locals) => isIn(tested, evaluate(state, locals));
}

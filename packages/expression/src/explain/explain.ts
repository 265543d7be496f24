import type { JsonValue } from '@tangram/schema';
import { childrenOf, type Node } from '../ast/node.ts';
import { evaluatorOf, type Setting } from '../compile/evaluator.ts';
import { type Environment, State } from '../compile/state.ts';
import type { Expression } from '../expression.ts';
import { feelText } from '../print/feel-text.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { fromFeel } from '../values/wire.ts';

/** What one part of an expression came to. A tree in the shape of the expression, without the parts that say nothing. */
export interface Explanation {
  /** The part as FEEL, and where it stands in the text as written. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** `blank`: null, so that neither branch of a decision was certain. `value`: not a yes/no part. */
  readonly outcome: 'true' | 'false' | 'blank' | 'value';
  /** In wire form. */
  readonly value: JsonValue;
  /** False for a part that did not matter: what stands behind a decisive operand, the branch not taken. */
  readonly isDecisive: boolean;
  readonly parts: readonly Explanation[];
}

/**
 * Evaluates every part of an expression and says what each came to: why a condition was true, false or blank.
 *
 *     amount > 1000 and stage = "won"
 *     -> false: [ amount > 1000 -> true: [ amount -> 1200 ], stage = "won" -> false: [ stage -> "lost" ] ]
 */
export function explain(expression: Expression, environment: Environment): Explanation {
  const setting: Setting = { types: expression.types, isZoned: expression.mode === 'strict' };
  return explainNode(expression.ast, setting, new State(environment, setting.isZoned), true);
}

function explainNode(node: Node, setting: Setting, state: State, isDecisive: boolean): Explanation {
  const value = evaluatorOf(node, setting)(state, null);
  const parts = partsOf(node).map((part) => explainNode(part, setting, state, isDecisive));
  return {
    text: feelText(node),
    from: node.from,
    to: node.to,
    outcome: value === null ? 'blank' : value === true ? 'true' : value === false ? 'false' : 'value',
    value: fromFeel(value),
    isDecisive,
    parts: isDecisive ? marked(node, value, parts) : parts,
  };
}

/** Literals explain nothing; what is inside a loop, a filter or a function has as many values as turns. A count
 * over related records is one value. */
function partsOf(node: Node): readonly Node[] {
  if ((node.type === 'call' || node.type === 'quantified') && node.aggregate !== undefined) return [];
  switch (node.type) {
    case 'name':
    case 'member':
    case 'literal':
    case 'function':
    case 'list':
      return [];
    case 'for':
    case 'quantified':
      return node.iterations.map((iteration) => iteration.over);
    case 'filter':
      return [node.base];
    case 'call':
      return node.arguments.map((argument) => argument.value).filter((argument) => argument.type !== 'literal');
    case 'in':
      return [node.value];
    default:
      return childrenOf(node).filter((child) => child.type !== 'literal');
  }
}

/** Marks the parts that the result does not depend on. */
function marked(node: Node, value: FeelValue, parts: readonly Explanation[]): readonly Explanation[] {
  if (node.type === 'logic') {
    const decisive = node.operator === 'or' ? 'true' : 'false';
    const isDecided = value === (node.operator === 'or');
    return isDecided ? parts.map((part) => (part.outcome === decisive ? part : without(part))) : parts;
  }
  if (node.type === 'if') {
    const isTaken = parts.find((part) => part.from === node.condition.from)?.outcome === 'true';
    const other = isTaken ? node.alternative : node.consequent;
    return parts.map((part) => (part.from === other.from ? without(part) : part));
  }
  return parts;
}

function without(part: Explanation): Explanation {
  return { ...part, isDecisive: false, parts: part.parts.map(without) };
}

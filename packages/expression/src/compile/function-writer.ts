import { type Arithmetic, childrenOf, type Comparison, type In, type Name, type Node } from '../ast/node.ts';
import { testedName } from '../parse/name.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { boundsOf } from './bounds.ts';
import { invocationOf } from './call.ts';
import { constantValue, isConstant } from './constant.ts';
import { evaluatorOf, type Setting } from './evaluator.ts';
import { choicesOf, verdictOf } from './in-evaluator.ts';
import { isOrder } from './operators.ts';

/** More choices than this are looked up in a set. */
const maxChain = 8;

/**
 * Writes the JavaScript of nodes: the short cuts that closures take, without the calls between them. What has no short
 * cut becomes a call of the same functions that closures call, or of the node's closure, so that there is one meaning.
 *
 * Nothing of the user's text is code: names and texts are written by `JSON.stringify`, numbers are whole and safe, all
 * other values are captured; operators come from the tree's own list. In the written text `v` are the variables, `e` the
 * environment, `s` the state, made when first asked for, `t0`... values of parts, `c0`... what is captured.
 */
export class FunctionWriter {
  readonly captured: unknown[] = [];
  private readonly setting: Setting;
  private parts = 0;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  get partNames(): string[] {
    return Array.from({ length: this.parts }, (_, index) => `t${index}`);
  }

  /** An expression with the node's value, never undefined. */
  value(node: Node): string {
    if (isConstant(node)) return this.constant(node);
    switch (node.type) {
      case 'name':
        return isVariable(node) ? `(v[${JSON.stringify(node.name)}] ?? null)` : this.closure(node);
      case 'member':
        return `memberValue(${this.value(node.base)}, ${JSON.stringify(node.member)}, ${state})`;
      case 'arithmetic':
        return this.arithmetic(node);
      case 'negation': {
        const part = this.part();
        return `(typeof (${part} = ${this.value(node.operand)}) === "number" ? 0 - ${part} : negated(${part}))`;
      }
      case 'comparison':
        return this.comparison(node, '');
      case 'between':
        return this.between(node.value, node.low, node.high, '');
      case 'in':
        return this.in(node, '');
      case 'logic':
        return this.logic(node.operator, node.operands);
      case 'if':
        return `(${this.truth(node.condition)} ? ${this.value(node.consequent)} : ${this.value(node.alternative)})`;
      case 'list':
        return `[${node.elements.map((element) => this.value(element)).join(', ')}]`;
      case 'call': {
        const invocation = node.aggregate === undefined ? invocationOf(node) : null;
        if (invocation === null) return this.closure(node);
        const given = node.arguments.map((argument) => this.value(argument.value));
        return `${this.capture(invocation)}([${given.join(', ')}], ${state})`;
      }
      default:
        return this.closure(node);
    }
  }

  /** An expression that is JavaScript's true when the node is true, and false when it is false or blank. */
  truth(node: Node): string {
    switch (node.type) {
      case 'name':
        return isVariable(node) ? `(v[${JSON.stringify(node.name)}] === true)` : `(${this.value(node)} === true)`;
      case 'comparison':
        return isConstant(node) ? `(${this.value(node)} === true)` : this.comparison(node, ' === true');
      case 'between':
        return isConstant(node)
          ? `(${this.value(node)} === true)`
          : this.between(node.value, node.low, node.high, ' === true');
      case 'in':
        return this.in(node, ' === true');
      case 'logic': {
        const [, ...rest] = node.operands;
        // After a blank, `and` still evaluates the rest; it may be left out where nobody would notice.
        if (node.operator === 'and' && !rest.every(isQuiet)) return `(${this.value(node)} === true)`;
        const operands = node.operands.map((operand) => this.truth(operand));
        return `(${operands.join(node.operator === 'and' ? ' && ' : ' || ')})`;
      }
      default:
        return `(${this.value(node)} === true)`;
    }
  }

  private constant(node: Node): string {
    const value = constantValue(evaluatorOf(node, this.setting), this.setting.isZoned);
    return value === undefined ? this.closure(node) : this.literal(value);
  }

  private literal(value: FeelValue): string {
    if (typeof value === 'number') return value < 0 ? `(${value})` : String(value);
    const isWritten = value === null || typeof value === 'string' || typeof value === 'boolean';
    return isWritten ? JSON.stringify(value) : this.capture(value);
  }

  private closure(node: Node): string {
    return `${this.capture(evaluatorOf(node, this.setting))}(${state}, null)`;
  }

  private capture(value: unknown): string {
    this.captured.push(value);
    return `c${this.captured.length - 1}`;
  }

  private part(): string {
    this.parts += 1;
    return `t${this.parts - 1}`;
  }

  /** The parts' assignments and the test that all are of a type; what is bounded or a literal is not kept or tested. */
  private operands(nodes: readonly Node[], type: 'number' | 'string') {
    const assigned: string[] = [];
    const tests: string[] = [];
    const names = nodes.map((node) => {
      const isKnown = type === 'number' ? boundsOf(node) !== null : typeof literalOf(node) === type;
      if (isKnown && isConstant(node)) return this.value(node);
      const part = this.part();
      assigned.push(`${part} = ${this.value(node)}`);
      if (!isKnown) tests.push(`typeof ${part} === "${type}"`);
      return part;
    });
    return { names, before: assigned.map((text) => `${text}, `).join(''), test: tests.join(' && ') || 'true' };
  }

  private arithmetic(node: Arithmetic): string {
    const { operator, left, right } = node;
    if (boundsOf(node) !== null) return `(${this.value(left)} ${operator} ${this.value(right)})`;
    const isText = left.feel.type === 'text' || right.feel.type === 'text';
    const isNumber = mayBe('number', left, right);
    if (operator === '/' || operator === '**' || (!isText && !isNumber) || (isText && operator !== '+')) {
      return `combined("${operator}", ${this.value(left)}, ${this.value(right)}, ${state})`;
    }
    const { names, before, test } = this.operands([left, right], isText ? 'string' : 'number');
    const [a, b] = names;
    const slow = `combined("${operator}", ${a}, ${b}, ${state})`;
    if (isText) return `(${before}${test} ? ${a} + ${b} : ${slow})`;
    const result = this.part();
    // A product may be -0, which is no number of ours.
    const clean = operator === '*' ? `${result} + 0` : result;
    return `(${before}${test} && Number.isSafeInteger(${result} = ${a} ${operator} ${b}) ? ${clean} : ${slow})`;
  }

  private comparison(node: Comparison, end: string): string {
    const { operator, left, right } = node;
    const isText = !isOrder(operator) && mayBe('text', left, right);
    if (!isText && !mayBe('number', left, right)) {
      return `(compared("${operator}", ${this.value(left)}, ${this.value(right)})${end})`;
    }
    const { names, before, test } = this.operands([left, right], isText ? 'string' : 'number');
    const [a, b] = names;
    return `(${before}${test} ? ${a} ${signs[operator]} ${b} : compared("${operator}", ${a}, ${b})${end})`;
  }

  private between(value: Node, low: Node, high: Node, end: string): string {
    if (!mayBe('number', value, low)) {
      return `(isBetween(${this.value(value)}, ${this.value(low)}, ${this.value(high)})${end})`;
    }
    const { names, before, test } = this.operands([value, low, high], 'number');
    const [a, b, c] = names;
    return `(${before}${test} ? ${a} >= ${b} && ${a} <= ${c} : isBetween(${a}, ${b}, ${c})${end})`;
  }

  private in(node: In, end: string): string {
    const verdict = this.capture(verdictOf(node, (child) => evaluatorOf(child, this.setting)));
    const choices = choicesOf(node);
    if (choices === null) return `(${verdict}(${this.value(node.value)}, ${state}, null)${end})`;
    const part = this.part();
    const values = [...choices.values];
    const found =
      values.length <= maxChain
        ? `(${values.map((value) => `${part} === ${this.literal(value)}`).join(' || ')})`
        : `${this.capture(choices.values)}.has(${part})`;
    const fast = node.isNegated ? `!${found}` : found;
    const isChoice = `typeof (${part} = ${this.value(node.value)}) === "${choices.type}"`;
    return `(${isChoice} ? ${fast} : ${verdict}(${part}, ${state}, null)${end})`;
  }

  private logic(operator: 'and' | 'or', operands: readonly Node[]): string {
    const decisive = String(operator === 'or');
    const parts = operands.map((operand) => [this.part(), this.value(operand)] as const);
    const decided = parts.map(([part, value]) => `(${part} = ${value}) === ${decisive} ? ${decisive} : `).join('');
    const known = parts.map(([part]) => `${part} === ${String(operator !== 'or')}`).join(' && ');
    return `(${decided}${known} ? ${String(operator !== 'or')} : null)`;
  }
}

/** The evaluation under way, for functions that ask for the clock, the zone or the steps left. */
const state = '(s ??= new State(e, isZoned))';

const signs = { '=': '===', '!=': '!==', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

/** A name that is read as a plain property of the variables; one that every object has is left to the closure. */
function isVariable({ name, binding }: Name): boolean {
  // Outside of loops, which are closures, the tested value is the only local name.
  return (binding === 'scope' && !(name in Object.prototype)) || (binding === 'local' && name === testedName);
}

/** Whether a short cut for values of a type is worth writing. */
function mayBe(type: 'number' | 'text', left: Node, right: Node): boolean {
  const types = [left.feel.type, right.feel.type];
  return types.includes(type) || (type === 'number' && types.every((each) => each === 'any'));
}

function literalOf(node: Node): FeelValue | undefined {
  return node.type === 'literal' ? node.value : undefined;
}

/** True for a node whose evaluation can neither warn nor take steps. */
function isQuiet(node: Node): boolean {
  return !loud.has(node.type) && childrenOf(node).every(isQuiet);
}

const loud: ReadonlySet<Node['type']> = new Set(['call', 'for', 'quantified', 'filter', 'function', 'context']);

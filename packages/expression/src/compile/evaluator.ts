import type { If, Logic, Name, Node, TypeName } from '../ast/node.ts';
import { functionNamed } from '../functions/registry.ts';
import { conforms } from '../types/conforms.ts';
import { type NamedTypes, typeOfName } from '../types/type-name.ts';
import { negated } from '../values/arithmetic.ts';
import { contextOf, FeelFunction, FeelRange, type FeelValue, isContext, memberOf } from '../values/feel-value.ts';
import { FeelDateTime, FeelTime } from '../values/temporal.ts';
import { arithmeticEvaluator } from './arithmetic-evaluator.ts';
import { callEvaluator, converted, functionValue, settled } from './call.ts';
import { comparisonEvaluator } from './comparison-evaluator.ts';
import { constantEvaluator, isConstant, isPlain } from './constant.ts';
import { inEvaluator } from './in-evaluator.ts';
import { filterEvaluator, forEvaluator, quantifiedEvaluator } from './loop-evaluators.ts';
import { isBetween, memberValue } from './operators.ts';
import type { Evaluator } from './state.ts';

/** What is known before an expression runs, beside its tree. */
export interface Setting {
  readonly types: NamedTypes;
  /** Strict mode: date-times are read on the clocks of the run's zone. */
  readonly isZoned: boolean;
}

/** A checked tree as a closure of closures; every decision that the types allow is taken here, once. */
export function evaluatorOf(node: Node, setting: Setting): Evaluator {
  if (isConstant(node)) return constantEvaluator(nodeEvaluator(node, setting), setting.isZoned);
  return nodeEvaluator(node, setting);
}

function nodeEvaluator(node: Node, setting: Setting): Evaluator {
  const text = node.type === 'call' || node.type === 'quantified' ? node.aggregate : undefined;
  if (text === undefined) return plainEvaluator(node, setting);
  const fromLists = plainEvaluator(node, setting);
  return (state, locals) => {
    const value = state.aggregate(text);
    return value === undefined ? fromLists(state, locals) : value;
  };
}

function plainEvaluator(node: Node, setting: Setting): Evaluator {
  const below = (child: Node) => evaluatorOf(child, setting);
  switch (node.type) {
    case 'literal':
      return literalEvaluator(node.value);
    case 'name':
      return nameEvaluator(node);
    case 'member': {
      const [base, name] = [below(node.base), node.member];
      return (state, locals) => memberValue(base(state, locals), name, state);
    }
    case 'arithmetic':
      return arithmeticEvaluator(node, below);
    case 'negation': {
      const operand = below(node.operand);
      return (state, locals) => {
        const value = operand(state, locals);
        return typeof value === 'number' ? 0 - value : negated(value);
      };
    }
    case 'comparison':
      return comparisonEvaluator(node, below);
    case 'logic':
      return logicEvaluator(node, node.operands.map(below));
    case 'between': {
      const [value, low, high] = [below(node.value), below(node.low), below(node.high)];
      return (state, locals) => isBetween(value(state, locals), low(state, locals), high(state, locals));
    }
    case 'in':
      return inEvaluator(node, below);
    case 'test': {
      const [operand, operator] = [below(node.operand), node.operator];
      return (state, locals) => FeelRange.ofTest(operator, operand(state, locals));
    }
    case 'if':
      return ifEvaluator(node, below);
    case 'for':
      return forEvaluator(node.iterations, below(node.body), below);
    case 'quantified':
      return quantifiedEvaluator(node.quantifier, node.iterations, below(node.body), below);
    case 'list': {
      const elements = node.elements.map(below);
      return (state, locals) => elements.map((element) => element(state, locals));
    }
    case 'context': {
      const entries = node.entries.map((entry) => [entry.name, below(entry.value)] as const);
      const isRepeated = new Set(entries.map(([name]) => name)).size !== entries.length;
      return (state, locals) => {
        if (isRepeated) return null;
        let inner = locals;
        const values: [string, FeelValue][] = [];
        for (const [name, evaluate] of entries) {
          const value = evaluate(state, inner);
          values.push([name, value]);
          inner = { name, value, isItem: false, outer: inner };
        }
        return contextOf(values);
      };
    }
    case 'range': {
      const [low, high] = [below(node.low), below(node.high)];
      const { isLowIncluded, isHighIncluded } = node;
      return (state, locals) => new FeelRange(low(state, locals), high(state, locals), isLowIncluded, isHighIncluded);
    }
    case 'filter':
      return filterEvaluator(node, below(node.base), below(node.filter));
    case 'call':
      return callEvaluator(node, below);
    case 'function': {
      const body = below(node.body);
      const names = node.parameters.map((parameter) => parameter.name);
      const expected = node.parameters.map((parameter) =>
        parameter.of === null ? null : typeOfName(parameter.of, setting.types).type,
      );
      return (state, locals) =>
        new FeelFunction(
          names,
          (values) => {
            state.takeStep();
            let inner = locals;
            for (const [index, name] of names.entries()) {
              const [given, type] = [values[index] ?? null, expected[index] ?? null];
              const value = type === null || given === null ? given : converted(given, type);
              if (value === undefined) return null;
              inner = { name, value, isItem: false, outer: inner };
            }
            return body(state, inner);
          },
          node.feel,
        );
    }
    case 'instance-of': {
      const value = below(node.value);
      const isInstance = instanceTest(node.of, setting.types);
      return (state, locals) => isInstance(value(state, locals));
    }
  }
}

function literalEvaluator(value: FeelValue): Evaluator {
  if (value instanceof FeelDateTime || value instanceof FeelTime) {
    return (state) => (state.isZoned ? settled(value, state) : value);
  }
  return () => value;
}

function nameEvaluator({ name, binding = 'dynamic' }: Name): Evaluator {
  if (binding === 'scope') {
    // Only a name that every object has needs the slower own-property test.
    if (!(name in Object.prototype)) return ({ variables }) => variables[name] ?? null;
    return ({ variables }) => memberOf(variables, name) ?? null;
  }
  const entry = functionNamed(name);
  if (binding === 'function') return entry === undefined ? () => null : (state) => functionValue(entry, state);
  return (state, locals) => {
    for (let local = locals; local !== null; local = local.outer) {
      if (local.name === name && (!local.isItem || !hasMember(local.value, name))) return local.value;
      if (local.isItem && isContext(local.value) && Object.hasOwn(local.value, name)) return local.value[name] ?? null;
    }
    const value = memberOf(state.variables, name);
    if (value !== undefined) return value;
    return entry === undefined ? null : functionValue(entry, state);
  };
}

function hasMember(value: FeelValue, name: string): boolean {
  return isContext(value) && Object.hasOwn(value, name);
}

function logicEvaluator(node: Logic, operands: readonly Evaluator[]): Evaluator {
  const decisive = node.operator === 'or';
  return (state, locals) => {
    let isUnknown = false;
    for (let index = 0; index < operands.length; index++) {
      const value = (operands[index] as Evaluator)(state, locals);
      if (value === decisive) return decisive;
      if (value !== !decisive) isUnknown = true;
    }
    return isUnknown ? null : !decisive;
  };
}

function ifEvaluator(node: If, below: (node: Node) => Evaluator): Evaluator {
  const condition = below(node.condition);
  const { consequent, alternative } = node;
  if (isPlain(consequent) && isPlain(alternative)) {
    const [then, otherwise] = [consequent.value, alternative.value];
    return (state, locals) => (condition(state, locals) === true ? then : otherwise);
  }
  const [then, otherwise] = [below(consequent), below(alternative)];
  return (state, locals) => (condition(state, locals) === true ? then(state, locals) : otherwise(state, locals));
}
/** The test of `instance of`. Blank is an instance of nothing but the type of blank. */
function instanceTest(name: TypeName, types: NamedTypes): (value: FeelValue) => boolean {
  const { type } = typeOfName(name, types);
  return (value) => conforms(value, type);
}

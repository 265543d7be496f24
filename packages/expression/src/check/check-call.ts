import { nearest } from '@tangram/schema';
import { type Argument, type Call, type CallCandidate, isNodes, type Node } from '../ast/node.ts';
import { nearHint } from '../ast/problem-list.ts';
import type { FunctionEntry, Parameter, Signature } from '../functions/function-entry.ts';
import { typeParams } from '../types/describe-type.ts';
import { type FeelType, fits, nullType, unite } from '../types/feel-type.ts';
import type { FeelValue } from '../values/feel-value.ts';
import type { Checker } from './check-expression.ts';

/** Chooses the signatures a call may mean and notes them in the node; the arguments are checked already. */
export function checkCall(node: Call, entry: FunctionEntry, checker: Checker): FeelType {
  node.entry = entry;
  const withRoom = entry.signatures.flatMap((signature): CallCandidate[] => {
    const operands = arrange(node, signature.parameters);
    return operands === null ? [] : [{ signature, operands }];
  });
  node.candidates = withRoom;
  if (withRoom.length === 0) {
    const unknown = unknownParameter(node, entry);
    if (unknown !== undefined) {
      const near = nearHint(nearest(unknown.name as string, parameterNames(entry)));
      return checker.clash(
        'EXPR_PARAMETER_UNKNOWN',
        node,
        { name: entry.name, parameter: unknown.name as string },
        near,
      );
    }
    const expected = entry.signatures.map((signature) => signatureText(entry, signature)).join(', ');
    return checker.clash('EXPR_ARGUMENTS', node, { name: entry.name, expected });
  }
  const fitting = withRoom.filter((candidate) => misfit(candidate) === null);
  if (fitting.length === 0) {
    const last = withRoom.at(-1) as CallCandidate;
    const wrong = misfit(last) as { parameter: Parameter; node: Node };
    return checker.clash('EXPR_ARGUMENT_TYPE', wrong.node, {
      name: entry.name,
      parameter: wrong.parameter.name,
      ...typeParams('expected', wrong.parameter.type),
      ...typeParams('actual', wrong.node.feel),
    });
  }
  // Where every type is known, nothing is left to decide when it runs.
  const isKnown = node.arguments.every(({ value }) => value.feel.type !== 'any' && value.feel.type !== 'null');
  if (checker.isStrict) node.candidates = isKnown ? fitting.slice(0, 1) : fitting;
  for (const { signature, operands } of fitting.slice(0, 1)) {
    const wrong = signature.checkLiterals?.(literalsOf(operands));
    if (wrong != null) checker.clash(wrong.code, node, { ...wrong.params });
  }
  return (checker.isStrict && isKnown ? fitting.slice(0, 1) : fitting)
    .map((candidate) => resultType(candidate))
    .reduce(unite);
}

/** The first argument whose name is that of no parameter. */
function unknownParameter(node: Call, entry: FunctionEntry): Argument | undefined {
  const names = parameterNames(entry);
  return node.arguments.find(({ name }) => name !== null && !names.includes(name));
}

function parameterNames(entry: FunctionEntry): string[] {
  return entry.signatures.flatMap((signature) => signature.parameters.map((parameter) => parameter.name));
}

function resultType({ signature, operands }: CallCandidate): FeelType {
  if (typeof signature.returns !== 'function') return signature.returns;
  const types = operands.map((operand) => (operand === null ? nullType : typeOfOperand(operand)));
  return signature.returns(types, literalsOf(operands));
}

function literalsOf(operands: CallCandidate['operands']): (FeelValue | undefined)[] {
  return operands.map((operand) =>
    operand !== null && !isNodes(operand) && operand.type === 'literal' ? operand.value : undefined,
  );
}

function typeOfOperand(operand: Node | readonly Node[]): FeelType {
  if (!isNodes(operand)) return operand.feel;
  return { type: 'list', of: operand.map((node) => node.feel).reduce(unite, { type: 'null' }) };
}

/** The arguments in the order of the parameters, or null when they have no room there. */
function arrange(call: Call, parameters: readonly Parameter[]): (Node | null | readonly Node[])[] | null {
  const { arguments: given } = call;
  const isNamed = given.some((argument) => argument.name !== null);
  const operands: (Node | null | readonly Node[])[] = [];
  if (!isNamed) {
    for (const [index, parameter] of parameters.entries()) {
      if (parameter.isVariadic === true) {
        const rest = given.slice(index).map((argument) => argument.value);
        if (rest.length === 0) return null;
        operands.push(rest);
        return operands;
      }
      const value = given[index]?.value ?? null;
      if (value === null && parameter.isOptional !== true) return null;
      operands.push(value);
    }
    return given.length <= parameters.length ? operands : null;
  }
  if (given.some((argument) => !parameters.some((parameter) => parameter.name === argument.name))) return null;
  if (new Set(given.map((argument) => argument.name)).size !== given.length) return null;
  for (const parameter of parameters) {
    const argument = given.find((each) => each.name === parameter.name);
    if (parameter.isVariadic === true) return null;
    if (argument === undefined && parameter.isOptional !== true) return null;
    operands.push(argument?.value ?? null);
  }
  return operands;
}

/** The first argument whose type cannot be its parameter's. */
function misfit({ signature, operands }: CallCandidate): { parameter: Parameter; node: Node } | null {
  for (const [index, parameter] of signature.parameters.entries()) {
    const operand = operands[index];
    if (operand == null) continue;
    for (const node of isNodes(operand) ? operand : [operand]) {
      if (!fits(node.feel, parameter.type)) return { parameter, node };
    }
  }
  return null;
}

export function signatureText(entry: FunctionEntry, signature: Signature): string {
  const parameters = signature.parameters.map((parameter) => {
    const name = parameter.isVariadic === true ? `${parameter.name}...` : parameter.name;
    return parameter.isOptional === true ? `[${name}]` : name;
  });
  return `${entry.name}(${parameters.join(', ')})`;
}

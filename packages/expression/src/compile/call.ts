import { type Call, type CallCandidate, isNodes, type Node } from '../ast/node.ts';
import type { FunctionEntry, Parameter, Run, Signature } from '../functions/function-entry.ts';
import { conforms } from '../types/conforms.ts';
import { typeParams } from '../types/describe-type.ts';
import type { FeelType } from '../types/feel-type.ts';
import { typeOfValue } from '../types/type-of-value.ts';
import { FeelFunction, type FeelValue, isList } from '../values/feel-value.ts';
import {
  dateTimeAt,
  FeelDate,
  FeelDateTime,
  FeelTime,
  inZone,
  isInCalendar,
  midnight,
  placedIn,
} from '../values/temporal.ts';
import { utc } from '../values/zone.ts';
import type { Evaluator } from './state.ts';

/** A call as a closure: arguments are evaluated once, then the first signature they fit is taken. */
export function callEvaluator(node: Call, below: (node: Node) => Evaluator): Evaluator {
  const values = node.arguments.map((argument) => below(argument.value));
  const { entry, candidates } = node;
  if (entry !== undefined && candidates !== undefined) {
    const places = candidates.map((candidate) => placesOf(node, candidate));
    return (state) => {
      const given = values.map((value) => value(state));
      let operands: (FeelValue | undefined)[] = [];
      for (const [index, { signature }] of candidates.entries()) {
        operands = (places[index] as Place[]).map((place) => valueAt(given, place));
        const result = invoke(signature, operands, state.run);
        if (result !== undefined) return result;
      }
      warnOfArguments(entry, candidates.at(-1)?.signature, operands, state.run);
      return null;
    };
  }
  const callee = below(node.callee);
  const names = node.arguments.map((argument) => argument.name);
  return (state) => {
    const called = callee(state);
    if (!(called instanceof FeelFunction)) return null;
    const given = values.map((value) => value(state));
    if (names.every((name) => name === null)) return callFunction(called, given);
    const ordered = called.parameters.map((parameter) => given[names.indexOf(parameter)]);
    return ordered.includes(undefined) || ordered.length !== given.length ? null : called.call(ordered as FeelValue[]);
  };
}

/** Calls a function value; null when it takes another number of values. */
export function callFunction(called: FeelFunction, values: readonly FeelValue[]): FeelValue {
  return called.takes(values.length) ? called.call(values) : null;
}

/** A built-in function as a value, to be handed to others: `sort(list, f)`. */
export function functionValue(entry: FunctionEntry, run: Run): FeelValue {
  const { signatures } = entry;
  const names = signatures[0]?.parameters.map((parameter) => parameter.name) ?? [];
  const call = (values: readonly FeelValue[]) => {
    for (const signature of signatures) {
      const operands = inOrder(values, signature.parameters);
      const result = operands === null ? undefined : invoke(signature, operands, run);
      if (result !== undefined) return result;
    }
    return null;
  };
  const takes = (count: number) => signatures.some(({ parameters }) => hasRoom(count, parameters));
  return new FeelFunction(names, call, null, takes);
}

function hasRoom(count: number, parameters: readonly Parameter[]): boolean {
  const needed = parameters.filter((parameter) => parameter.isOptional !== true).length;
  return count >= needed && (count <= parameters.length || parameters.at(-1)?.isVariadic === true);
}

/** Values of a call in order as operands, or null when there is no room for so many. */
function inOrder(values: readonly FeelValue[], parameters: readonly Parameter[]): (FeelValue | undefined)[] | null {
  if (!hasRoom(values.length, parameters)) return null;
  return parameters.map((parameter, index) => (parameter.isVariadic === true ? values.slice(index) : values[index]));
}

type Place = number | null | readonly number[];

function placesOf(node: Call, { operands }: CallCandidate): Place[] {
  const placeOf = (operand: Node) => node.arguments.findIndex((argument) => argument.value === operand);
  return operands.map((operand) =>
    operand === null ? null : isNodes(operand) ? operand.map(placeOf) : placeOf(operand),
  );
}

function valueAt(given: readonly FeelValue[], place: Place): FeelValue | undefined {
  if (place === null) return undefined;
  return typeof place === 'number' ? (given[place] ?? null) : place.map((each) => given[each] ?? null);
}

/** The result, or undefined when a value does not fit its parameter. A left-out value is undefined. */
function invoke(signature: Signature, operands: readonly (FeelValue | undefined)[], run: Run): FeelValue | undefined {
  const values: FeelValue[] = [];
  for (const [index, parameter] of signature.parameters.entries()) {
    const operand = operands[index];
    if (operand === undefined) {
      values.push(null);
      continue;
    }
    const value = coerce(operand, parameter);
    if (value === undefined) return undefined;
    values.push(value);
  }
  const result = signature.evaluate(values, run);
  return run.isZoned ? settled(result, run) : result;
}

/**
 * A result as records hold it (strict mode): a moment has a zone, seconds have six digits, and what lies outside the
 * calendar of records is blank.
 */
export function settled(value: FeelValue, run: Run): FeelValue {
  if (value instanceof FeelDateTime) {
    const read = inZone(placedIn(value, run.zone), run.zone);
    if (!isInCalendar(read.date)) return null;
    const { nanosecond } = read.time;
    return nanosecond % 1000 === 0 ? read : dateTimeAt(read.epochSeconds, nanosecond - (nanosecond % 1000), run.zone);
  }
  if (value instanceof FeelTime && value.nanosecond % 1000 !== 0) {
    const { hour, minute, second, nanosecond, zone } = value;
    return new FeelTime(hour, minute, second, nanosecond - (nanosecond % 1000), zone);
  }
  return value instanceof FeelDate && !isInCalendar(value) ? null : value;
}

/** The value as the parameter takes it (DMN 1.5, 10.3.2.9.4: implicit conversions), or undefined. */
function coerce(value: FeelValue, parameter: Parameter): FeelValue | undefined {
  if (parameter.isVariadic === true) {
    const list = value as readonly FeelValue[];
    return list.every((each) => each === null || conforms(each, parameter.type)) ? list : undefined;
  }
  if (value === null) return parameter.isNullable === true ? null : undefined;
  return converted(value, parameter.type);
}

export function converted(value: FeelValue, type: FeelType): FeelValue | undefined {
  if (type.type === 'any' || conforms(value, type)) return value;
  if (isList(value) && value.length === 1 && type.type !== 'list') {
    return conforms(value[0] as FeelValue, type) ? (value[0] as FeelValue) : undefined;
  }
  if (type.type === 'list' && !isList(value)) return conforms(value, type.of) ? [value] : undefined;
  if (type.type === 'date-time' && value instanceof FeelDate) return new FeelDateTime(value, midnight(utc));
  return undefined;
}

/** Says which value of the last signature tried was of another type; a blank one needs no words. */
function warnOfArguments(
  entry: FunctionEntry,
  signature: Signature | undefined,
  operands: readonly (FeelValue | undefined)[],
  run: Run,
): void {
  for (const [index, parameter] of signature?.parameters.entries() ?? []) {
    const operand = operands[index];
    if (operand == null || coerce(operand, parameter) !== undefined) continue;
    run.warn('EXPR_ARGUMENT_WRONG', {
      name: entry.name,
      parameter: parameter.name,
      ...typeParams('actual', typeOfValue(operand)),
    });
    return;
  }
}

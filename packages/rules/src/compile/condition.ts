import {
  booleanType,
  compileExpression,
  type Environment,
  type Expression,
  fromFeel,
  readExpression,
  type Scope,
} from '@tangram/expression';
import type { JsonValue } from '@tangram/schema';
import { conditionFlip } from '../explain/condition-flip.ts';
import type { ConditionPart, ConditionTrace } from '../explain/trace.ts';

/** A compiled condition that can also say why. */
export interface Condition {
  readonly expression: Expression;
  /** True only when it is certain: null (a blank decides) is not true. */
  holds(environment: Environment): boolean;
  trace(environment: Environment): ConditionTrace;
  /** The trace with what would flip it, for somebody who asks about one record. */
  explain(environment: Environment): ConditionTrace;
}

/** `text` is what `expression` was read from: its parts are cut out of it. */
export function compileCondition(expression: Expression, text: string, scope: Scope): Condition {
  const evaluate = compileExpression(expression);
  const parts = partsOf(expression, text, scope).map((part) => ({ part, evaluate: compileExpression(part) }));
  const trace = (environment: Environment): ConditionTrace => ({
    text: expression.text,
    holds: truthOf(evaluate(environment)),
    parts: parts.map((each) => partTrace(each.part, truthOf(each.evaluate(environment)), environment)),
  });
  return {
    expression,
    holds: (environment) => evaluate(environment) === true,
    trace,
    explain(environment) {
      const flip = conditionFlip(expression, text, environment);
      return flip === null ? trace(environment) : { ...trace(environment), flip };
    },
  };
}

/** What is joined by `and` or `or` at the top, each an expression of its own; anything else is one part. */
function partsOf(expression: Expression, text: string, scope: Scope): readonly Expression[] {
  const { ast } = expression;
  if (ast.type !== 'logic') return [expression];
  const parts = ast.operands.map(({ from, to }) =>
    readExpression(text.slice(from, to), scope, { expects: booleanType }),
  );
  const read = parts.flatMap((part) => part.expression ?? []);
  return read.length === parts.length ? read : [expression];
}

function partTrace(part: Expression, holds: boolean | null, environment: Environment): ConditionPart {
  const values: { [path: string]: JsonValue } = {};
  for (const path of part.reads) values[path.join('.')] = valueAtPath(environment, path);
  for (const { text } of part.aggregates) values[text] = fromFeel(environment.aggregates?.get(text) ?? null);
  return { text: part.text, holds, values };
}

function valueAtPath(environment: Environment, path: readonly string[]): JsonValue {
  let value: unknown = environment.variables;
  for (const step of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return null;
    value = (value as { [name: string]: unknown })[step];
  }
  // Whatever stands in an environment is a FEEL value.
  return fromFeel(value as Parameters<typeof fromFeel>[0]);
}

function truthOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

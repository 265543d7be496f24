import type { Expression } from '../expression.ts';
import { negated } from '../values/arithmetic.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { compileClosure } from './closure.ts';
import type { Compiled } from './compiler.ts';
import { FunctionWriter } from './function-writer.ts';
import { combined, compared, isBetween, memberValue } from './operators.ts';
import { type Environment, State } from './state.ts';

/**
 * The expression as a JavaScript function made from its tree: the same values, warnings and limits as `compileClosure`,
 * in a fraction of the time. For programs that may make code, which a page under our Content-Security-Policy may not:
 * only the server imports this file (decision 10).
 */
export function compileFunction(expression: Expression): Compiled {
  const isZoned = expression.mode === 'strict';
  const { text, captured } = functionText(expression);
  // oxlint-disable-next-line no-new-func, no-implied-eval -- written from our own tree; see FunctionWriter.
  const make = new Function('library', 'captured', 'isZoned', text) as Make;
  return make(library, captured, isZoned);
}

/** The text of the function and the values it captures. */
export function functionText(expression: Expression): { readonly text: string; readonly captured: readonly unknown[] } {
  const writer = new FunctionWriter({ types: expression.types, isZoned: expression.mode === 'strict' });
  const value = writer.value(expression.ast);
  const captures = writer.captured.map((_, index) => `c${index}`);
  const text = [
    '"use strict";',
    `const { ${Object.keys(library).join(', ')} } = library;`,
    `const [${captures.join(', ')}] = captured;`,
    `return (e) => { const v = e.variables; let ${['s', ...writer.partNames].join(', ')}; return ${value}; };`,
  ].join('\n');
  return { text, captured: writer.captured };
}

type Make = (
  functions: typeof library,
  captured: readonly unknown[],
  isZoned: boolean,
) => (environment: Environment) => FeelValue;

const library = { State, combined, compared, isBetween, memberValue, negated };

/** Making a function costs as much as this many evaluations by closure save, and most expressions run seldom. */
const hotAfter = 2000;

/** Begins with the closure; an expression that is evaluated often becomes a function. */
export function compileAdaptively(expression: Expression): Compiled {
  let evaluate = compileClosure(expression);
  let left = hotAfter;
  return (environment) => {
    if (left > 0) {
      left -= 1;
      if (left === 0) evaluate = compileFunction(expression);
    }
    return evaluate(environment);
  };
}

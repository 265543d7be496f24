import type { Expression } from '../expression.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { compileClosure } from './closure.ts';
import type { Environment } from './state.ts';

/** An expression ready to run; see `compileClosure` for what it promises. */
export type Compiled = (environment: Environment) => FeelValue;

let compile: (expression: Expression) => Compiled = compileClosure;

/** What the engines call: compiles by closures unless the program that runs them has chosen otherwise. */
export function compileExpression(expression: Expression): Compiled {
  return compile(expression);
}

/**
 * Chooses how the engines of this process compile, for example by `compileAdaptively`. Every way gives the same values
 * (a test compares them), so what was compiled before may stay.
 */
export function setCompiler(chosen: (expression: Expression) => Compiled): void {
  compile = chosen;
}

import type { Problem, ProblemParams } from '@tangram/schema';
import { type ExpressionCode, expressionProblem } from '../errors.ts';

/** Collects the problems of one expression; offsets are into the text as written. */
export class ProblemList {
  readonly problems: Problem[] = [];
  private readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  add(code: ExpressionCode, at: { from: number; to: number }, params: ProblemParams = {}, hint?: string): void {
    this.problems.push(expressionProblem(code, this.path, { ...params, from: at.from, to: at.to }, hint));
  }
}

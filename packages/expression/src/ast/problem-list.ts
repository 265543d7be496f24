import type { Problem, ProblemParams } from '@tangram/schema';
import { maxProblems } from '../limits.ts';
import { type ExpressionCode, expressionProblem, type HintName, hintText } from '../errors.ts';

/** What to say beside a problem, in every language. */
export interface Hint {
  readonly name: HintName;
  readonly near?: string;
}

/** "Did you mean ...?" where a name is near. */
export function nearHint(near: string | undefined): Hint | undefined {
  return near === undefined ? undefined : { name: 'near', near };
}

/** Collects the problems of one expression; offsets are into the text as written. A name that was probably meant is `meant`. */
export class ProblemList {
  readonly problems: Problem[] = [];
  private readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get isFull(): boolean {
    return this.problems.length >= maxProblems;
  }

  add(code: ExpressionCode, at: { from: number; to: number }, params: ProblemParams = {}, hint?: Hint): void {
    if (this.isFull) return;
    const sentence = hint === undefined ? undefined : hintText(hint.name, hint.near);
    const meant = hint?.name !== 'near' || hint.near === undefined ? {} : { meant: hint.near };
    this.problems.push(expressionProblem(code, this.path, { ...params, ...meant, from: at.from, to: at.to }, sentence));
  }
}

import type { Problem } from '@tangram/schema';

/** What the server refused and why; thrown by every method of the client. `status` is 0 when no answer came. */
export class RequestProblems extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => problem.message).join(' '), options);
    this.name = 'RequestProblems';
    this.status = status;
    this.problems = problems;
  }

  /** True when one of the problems has the code. */
  has(code: string): boolean {
    return this.problems.some((problem) => problem.code === code);
  }
}

/** The problems of anything thrown: those of a `RequestProblems`, else one that carries the error's text. */
export function problemsOfError(error: unknown): readonly Problem[] {
  if (error instanceof RequestProblems) return error.problems;
  const message = error instanceof Error ? error.message : String(error);
  return [{ code: 'CLIENT_UNEXPECTED', message, path: '' }];
}

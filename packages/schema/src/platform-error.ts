import type { ErrorKind, ErrorTable, Problem } from './problem.ts';

/**
 * Thrown when a request cannot be carried out; carries every problem found. Mistakes in data are *returned* by the
 * checking functions; this is how an engine's entry point refuses to go on with them.
 */
export class PlatformError extends Error {
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];

  constructor(kind: ErrorKind, problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => problem.message).join(' '), options);
    this.name = 'PlatformError';
    this.kind = kind;
    this.problems = problems;
  }
}

/** Throws a `PlatformError` when there is any problem; its kind is the first problem's, read from `table`. */
export function refuseIfAny(problems: readonly Problem[], table: ErrorTable): void {
  const first = problems[0];
  if (first === undefined) return;
  throw new PlatformError(table[first.code]?.kind ?? 'invalid', problems);
}

import { PlatformError, type ProblemParams, problemsOf } from '@tangram/schema';
import { databaseErrors } from './errors.ts';

const problem = problemsOf(databaseErrors);

/** The error to throw for `code`, its kind taken from the table. */
export function databaseError(
  code: keyof typeof databaseErrors,
  params: ProblemParams,
  cause?: unknown,
): PlatformError {
  return new PlatformError(
    databaseErrors[code].kind,
    [problem(code, '', params)],
    cause === undefined ? {} : { cause },
  );
}

export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** Whether a file operation failed because of `code` (`ENOENT`, `ENOSPC`, ...). */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

import type { FieldModel, FormModel } from '@tangram/forms';
import { type JsonValue, type LocalText, type Problem, pointer, textIn } from '@tangram/schema';
import { recordProblem } from '../errors.ts';
import { textOfValue } from './wire-value.ts';

/** What the driver tells of an error that PostgreSQL reported. */
interface DatabaseError {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
}

/** True where PostgreSQL refused a value or a constraint (classes 22 and 23), as opposed to something being broken. */
export function isDataError(error: unknown): error is DatabaseError {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^2[23]...$/.test(code);
}

/** True where the same transaction, tried again, may go through: deadlock, serialisation. */
export function isPassing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '40P01' || code === '40001';
}

/** The mistake in the data behind a refusal, at the field that the refusal names. */
export function problemOf(
  error: DatabaseError,
  form: FormModel,
  values: { readonly [field: string]: JsonValue },
): Problem {
  const field = fieldNamed(error.detail, form);
  if (error.code === '23505' && field !== undefined) return notUnique(field, values[field.key] ?? null);
  if (error.code === '23503' && field !== undefined) {
    return recordProblem('RECORD_REFERENCE_MISSING', pointer(field.key), { field: titleOf(field) });
  }
  return recordProblem('RECORD_REFUSED_BY_DATABASE', field === undefined ? '' : pointer(field.key), {
    detail: error.message,
  });
}

export function notUnique(field: FieldModel, value: JsonValue): Problem {
  return recordProblem('RECORD_NOT_UNIQUE', pointer(field.key), { field: titleOf(field), value: textOfValue(value) });
}

/** The field as people call it, in every language it is called in: the reader's is chosen when a sentence is said. */
export function titleOf({ definition, key }: FieldModel): LocalText {
  return textIn(definition.title, 'en') === '' ? key : definition.title;
}

/** `Key (email)=(a@b.c) already exists.` names the column `email`. */
function fieldNamed(detail: string | undefined, form: FormModel): FieldModel | undefined {
  const column = /^Key \("?(.+?)"?\)=\(/.exec(detail ?? '')?.[1];
  return [...form.fields.values()].find((field) => field.column === column);
}

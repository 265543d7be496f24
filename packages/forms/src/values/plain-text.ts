import type { FieldDefinition, JsonValue, ProblemParams } from '@tangram/schema';
import { textIn } from '@tangram/schema';
import { formErrors, formProblem } from '../errors.ts';
import type { NormalizeContext, Normalized } from '../field-type.ts';

export const blank: Normalized = { value: null };

/** Refuses a value with the field's title in the writer's language. */
export function refuse(
  code: keyof typeof formErrors,
  field: FieldDefinition,
  context: NormalizeContext,
  params: ProblemParams = {},
): Normalized {
  return { problem: formProblem(code, '', { title: textIn(field.title, context.language), ...params }) };
}

/** A value as it can be quoted in a sentence. */
export function quoted(raw: JsonValue): string {
  const text = typeof raw === 'string' ? raw : JSON.stringify(raw);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/**
 * The one line of text that `raw` means: trimmed, NFC, control characters and line breaks as spaces. Numbers and
 * booleans are taken as their text, since sheets give `12` for a text cell. Null when blank, undefined when it is no text.
 */
export function lineOf(raw: JsonValue): string | null | undefined {
  const text = scalarText(raw);
  if (text === null || text === undefined) return text;
  const line = text.normalize('NFC').replaceAll(controlOrBreak, ' ').trim();
  return line === '' ? null : line;
}

/** The same for several lines: line breaks become `\n`, tabs stay, trailing space goes, other control characters go. */
export function paragraphsOf(raw: JsonValue): string | null | undefined {
  const text = scalarText(raw);
  if (text === null || text === undefined) return text;
  const lines = text
    .normalize('NFC')
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(controlInParagraphs, '');
  return lines.trim() === '' ? null : lines.trimEnd();
}

/** Full-width letters, digits and marks (１２３，．＠) as their ASCII ones: what a Chinese keyboard leaves behind. */
export function halfWidth(text: string): string {
  return text.normalize('NFKC').trim();
}

/** PostgreSQL stores neither NUL nor half a surrogate pair. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** Length in code points, as JSON Schema counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

// oxlint-disable-next-line no-control-regex -- these characters are what is looked for
const controlOrBreak = /[\u0000-\u001F\u007F\u0085\u2028\u2029]+/g;
// oxlint-disable-next-line no-control-regex -- these characters are what is looked for
const controlInParagraphs = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

function scalarText(raw: JsonValue): string | null | undefined {
  if (raw === null) return null;
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number' && Number.isFinite(raw)) return String(raw);
  if (typeof raw === 'boolean') return String(raw);
  return undefined;
}

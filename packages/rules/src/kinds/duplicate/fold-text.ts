import { type RawBuilder, sql } from 'kysely';

type Sql = RawBuilder<unknown>;

/**
 * Foldings of texts, each once as JavaScript and once as an IMMUTABLE expression of PostgreSQL that an index may hold.
 * Only tables of characters are used, never what a Unicode version or a collation says: the two must agree for ever.
 */

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Full-width forms of ! to ~, U+FF01 to U+FF5E. */
const wide = Array.from({ length: 94 }, (_, at) => String.fromCodePoint(0xff01 + at)).join('');
const narrow = Array.from({ length: 94 }, (_, at) => String.fromCodePoint(0x21 + at)).join('');
/** Every character that shows as a gap or as nothing. */
const blanks = [9, 10, 11, 12, 13, 0x85, 0xa0, 0x1680, ...range(0x2000, 0x200d), 0x2028, 0x2029, 0x202f, 0x205f]
  .concat([0x2060, 0x3000, 0xfeff])
  .map((code) => String.fromCodePoint(code))
  .join('');
/** What stands between the parts of a company's name; after full-width forms have become narrow. */
const marks = '.,;:!?\'"`()[]{}<>-_/\\&+*#@·•、。“”‘’「」《》【】—–…';

const fromFold = upper + wide + blanks;
const toFold = upper.toLowerCase() + narrow.toLowerCase() + ' '.repeat(blanks.length);
const foldTable = tableOf(fromFold, toFold);
const markTable = tableOf(marks, ' '.repeat(marks.length));

/** Small Latin letters, narrow forms, plain spaces. */
export const foldText = (text: string): string => translate(text, foldTable);
export const foldSql = (text: Sql): Sql => sql`translate(${text}, ${sql.lit(fromFold)}, ${sql.lit(toFold)})`;

/** Marks become spaces. */
export const dropMarks = (text: string): string => translate(text, markTable);
export const dropMarksSql = (text: Sql): Sql =>
  sql`translate(${text}, ${sql.lit(marks)}, ${sql.lit(' '.repeat(marks.length))})`;

function translate(text: string, table: ReadonlyMap<string, string>): string {
  let result = '';
  for (const character of text) result += table.get(character) ?? character;
  return result;
}

function tableOf(from: string, to: string): ReadonlyMap<string, string> {
  const targets = Array.from(to);
  return new Map(Array.from(from, (character, at) => [character, targets[at] as string]));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

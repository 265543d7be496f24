import type { FormModel } from '@tangram/forms';
import type { JsonValue, Problem } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { FormAccess } from '../access/form-access.ts';
import type { RecordRow } from '../records.ts';
import { columnOf } from '../sql/names.ts';
import type { ReadValue } from '../sql/wire-value.ts';
import type { PathResolver } from './path-resolver.ts';

/** The columns of an answer and how its rows become records. */
export interface Outputs {
  readonly columns: readonly RawBuilder<unknown>[];
  toRow(row: SqlRow): RecordRow;
}

export interface SqlRow {
  readonly [column: string]: unknown;
}

/** Every field that the actor sees at least masked, in the form's order. */
export function visibleFields(form: FormModel, access: FormAccess): string[] {
  return [...form.fields.keys()].filter((key) => access.field(key) !== 'hidden');
}

/**
 * The asked fields as columns `c0`, `c1`, ... (a title beside its id as `c1t`), with `id` and `version`. Problems point
 * into `/fields`.
 */
export function makeOutputs(
  resolver: PathResolver,
  fields: readonly string[],
): Outputs | { readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const columns: RawBuilder<unknown>[] = [
    sql`${columnOf(resolver.alias, 'id')} as ${sql.id('id')}`,
    sql`${columnOf(resolver.alias, 'version')} as ${sql.id('version')}`,
  ];
  const cells: Cell[] = [];
  for (const [index, field] of fields.entries()) {
    if (field === 'id' || field === 'version') continue;
    const resolved = resolver.resolve(field.split('.'), `/fields/${index}`);
    if ('code' in resolved) {
      problems.push(resolved);
      continue;
    }
    const column = `c${index}`;
    const title = resolved.title === null ? null : `${column}t`;
    columns.push(sql`${resolved.column} as ${sql.id(column)}`);
    if (title !== null && resolved.title !== null) columns.push(sql`${resolved.title()} as ${sql.id(title)}`);
    cells.push({ field, column, title, read: resolved.read });
  }
  if (problems.length > 0) return { problems };
  return { columns, toRow: (row) => toRow(row, cells) };
}

interface Cell {
  readonly field: string;
  readonly column: string;
  readonly title: string | null;
  readonly read: ReadValue;
}

function toRow(row: SqlRow, cells: readonly Cell[]): RecordRow {
  const record: { id: string; version: number; [field: string]: JsonValue } = {
    id: row['id'] as string,
    version: row['version'] as number,
  };
  for (const { field, column, title, read } of cells) {
    const value = read(row[column]);
    record[field] =
      title === null || value === null ? value : { id: value, title: (row[title] ?? null) as string | null };
  }
  return record;
}

import type { FormModel } from '@tangram/forms';
import { byteLength, type JsonValue, type Problem } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { FormAccess } from '../access/form-access.ts';
import type { RecordRow } from '../records.ts';
import { columnOf } from '../sql/names.ts';
import { asIs, type ReadValue } from '../sql/wire-value.ts';
import type { PathResolver, ResolvedPath } from './path-resolver.ts';

/** The columns of an answer and how its rows become records. */
export interface Outputs {
  readonly columns: readonly RawBuilder<unknown>[];
  /** Where the driver's own value of a field stands in a row, for fields that are one column. */
  readonly plainColumns: ReadonlyMap<string, string>;
  /** Makes the record out of the driver's row itself, which must hold nothing else: a page of 50 is then half the work. */
  readonly changeRow: (row: SqlRow) => RecordRow;
  /** Makes the record and leaves the row as it is. */
  readonly copyRow: (row: SqlRow) => RecordRow;
}

export interface SqlRow {
  readonly [column: string]: unknown;
}

/** Every field that the actor sees at least masked, in the form's order. */
export function visibleFields(form: FormModel, access: FormAccess): string[] {
  return [...form.fields.keys()].filter((key) => access.field(key) !== 'hidden');
}

/** The asked fields as columns of the same name, with `id` and `version`. Problems point into `/fields`. */
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
  const plainColumns = new Map([['id', 'id']]);
  for (const [index, field] of fields.entries()) {
    if (field === 'id' || field === 'version') continue;
    const resolved = resolver.resolve(field.split('.'), `/fields/${index}`);
    if ('code' in resolved) {
      problems.push(resolved);
      continue;
    }
    const column = byteLength(field) > longestName ? `~c${index}` : field;
    columns.push(sql`${valueWithTitle(resolved)} as ${sql.id(column)}`);
    if (resolved.title === null) plainColumns.set(field, column);
    cells.push({ field, column, read: resolved.title === null ? resolved.read : readReference });
  }
  if (problems.length > 0) return { problems };
  const isRenamed = cells.some(({ field, column }) => field !== column);
  const changing = cells.filter(({ read }) => read !== asIs);
  const copied = (row: SqlRow) => copyRow(row, cells);
  return {
    columns,
    plainColumns,
    copyRow: copied,
    changeRow: isRenamed ? copied : (row) => changeRow(row as RecordRow, changing),
  };
}

/** PostgreSQL cuts longer names: such a path goes under another. */
const longestName = 63;

interface Cell {
  readonly field: string;
  readonly column: string;
  readonly read: ReadValue;
}

/** A reference and its title as one text, id first: `0198...-...+Acme`, or `0198...-` where the title is not to be seen. */
function valueWithTitle({ column, title }: ResolvedPath): RawBuilder<unknown> {
  return title === null ? column : sql`${column}::text || coalesce('+' || ${title()}, '-')`;
}

const idLength = 36;

const readReference: ReadValue = (value) => {
  if (typeof value !== 'string') return null;
  const title = value[idLength] === '+' ? value.slice(idLength + 1) : null;
  return { id: value.slice(0, idLength), title };
};

function changeRow(row: { [field: string]: JsonValue } & RecordRow, cells: readonly Cell[]): RecordRow {
  for (const { field, read } of cells) row[field] = read(row[field]);
  return row;
}

function copyRow(row: SqlRow, cells: readonly Cell[]): RecordRow {
  const record: { id: string; version: number; [field: string]: JsonValue } = {
    id: row['id'] as string,
    version: row['version'] as number,
  };
  for (const { field, column, read } of cells) record[field] = read(row[column]);
  return record;
}

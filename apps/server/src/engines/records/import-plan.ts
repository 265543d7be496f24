import type { FormModel } from '@tangram/forms';
import type { FieldMapping, ImportMapping, SheetRow } from '@tangram/records';
import type { JsonSchema, JsonValue } from '@tangram/schema';
import type { TableFile } from './table-file.ts';

/** How the columns of a file become fields: what the wizard sends, and the file behind `--map`. */
export interface ImportPlan {
  /** Column -> field key; columns that are not named are not read. Missing: every column that is named like a field. */
  readonly columns?: { readonly [column: string]: string };
  /** Column -> text in the file -> what is meant by it: `{ "product": { "GTXPro": "GTX Pro" } }`. */
  readonly values?: { readonly [column: string]: { readonly [text: string]: string } };
  /** Column -> field of the other form that a reference's cell holds; its title field when missing. */
  readonly match?: { readonly [column: string]: string };
  /** Field -> the same value in every row. */
  readonly constants?: { readonly [field: string]: JsonValue };
  /** Field whose equal value makes a row change that record. */
  readonly upsert?: string;
}

const texts: JsonSchema = { type: 'object', additionalProperties: { type: 'string' } };

/** Written without the routes' builder of schemas, which is large, for the sake of the command line. */
export const importPlanSchema: JsonSchema = {
  type: 'object',
  properties: {
    columns: texts,
    values: { type: 'object', additionalProperties: texts },
    match: texts,
    constants: { type: 'object' },
    upsert: { type: 'string', maxLength: 200 },
  },
  additionalProperties: false,
};

export function mappingOf(plan: ImportPlan, file: TableFile, form: FormModel | undefined): ImportMapping {
  const columns = plan.columns ?? likelyColumns(file.columns, form);
  const read = Object.entries(columns).map(([column, field]): FieldMapping => {
    const values = plan.values?.[column];
    const match = plan.match?.[column];
    return { field, column, ...(values === undefined ? {} : { values }), ...(match === undefined ? {} : { match }) };
  });
  const constant = Object.entries(plan.constants ?? {}).map(
    ([field, value]): FieldMapping => ({ field, constant: value }),
  );
  return { fields: [...read, ...constant], ...(plan.upsert === undefined ? {} : { upsertBy: plan.upsert }) };
}

/** Columns that are named like a field's key or one of its titles, whatever the case and spaces. */
export function likelyColumns(columns: readonly string[], form: FormModel | undefined): { [column: string]: string } {
  const byName = new Map<string, string>();
  for (const field of form?.fields.values() ?? []) {
    if (field.isSystem && field.key !== 'owner') continue;
    const { title } = field.definition;
    const titles = typeof title === 'string' ? [title] : Object.values(title);
    for (const name of [field.key, ...titles]) if (!byName.has(plain(name))) byName.set(plain(name), field.key);
  }
  const taken = new Set<string>();
  return Object.fromEntries(
    columns.flatMap((column) => {
      const field = byName.get(plain(column));
      if (field === undefined || taken.has(field)) return [];
      taken.add(field);
      return [[column, field]];
    }),
  );
}

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');

export function* sheetRows(file: TableFile): Generator<SheetRow> {
  for (const row of file.rows)
    yield Object.fromEntries(file.columns.map((column, place) => [column, row[place] ?? '']));
}

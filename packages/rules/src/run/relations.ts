import { contextOf, type FeelValue, toFeel } from '@tangram/expression';
import type { FieldModel, FormModel } from '@tangram/forms';
import { type Catalog, loadMembers } from '@tangram/records';
import type { JsonObject, JsonValue, RecordValues } from '@tangram/schema';
import type { Kysely } from 'kysely';

/**
 * The records that rules look at through relations (`account.sector`, `owner.manager.name`), loaded set-wise: one
 * statement, however many records are written. Rules see every record, whoever writes.
 */
export interface Relations {
  /** Makes sure that everything these records refer to now is at hand. */
  load(rows: readonly RecordValues[]): Promise<void>;
  /** A field's value as FEEL; a reference with the members that are read of it. */
  feelValue(field: FieldModel, row: RecordValues): FeelValue;
}

export function relationsOf(
  trx: Kysely<unknown>,
  catalog: Catalog,
  form: FormModel,
  reads: readonly (readonly string[])[],
): Relations {
  const paths = distinct(
    reads.filter((path) => path.length > 1 && form.fields.get(path[0] as string)?.references !== undefined),
  );
  const roots = [...new Set(paths.map((path) => path[0] as string))];
  // A row is changed in place while rules run over it: what was loaded counts for the ids it was loaded for.
  const loaded = new WeakMap<
    RecordValues,
    { readonly ids: string; readonly members: { readonly [field: string]: JsonObject } }
  >();
  const idsOf = (row: RecordValues) => roots.map((root) => textOf(row[root])).join();
  return {
    async load(rows) {
      if (paths.length === 0) return;
      const missing = rows.filter((row) => loaded.get(row)?.ids !== idsOf(row));
      if (missing.length === 0) return;
      const members = await loadMembers(trx, catalog, form, missing, paths);
      for (const [index, row] of missing.entries()) loaded.set(row, { ids: idsOf(row), members: members[index] ?? {} });
    },
    feelValue(field, row) {
      const value = row[field.key] ?? null;
      if (value === null || field.references === undefined) return toFeel(value, field.feelType);
      const members = loaded.get(row)?.members[field.key];
      return members?.['id'] === value ? toFeel(members, field.feelType) : bareReference(value);
    },
  };
}

function bareReference(id: JsonValue): FeelValue {
  return contextOf([
    ['id', textOf(id)],
    ['title', null],
  ]);
}

/** References are stored as ids, which are text. */
function textOf(id: JsonValue | undefined): string {
  return typeof id === 'string' ? id : '';
}

function distinct(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(paths.map((path) => [path.join('.'), path])).values()];
}

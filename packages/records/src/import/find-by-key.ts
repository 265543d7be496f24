import type { FieldModel, FormModel } from '@tangram/forms';
import type { JsonValue } from '@tangram/schema';
import { sql } from 'kysely';
import { scopedTable } from '../access/scoped-table.ts';
import { columnOf } from '../sql/names.ts';
import { textOfValue } from '../sql/wire-value.ts';
import type { LookUpParts } from './look-up.ts';

export interface KeyMatch {
  /** The key as it is stored; null where it is blank or no value of the field. */
  readonly text: string | null;
  readonly records: readonly { readonly id: string; readonly version: number }[];
}

/** For each raw value of the field `key`, the records that hold it and that the actor sees. One statement. */
export async function findByKey(
  parts: LookUpParts,
  form: FormModel,
  key: FieldModel,
  raw: readonly JsonValue[],
): Promise<KeyMatch[]> {
  const { language, zone } = parts.catalog.workspace;
  const texts = raw.map((value) => {
    const normalized = key.type.normalize(value, key.definition, { language, zone });
    return 'problem' in normalized || normalized.value === null ? null : textOfValue(normalized.value);
  });
  const wanted = [...new Set(texts.filter((text) => text !== null))];
  const table = scopedTable(parts.actor, form, 't', parts.catalog, parts.now);
  const type = sql.raw(key.columnPlan.sqlType);
  const { rows } = await sql<{ text: string; id: string; version: number }>`
    select w.text, t.id, t.version from unnest(${wanted}::text[]) as w(text)
    join ${table} on ${columnOf('t', key.column)} = w.text::${type}`.execute(parts.db);
  const byText = Map.groupBy(rows, (row) => row.text);
  return texts.map((text) => ({ text, records: text === null ? [] : (byText.get(text) ?? []) }));
}

import { type Aggregate, compileAggregate, type FeelType, type FeelValue, toFeel } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { JsonValue, RecordValues } from '@tangram/schema';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { actorBinding } from '../access/binding.ts';
import type { Actor } from '../actor.ts';
import type { Catalog } from '../catalog.ts';
import { userColumn } from '../sql/column-path.ts';
import { typedName } from '../sql/names.ts';
import { recordRow } from '../sql/record-row.ts';
import { workCalendarOf } from '../work-calendar.ts';

export interface AggregateQuestion {
  readonly catalog: Catalog;
  readonly form: FormModel;
  readonly aggregates: readonly Aggregate[];
  /** Who `user` is; what is counted is what the platform sees. */
  readonly actor: Actor;
  readonly now: Date;
}

/** A record as it will be, perhaps not yet written. */
export interface AskedRecord {
  readonly id: string;
  readonly values: RecordValues;
}

/**
 * The values of counts over related records, for each record by `Aggregate.text`: one statement, however many records
 * and aggregates. The related records count as they stand in the transaction; fields of the record itself are those given.
 *
 *     select x."~n", (select count(*)::numeric from "crm"."activity" as "x_of" where "x_of"."account" = "x"."id" ...)::text as "a0"
 *     from json_to_recordset($1) as x("~n" integer, "id" uuid, "name" text)
 */
export async function loadAggregates(
  db: Kysely<unknown>,
  { catalog, form, aggregates, actor, now }: AggregateQuestion,
  records: readonly AskedRecord[],
): Promise<readonly ReadonlyMap<string, FeelValue>[]> {
  if (aggregates.length === 0 || records.length === 0) return records.map(() => new Map());
  const binding = actorBinding(actor, now);
  const row = recordRow(form, 'x');
  const given = new Set<string>();
  const target = {
    column(path: readonly string[]) {
      if (path[0] === 'user') return userColumn(path, binding);
      given.add(path[0] as string);
      return row.column(path, { type: 'any' });
    },
    related: row.related,
    zone: catalog.workspace.zone,
    calendar: workCalendarOf(catalog.workspace),
    now,
  };
  const columns = aggregates.map(
    (aggregate, index) =>
      sql`${wireText(compileAggregate(aggregate, target), aggregate.type)} as ${sql.id(`a${index}`)}`,
  );
  const fields = [...given].flatMap((key) => form.fields.get(key) ?? []).filter(({ key }) => key !== 'id');
  const input = records.map(({ id, values }, n) => ({
    '~n': n,
    id,
    ...Object.fromEntries(fields.map((field) => [field.column, values[field.key] ?? null])),
  }));
  const names = [
    typedName('~n', 'integer'),
    typedName('id', 'uuid'),
    ...fields.map((field) => typedName(field.column, field.columnPlan.sqlType)),
  ];
  const { rows } = await sql<{ readonly '~n': number; readonly [column: string]: JsonValue }>`
    select ${sql.join([sql`x."~n"`, ...columns])}
    from json_to_recordset(${JSON.stringify(input)}::json) as x(${sql.join(names)})`.execute(db);
  const results = records.map(() => new Map<string, FeelValue>());
  for (const found of rows) {
    for (const [index, { text, type }] of aggregates.entries()) {
      results[found['~n']]?.set(text, toFeel(found[`a${index}`] ?? null, type));
    }
  }
  return results;
}

/** A value as wire forms have it, of any type but yes/no as text. */
export function wireText(value: RawBuilder<unknown>, { type }: FeelType): RawBuilder<unknown> {
  if (type === 'boolean') return value;
  if (type === 'date-time') return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  if (type === 'months-duration') return value;
  return sql`${value}::text`;
}

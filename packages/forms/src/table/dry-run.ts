import { type Option, optionsOf } from '../values/options.ts';
import type { FieldModel } from '../model/form-model.ts';
import { quoteName, quoteText } from './quote.ts';
import type { DryRun, TableName } from './table-step.ts';

/** Values that the conversion (SQL over `old.value`) would make null. */
export function lostValuesQuery(table: TableName, was: FieldModel, conversion: string): DryRun {
  const old = `select ${quoteName(was.column)} as value from ${quoteName(table.schema, table.name)} where deleted_at is null`;
  const shown = was.type.sql.toText('old.value', was.definition);
  return {
    asks: 'values-lost',
    refuses: false,
    sql: counted(
      `select old.value is not null and (${conversion}) is null as hit, ${shown} as shown from (${old}) as old`,
    ),
  };
}

/** Values that several records hold: the field could not be made unique. */
export function duplicatesQuery(table: TableName, field: FieldModel): DryRun {
  const column = quoteName(field.column);
  const shown = field.type.sql.toText('old.value', field.definition);
  const old =
    `select ${column} as value, count(*) over (partition by ${column}) as alike ` +
    `from ${quoteName(table.schema, table.name)} where deleted_at is null`;
  return {
    asks: 'duplicates',
    refuses: true,
    sql: counted(`select old.value is not null and old.alike > 1 as hit, ${shown} as shown from (${old}) as old`),
  };
}

export function blanksQuery(table: TableName, field: FieldModel): DryRun {
  const hit = `${quoteName(field.column)} is null as hit, null::text as shown`;
  return { asks: 'blanks', refuses: false, sql: counted(`select ${hit} from ${living(table)}`) };
}

/** How many records hold a value in a column that goes to the trash. */
export function trashedValuesQuery(table: TableName, field: FieldModel): DryRun {
  const hit = `${quoteName(field.column)} is not null as hit, null::text as shown`;
  return { asks: 'values-trashed', refuses: false, sql: counted(`select ${hit} from ${living(table)}`) };
}

/** Records that hold an option which the new definition no longer has. They keep it until somebody changes it. */
export function optionsGoneQuery(table: TableName, was: FieldModel, field: FieldModel): DryRun | undefined {
  const kept = new Set(optionsOf(field.definition).map((option) => option.value));
  const gone = optionsOf(was.definition).filter((option: Option) => !kept.has(option.value));
  if (gone.length === 0 || kept.size === 0) return undefined;
  const list = `array[${gone.map((option) => quoteText(option.value)).join(', ')}]`;
  const column = quoteName(was.column);
  const isList = was.columnPlan.sqlType.endsWith('[]');
  const hit = isList ? `coalesce(${column} && ${list}, false)` : `coalesce(${column} = any (${list}), false)`;
  const shown = was.type.sql.toText(column, was.definition);
  return {
    asks: 'options-gone',
    refuses: false,
    sql: counted(`select ${hit} as hit, ${shown} as shown from ${living(table)}`),
  };
}

function living(table: TableName): string {
  return `${quoteName(table.schema, table.name)} where deleted_at is null`;
}

/** Over rows of (hit, shown): how many there are, how many hit, ten different ones to show. */
function counted(rows: string): string {
  return (
    `with rows as materialized (${rows}) select count(*)::int as total, (count(*) filter (where hit))::int as found, ` +
    `coalesce((select array_agg(shown) from (select distinct shown from rows where hit and shown is not null order by shown limit 10) as few), '{}') as samples from rows`
  );
}

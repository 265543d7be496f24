import { quoteName, quoteText } from './quote.ts';
import type { ColumnSql, Counter, IndexPlan, TableName, TableStep } from './table-step.ts';

/**
 * How full a page of a form's table is made: what is left lets an edited row stay on its page, where PostgreSQL need not
 * enter it into every index anew.
 */
const fillPercent = 85;

/**
 * The statements of one step, to run in order within the plan's transaction; none where nothing in the table changes.
 *
 *     { type: 'add-column', column: { name: '备注', sqlType: 'text' }, ... }
 *     -> alter table "crm"."lead" add column "备注" text
 */
export function stepSql(step: TableStep): string[] {
  const table = quoteName(step.table.schema, step.table.name);
  switch (step.type) {
    case 'create-table':
      return [
        `create schema if not exists ${quoteName(step.table.schema)}`,
        `create table ${table} (\n  ${step.columns.map(columnSql).join(',\n  ')}\n) with (fillfactor = ${fillPercent})`,
      ];
    case 'add-column':
      return [
        ...addColumn(table, step.column),
        ...(step.counter === undefined ? [] : startCounter(step.table, step.counter)),
      ];
    case 'convert-column':
      return [
        ...trashColumn(step.table, step.column.name, step.trashName, step.definition),
        ...addColumn(table, step.column),
        `update ${table} as converted set ${quoteName(step.column.name)} = ` +
          `(select ${step.conversion} from (select converted.${quoteName(step.trashName)} as value) as old)`,
        ...(step.counter === undefined ? [] : startCounter(step.table, step.counter)),
      ];
    case 'trash-column':
      return trashColumn(step.table, step.column, step.trashName, step.definition);
    case 'restore-column':
      return [
        `alter table ${table} rename column ${quoteName(step.trashName)} to ${quoteName(step.column)}`,
        `delete from "tangram"."column_trash" where app = ${quoteText(step.table.schema)} and form = ${quoteText(step.table.name)} ` +
          `and column_name = ${quoteText(step.trashName)}`,
        ...(step.counter === undefined ? [] : startCounter(step.table, step.counter)),
      ];
    case 'number-rows':
      return [...startCounter(step.table, step.counter), ...numberRows(step.table, step.counter)];
    case 'create-index':
      return [createIndex(table, step.index)];
    case 'drop-index':
      return [`drop index if exists ${quoteName(step.table.schema, step.name)}`];
    case 'add-foreign-key':
      return [
        `alter table ${table} add constraint ${quoteName(step.name)} foreign key (${quoteName(step.column)}) ` +
          `references ${quoteName(step.target.schema, step.target.name)} ("id") on delete set null` +
          (step.isNew ? '' : ' not valid'),
      ];
    case 'drop-foreign-key':
      return [`alter table ${table} drop constraint if exists ${quoteName(step.name)}`];
    case 'recompute':
    case 'set-title':
    case 'set-settings':
    case 'set-required':
      return [];
  }
}

function createIndex(table: string, { name, columns, covers }: IndexPlan): string {
  const list = columns.map((column) => quoteName(column)).join(', ');
  const where = {
    all: '',
    living: ' where deleted_at is null',
    filled: ` where ${quoteName(columns[0] as string)} is not null`,
  };
  return `create ${covers === 'living' ? 'unique ' : ''}index ${quoteName(name)} on ${table} (${list})${where[covers]}`;
}

function columnSql(column: ColumnSql): string {
  const check = column.check === undefined ? '' : ` check (${column.check})`;
  return `${quoteName(column.name)} ${column.sqlType}${check}`;
}

/**
 * Without a default and nullable: the catalogue only. The check comes apart and `not valid`, since PostgreSQL would read
 * every record for a check that a column full of nulls cannot break; new values are checked all the same.
 */
function addColumn(table: string, column: ColumnSql): string[] {
  return [
    `alter table ${table} add column ${quoteName(column.name)} ${column.sqlType}`,
    ...(column.check === undefined ? [] : [`alter table ${table} add check (${column.check}) not valid`]),
  ];
}

function trashColumn(table: TableName, column: string, trashName: string, definition: unknown): string[] {
  const name = quoteName(table.schema, table.name);
  const row = [table.schema, table.name, column, trashName, JSON.stringify(definition)].map(quoteText);
  return [
    `alter table ${name} alter column ${quoteName(column)} drop default`,
    `alter table ${name} rename column ${quoteName(column)} to ${quoteName(trashName)}`,
    `insert into "tangram"."column_trash" (id, app, form, field, column_name, definition, removed_at) ` +
      `values (gen_random_uuid(), ${row.join(', ')}, now())`,
  ];
}

function startCounter(table: TableName, counter: Counter): string[] {
  const sequence = quoteName(table.schema, counter.sequence);
  const next = `nextval(${quoteText(sequence)}::regclass)`;
  return [
    `create sequence if not exists ${sequence} as bigint start ${counter.start}`,
    `alter table ${quoteName(table.schema, table.name)} alter column ${quoteName(counter.column)} ` +
      `set default ${counter.format.replaceAll('$count', next)}`,
    `alter sequence ${sequence} owned by ${quoteName(table.schema, table.name, counter.column)}`,
  ];
}

/** Records that have no number yet get theirs in the order of their creation, after the numbers already given. */
function numberRows(table: TableName, counter: Counter): string[] {
  const name = quoteName(table.schema, table.name);
  const sequence = quoteName(table.schema, counter.sequence);
  const column = quoteName(counter.column);
  return [
    `update ${name} as counted set ${column} = numbered.value from (select id, ` +
      `${counter.format.replaceAll('$count', `(row_number() over (order by created_at, id) + ${counter.start} - 1)`)} as value ` +
      `from ${name} where ${column} is null) as numbered where counted.id = numbered.id`,
    `select setval(${quoteText(sequence)}::regclass, ${counter.start} + (select count(*) from ${name}), false)`,
  ];
}

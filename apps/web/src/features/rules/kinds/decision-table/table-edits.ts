import {
  type DecisionTable,
  type DecisionTableRule,
  keyFrom,
  type TableInput,
  type TableOutput,
  type TableRow,
} from '@tangram/schema';
import { itemChanged, removePart, type RuleEdit } from '../../rule-edits.ts';
import type { TableColumn } from './table-columns.ts';

/** Another table in place of this one; an output without a field is written to the field of its own key, if there is one. */
export function replaceTable(next: DecisionTable, isWritable: (field: string) => boolean): RuleEdit {
  return onTable((table) => {
    const writes = next.outputs.flatMap(({ key }) => {
      const field = table.writes[key] ?? (isWritable(key) ? key : undefined);
      return field === undefined ? [] : [[key, field] as const];
    });
    const { hitPolicy, inputs, outputs, rows } = next;
    return { ...table, hitPolicy, inputs, outputs, rows, writes: Object.fromEntries(writes) };
  });
}

export function setTable(change: Partial<Pick<DecisionTableRule, 'hitPolicy' | 'runs'>>): RuleEdit {
  return onTable((table) => ({ ...table, ...change }));
}

export function addInput(input: Omit<TableInput, 'key'>, name: string): RuleEdit {
  return onTable((table) => ({
    ...table,
    inputs: [...table.inputs, { key: newKey(name, table.inputs, 'condition'), ...input }],
  }));
}

/** `field` is what the output is written to. */
export function addOutput(output: Omit<TableOutput, 'key'>, field: string): RuleEdit {
  return onTable((table) => {
    const key = newKey(field, table.outputs, 'result');
    return { ...table, outputs: [...table.outputs, { key, ...output }], writes: { ...table.writes, [key]: field } };
  });
}

export function changeInput(index: number, change: Partial<TableInput>): RuleEdit {
  return onTable((table) => ({ ...table, inputs: itemChanged(table.inputs, index, change).map(withoutEmpty) }));
}

export function changeOutput(index: number, change: Partial<TableOutput>): RuleEdit {
  return onTable((table) => ({ ...table, outputs: itemChanged(table.outputs, index, change).map(withoutEmpty) }));
}

export function changeRow(index: number, change: Partial<TableRow>): RuleEdit {
  return onTable((table) => ({ ...table, rows: itemChanged(table.rows, index, change) }));
}

/** Null: the output is only told. */
export function setWrittenField(output: string, field: string | null): RuleEdit {
  return onTable((table) => {
    const { [output]: _before, ...others } = table.writes;
    return { ...table, writes: field === null ? others : { ...others, [output]: field } };
  });
}

export function insertRow(index: number, row: Omit<TableRow, 'key'> = { inputs: {}, outputs: {} }): RuleEdit {
  return onTable((table) => ({
    ...table,
    rows: table.rows.toSpliced(index, 0, { key: newRowKey(table.rows), ...row }),
  }));
}

export function duplicateRow(index: number): RuleEdit {
  return onTable((table) => {
    const row = table.rows[index];
    if (row === undefined) return table;
    return { ...table, rows: table.rows.toSpliced(index + 1, 0, { ...row, key: newRowKey(table.rows) }) };
  });
}

/** An empty text holds for every value, or is blank. */
export function setCell(row: number, column: TableColumn, text: string): RuleEdit {
  return setCells(row, [column], [[text]]);
}

/** A block of FEEL from row `from` on, one text for each of the columns; rows that are missing are added. */
export function setCells(
  from: number,
  columns: readonly TableColumn[],
  block: readonly (readonly string[])[],
): RuleEdit {
  return onTable((table) => {
    const rows = [...table.rows];
    for (const [offset, texts] of block.entries()) {
      const at = Math.min(from + offset, rows.length);
      const row = rows[at] ?? { key: newRowKey(rows), inputs: {}, outputs: {} };
      rows[at] = columns.reduce((next, column, place) => withCell(next, column, texts[place] ?? ''), row);
    }
    return { ...table, rows };
  });
}

/** Takes away a row, or a column with its cells. */
export function removeTablePart(part: string, index: number): RuleEdit {
  return (rule) => {
    if (rule.type !== 'decision-table' || (part !== 'inputs' && part !== 'outputs'))
      return removePart(part, index)(rule);
    const column = rule[part][index];
    if (column === undefined) return rule;
    const { [column.key]: _written, ...writes } = rule.writes;
    return {
      ...rule,
      [part]: rule[part].toSpliced(index, 1),
      rows: rule.rows.map((row) => ({ ...row, [part]: withoutKey(row[part], column.key) })),
      ...(part === 'outputs' ? { writes } : {}),
    };
  };
}

function withCell(row: TableRow, { side, key }: TableColumn, text: string): TableRow {
  if (side === 'annotation') {
    const { annotation: _before, ...others } = row;
    return text === '' ? others : { ...others, annotation: text };
  }
  const part = side === 'input' ? 'inputs' : 'outputs';
  const cells = withoutKey(row[part], key);
  return { ...row, [part]: text === '' || text === '-' ? cells : { ...cells, [key]: text } };
}

function withoutKey(cells: TableRow['inputs'], key: string): TableRow['inputs'] {
  const { [key]: _cell, ...others } = cells;
  return others;
}

/** Optional texts that were emptied are not kept. */
function withoutEmpty<Column extends TableInput | TableOutput>(column: Column): Column {
  const optional = new Set(['type', 'allowed', 'default']);
  return Object.fromEntries(
    Object.entries(column).filter(([name, value]) => !optional.has(name) || (value !== '' && value !== undefined)),
    // Only optional members are left out.
  ) as unknown as Column;
}

function newKey(name: string, columns: readonly { readonly key: string }[], fallback: string): string {
  return keyFrom(name, new Set(columns.map((column) => column.key)), fallback);
}

function newRowKey(rows: readonly TableRow[]): string {
  return newKey(`row ${rows.length + 1}`, rows, 'row');
}

function onTable(edit: (table: DecisionTableRule) => DecisionTableRule): RuleEdit {
  return (rule) => (rule.type === 'decision-table' ? edit(rule) : rule);
}

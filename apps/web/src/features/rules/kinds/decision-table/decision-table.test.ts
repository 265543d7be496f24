import { booleanType, dateType, numberType, textType } from '@tangram/expression';
import type { DecisionTableRule } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { cellWords } from './cell-words.ts';
import { tableColumns } from './table-columns.ts';
import { insertRow, removeTablePart, replaceTable, setCell, setCells } from './table-edits.ts';
import { readTyped, typedText } from './typed-cell.ts';

const table: DecisionTableRule = {
  type: 'decision-table',
  title: 'T',
  form: 'lead',
  enabled: true,
  runs: 'saved',
  writes: { grade: 'grade' },
  hitPolicy: 'F',
  inputs: [
    { key: 'age', title: 'Age', expression: 'age', type: 'number' },
    { key: 'source', title: 'Source', expression: 'source', type: 'text' },
    { key: 'open', title: 'Open', expression: 'open' },
    { key: 'due', title: 'Due', expression: 'due', type: 'date' },
  ],
  outputs: [{ key: 'grade', title: 'Grade', type: 'text' }],
  rows: [{ key: 'row_1', inputs: { age: '> 1', source: '"web"' }, outputs: { grade: '"A"' } }],
};
const scope = { variables: { age: numberType, source: textType, open: booleanType, due: dateType, name: textType } };
const names = {
  optionsOf: (path: string) =>
    path === 'source'
      ? [
          { value: 'web', label: '官网' },
          { value: 'fair', label: '展会' },
        ]
      : undefined,
};
const columns = tableColumns(table, scope, names, 'zh');
const [age, source, open, due, grade, note] = columns as [
  (typeof columns)[0],
  (typeof columns)[0],
  (typeof columns)[0],
  (typeof columns)[0],
  (typeof columns)[0],
  (typeof columns)[0],
];

describe('a cell', () => {
  it.each([
    [age, '18以上', '>= 18', '≥ 18'],
    [age, '10-20', '[10..20]', '10 – 20'],
    [age, '[10,20)', '[10..20)', '[10, 20)'],
    [age, '非7', 'not(7)', '非 7'],
    [age, '空', 'null', '空'],
    [age, '不限', '-', ''],
    [source, '官网、展会', '"web", "fair"', '官网、展会'],
    [source, '非官网', 'not("web")', '非 官网'],
    [source, '别处', '"别处"', '别处'],
    [open, '是', 'true', '是'],
    [due, '2026-06-01以前', '< @"2026-06-01"', '< 2026-06-01'],
    [grade, 'A', '"A"', 'A'],
    [grade, '=name + "!"', 'name + "!"', 'name + "!"'],
    [note, ' as it is ', 'as it is', 'as it is'],
  ])('%# is typed plainly, kept as FEEL and read in words', (column, typed, feel, words) => {
    expect(readTyped(typed, column, scope)).toEqual({ text: feel, problems: [] });
    expect(cellWords(feel, column, scope, 'zh')).toBe(words);
  });

  it.each([
    [age, '>= 18'],
    [age, '[10..20)'],
    [age, '? > age'],
    [source, '"web", "fair"'],
    [source, '"a, b"'],
    [source, 'not("web")'],
    [open, 'true'],
    [due, '[@"2026-01-01"..@"2026-03-31"]'],
    [grade, '"A"'],
    [grade, 'name + "!"'],
    [grade, 'name'],
    [grade, '"=x"'],
  ])('%# opens in its editor as something that means the same', (column, feel) => {
    const typed = typedText(feel, column, scope, 'zh');
    if (typed !== feel) expect(readTyped(typed, column, scope).text).toBe(feel);
  });

  it('that cannot be read is kept, with the reason', () => {
    const { text, problems } = readTyped('看情况', age, scope);
    expect([text, problems.map(({ code }) => code)]).toEqual(['看情况', ['RULE_PASTE_UNREADABLE']]);
  });
});

describe('an edit', () => {
  const rowsOf = (rule: ReturnType<ReturnType<typeof setCell>>) => (rule as DecisionTableRule).rows;

  it('of a block fills to the right and down, and adds the rows that are missing with keys of their own', () => {
    const rows = rowsOf(
      setCells(
        0,
        [age, grade],
        [
          ['> 2', '"B"'],
          ['-', ''],
          ['< 0', '"C"'],
        ],
      )(table),
    );
    expect(rows).toEqual([
      { key: 'row_1', inputs: { source: '"web"', age: '> 2' }, outputs: { grade: '"B"' } },
      { key: 'row_2', inputs: {}, outputs: {} },
      { key: 'row_3', inputs: { age: '< 0' }, outputs: { grade: '"C"' } },
    ]);
  });

  it('that empties a cell leaves nothing of it', () => {
    expect(rowsOf(setCell(0, age, '')(table))[0]?.inputs).toEqual({ source: '"web"' });
    const noted = setCell(0, note, 'why')(table);
    expect(rowsOf(noted)[0]?.annotation).toBe('why');
    expect(rowsOf(setCell(0, note, '')(noted))[0]).toEqual(table.rows[0]);
  });

  it('that takes a column away takes its cells and the field it writes', () => {
    expect(removeTablePart('outputs', 0)(table)).toMatchObject({ outputs: [], writes: {}, rows: [{ outputs: {} }] });
    expect(removeTablePart('inputs', 0)(table)).toMatchObject({ rows: [{ inputs: { source: '"web"' } }] });
    expect(rowsOf(removeTablePart('rows', 0)(table))).toEqual([]);
  });

  it('that inserts a row never takes a key again', () => {
    const two = insertRow(0)(table);
    expect(rowsOf(removeTablePart('rows', 1)(two))).toHaveLength(1);
    expect(new Set(rowsOf(insertRow(1)(two)).map(({ key }) => key)).size).toBe(3);
  });

  it('that puts another table in its place writes outputs to the fields of their keys', () => {
    const other = {
      ...table,
      outputs: [
        { key: 'grade', title: 'G' },
        { key: 'score', title: 'S' },
        { key: 'x', title: 'X' },
      ],
    };
    const next = replaceTable(other, (field) => field === 'score')({ ...table, writes: { grade: 'level' } });
    expect(next).toMatchObject({ writes: { grade: 'level', score: 'score' } });
    expect(Object.keys((next as DecisionTableRule).writes)).toEqual(['grade', 'score']);
  });
});

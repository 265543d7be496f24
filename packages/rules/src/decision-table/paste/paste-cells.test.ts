import { numberType, textType } from '@tangram/expression';
import type { ColumnType } from '@tangram/schema';
import { expect, test } from 'vitest';
import { pasteCells } from './paste-cells.ts';
import { readClipboard } from './read-clipboard.ts';

test.each<[ColumnType, string, string]>([
  ['number', '', '-'],
  ['number', '不限', '-'],
  ['number', '18', '18'],
  ['number', '-5', '-5'],
  ['number', '10-20', '[10..20]'],
  ['number', '-10--5', '[-10..-5]'],
  ['number', '10 – 20', '[10..20]'],
  ['number', '10～20', '[10..20]'],
  ['number', '10至20', '[10..20]'],
  ['number', '10 to 20', '[10..20]'],
  ['number', '10万-20万', '[100000..200000]'],
  ['number', '[10,20)', '[10..20)'],
  ['number', '(10..20]', '(10..20]'],
  ['number', '>=18', '>= 18'],
  ['number', '＞＝18', '>= 18'],
  ['number', '≥ 18', '>= 18'],
  ['number', '<18', '< 18'],
  ['number', '<> 3', '!= 3'],
  ['number', '18以上', '>= 18'],
  ['number', '18及以下', '<= 18'],
  ['number', '60以下', '<= 60'],
  ['number', '超过100', '> 100'],
  ['number', '不足3', '< 3'],
  ['number', '至少 1.5万元', '>= 15000'],
  ['number', 'at least 5', '>= 5'],
  ['number', '18+', '>= 18'],
  ['number', '5 or less', '<= 5'],
  ['number', '5或以上', '>= 5'],
  ['text', 'a or b', '"a", "b"'],
  ['number', '1, 2，3', '1, 2, 3'],
  ['number', '1、2、5-8', '1, 2, [5..8]'],
  ['number', '<10 或 >20', '< 10, > 20'],
  ['number', '20%', '0.2'],
  ['number', '空', 'null'],
  ['number', 'not(1, 2)', 'not(1, 2)'],
  ['number', '非3', 'not(3)'],
  ['text', '华东、华北', '"华东", "华北"'],
  ['text', '"a, b", c', '"a, b", "c"'],
  ['text', '“甲”，乙', '"甲", "乙"'],
  ['text', '非VIP', 'not("VIP")'],
  ['text', 'not a, b', 'not("a", "b")'],
  ['text', '除华东外', 'not("华东")'],
  ['text', 'A-1', '"A-1"'],
  ['text', '10', '"10"'],
  ['text', "O'Brien", '"O\'Brien"'],
  ['text', '-', '-'],
  ['boolean', '是', 'true'],
  ['boolean', 'N', 'false'],
  ['boolean', 'TRUE', 'true'],
  ['date', '2026/1/5', '@"2026-01-05"'],
  ['date', '2026年1月5日', '@"2026-01-05"'],
  ['date', '2026-01-01 至 2026-03-31', '[@"2026-01-01"..@"2026-03-31"]'],
  ['date', '2026/1/1-2026/3/31', '[@"2026-01-01"..@"2026-03-31"]'],
  ['date', '2026-01-01之后', '> @"2026-01-01"'],
  ['date', '2026-01-01起', '>= @"2026-01-01"'],
  ['date', '< 2026.1.1', '< @"2026-01-01"'],
  ['date-time', '2026/1/5 9:30', '@"2026-01-05T09:30:00"'],
  ['time', '9:30-18:00', '[@"09:30:00"..@"18:00:00"]'],
  ['days-duration', '3天以内', '<= @"P3D"'],
  ['months-duration', '6个月', '@"P6M"'],
  ['any', '10-20', '[10..20]'],
  ['any', '2026-01-05', '@"2026-01-05"'],
  ['any', '官网', '"官网"'],
  ['any', 'true', 'true'],
])('a condition of type %s: %j is %j', (type, written, feel) => {
  const block = written.includes('"') ? `"${written.replaceAll('"', '""')}"` : written;
  expect(pasteCells(`${block}\tx`, [{ side: 'input', type }, { side: 'output' }])).toEqual({
    rows: [[feel, '"x"']],
    problems: [],
  });
});

test.each<[ColumnType, string, string]>([
  ['number', '12.50', '12.5'],
  ['number', '¥300', '300'],
  ['number', '5%', '0.05'],
  ['text', '送货上门', '"送货上门"'],
  ['text', '"quoted"', '"quoted"'],
  ['boolean', '否', 'false'],
  ['date', '2026/12/1', '@"2026-12-01"'],
  ['number', '= amount*2', 'amount * 2'],
  ['number', 'amount * 2', 'amount * 2'],
  ['text', '', ''],
])('an output of type %s: %j is %j', (type, written, feel) => {
  const scope = { variables: { amount: numberType, stage: textType } };
  expect(pasteCells(`${written}\t`, [{ side: 'output', type }], scope)).toEqual({ rows: [[feel]], problems: [] });
});

test('what cannot be told is kept and said', () => {
  const columns = [
    { side: 'input', type: 'number' },
    { side: 'output', type: 'date' },
  ] as const;
  const { rows, problems } = pasteCells('about 10\t31/02/2026\n5\t2026-02-30\textra\n', columns);
  expect(rows).toEqual([
    ['about 10', '31/02/2026'],
    ['5', '2026-02-30'],
  ]);
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'RULE_PASTE_UNREADABLE /0/0',
    'RULE_PASTE_UNREADABLE /0/1',
    'RULE_PASTE_WIDE /1',
    'RULE_PASTE_UNREADABLE /1/1',
  ]);
});

test('digits in groups of three are one number, and are pointed out', () => {
  const { rows, problems } = pasteCells('1,000-2,000\n100,200\n1,2', [{ side: 'input', type: 'number' }]);
  expect(rows).toEqual([['[1000..2000]'], ['100200'], ['1, 2']]);
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'RULE_PASTE_GROUPED /0/0',
    'RULE_PASTE_GROUPED /1/0',
  ]);
});

test('names of the scope may stand in FEEL cells', () => {
  const scope = { variables: { limit: numberType } };
  expect(
    pasteCells(
      '> limit\t? > limit * 2',
      [
        { side: 'input', type: 'number' },
        { side: 'input', type: 'number' },
      ],
      scope,
    ),
  ).toEqual({
    rows: [['> limit', '? > limit * 2']],
    problems: [],
  });
});

test('a heading row is left out', () => {
  const columns = [
    { side: 'input', type: 'number', titles: ['Amount', '金额'] },
    { side: 'output', type: 'text', titles: ['Result', '结果'] },
  ] as const;
  expect(pasteCells('金额\t结果\r\n>10\tok\r\n', columns).rows).toEqual([['> 10', '"ok"']]);
});

test('a block is read as spreadsheets write it', () => {
  expect(readClipboard('')).toEqual([]);
  expect(readClipboard('a\tb\n\tc')).toEqual([
    ['a', 'b'],
    ['', 'c'],
  ]);
  expect(readClipboard('"two\nlines"\t"say ""hi"""\r\n"a", "b"\t')).toEqual([
    ['two\nlines', 'say "hi"'],
    ['"a", "b"', ''],
  ]);
});

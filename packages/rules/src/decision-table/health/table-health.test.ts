import {
  booleanType,
  compileTests,
  type Expression,
  numberType,
  readUnaryTests,
  type Scope,
  textType,
  toFeel,
} from '@tangram/expression';
import type { DecisionTable, HitPolicy } from '@tangram/schema';
import { expect, test } from 'vitest';
import { compileTable } from '../compile-table.ts';
import { type ReadTable, readTable, TableReader } from '../read-table.ts';
import { Dice, fields, randomTable, scope as randomScope } from '../testing/random-table.ts';
import { healthProblems } from './health-problems.ts';
import { tableHealth } from './table-health.ts';

const scope: Scope = {
  variables: { amount: numberType, stage: textType, open: booleanType, due: { type: 'date' }, other: numberType },
};

/** A table over the columns named, one row per list of cells. */
function table(policy: HitPolicy, columns: readonly string[], rows: readonly (readonly string[])[]): ReadTable {
  const document: DecisionTable = {
    hitPolicy: policy,
    inputs: columns.map((name) => ({ key: name, title: name, expression: name })),
    outputs: [{ key: 'out', title: 'out' }],
    rows: rows.map((cells, index) => ({
      key: `r${index + 1}`,
      inputs: Object.fromEntries(columns.map((name, column) => [name, cells[column] ?? ''])),
      outputs: { out: cells[columns.length] ?? String(index) },
    })),
  };
  const { table: read, problems } = readTable(document, scope);
  expect(problems).toEqual([]);
  return read as ReadTable;
}

test('numbers: a gap between two ranges, with an example', () => {
  const { gaps, isComplete } = tableHealth(table('F', ['amount'], [['< 10'], ['(20..30]'], ['> 30']]));
  expect(gaps).toEqual([{ where: { amount: '[10..20]' }, example: { amount: '10' } }]);
  expect(isComplete).toBe(true);
});

test('a single number left out is a gap', () => {
  expect(tableHealth(table('F', ['amount'], [['< 10'], ['> 10']])).gaps).toEqual([
    { where: { amount: '10' }, example: { amount: '10' } },
  ]);
});

test('dates: no day lies between two days in a row', () => {
  const rows = [['< @"2026-03-01"'], ['> @"2026-02-28"']];
  expect(tableHealth(table('F', ['due'], rows)).gaps).toEqual([]);
  const gap = tableHealth(table('F', ['due'], [['< @"2024-02-28"'], ['> @"2024-03-01"']])).gaps;
  expect(gap).toEqual([{ where: { due: '[@"2024-02-28"..@"2024-03-01"]' }, example: { due: '@"2024-02-28"' } }]);
});

test('texts: whatever is not named, and blank where a cell speaks of it', () => {
  expect(tableHealth(table('F', ['stage'], [['"won", "lost"'], ['"open"']])).gaps).toEqual([
    { where: { stage: 'not("lost", "open", "won")' }, example: { stage: '"other"' } },
  ]);
  expect(tableHealth(table('F', ['stage'], [['not("won")'], ['"won"']])).gaps).toEqual([]);
  expect(tableHealth(table('F', ['stage'], [['null'], ['"won"']])).gaps).toEqual([
    { where: { stage: 'not("won", null)' }, example: { stage: '"other"' } },
  ]);
});

test('yes and no are all there is', () => {
  expect(tableHealth(table('F', ['open'], [['true'], ['false']])).gaps).toEqual([]);
  expect(tableHealth(table('F', ['open'], [['true'], ['false']]), { blankable: new Set(['open']) }).gaps).toEqual([
    { where: { open: 'null' }, example: { open: 'null' } },
  ]);
  expect(tableHealth(table('F', ['open'], [['true']])).gaps).toMatchObject([{ where: { open: 'false' } }]);
});

test('allowed values end the world of a column', () => {
  const document: DecisionTable = {
    hitPolicy: 'F',
    inputs: [
      { key: 's', title: 's', expression: 'stage', allowed: '"a", "b", "c"' },
      { key: 'n', title: 'n', expression: 'amount', allowed: '[0..100]' },
    ],
    outputs: [{ key: 'o', title: 'o' }],
    rows: [
      { key: 'r1', inputs: { s: '"a", "b"' }, outputs: {} },
      { key: 'r2', inputs: { s: '"c"', n: '<= 60' }, outputs: {} },
    ],
  };
  const { table: read } = readTable(document, scope);
  expect(tableHealth(read as ReadTable).gaps).toEqual([
    { where: { s: '"c"', n: '(60..100]' }, example: { s: '"c"', n: '100' } },
  ]);
});

test('several columns: a gap is as wide as it can be', () => {
  const rows = [
    ['< 10', '"won"'],
    ['>= 10', '"won", "lost"'],
  ];
  expect(tableHealth(table('F', ['amount', 'stage'], rows)).gaps).toEqual([
    { where: { amount: '< 10', stage: 'not("won")' }, example: { amount: '9', stage: '"lost"' } },
    { where: { amount: '-', stage: 'not("lost", "won")' }, example: { amount: '10', stage: '"other"' } },
  ]);
});

test('U: rows that match together; A: only those with different outputs', () => {
  const rows = [
    ['< 20', '"a"'],
    ['[10..30]', '"a"'],
    ['> 25', '"b"'],
  ];
  expect(tableHealth(table('U', ['amount'], rows)).overlaps).toMatchObject([
    { rows: ['r1', 'r2'], example: { amount: '10' } },
    { rows: ['r2', 'r3'] },
  ]);
  expect(tableHealth(table('A', ['amount'], rows)).overlaps).toMatchObject([{ rows: ['r2', 'r3'] }]);
  expect(tableHealth(table('F', ['amount'], rows)).overlaps).toEqual([]);
});

test('F: a row hidden by one earlier row, or by several together', () => {
  const rows = [['< 10'], ['[5..8]'], ['>= 10'], ['> 3'], ['(5..1)']];
  const { unreachable } = tableHealth(table('F', ['amount'], rows));
  expect(unreachable).toEqual([
    { row: 'r2', by: ['r1'] },
    { row: 'r4', by: ['r1', 'r3'] },
    { row: 'r5', by: [] },
  ]);
});

test('rows with the same conditions, however they are written', () => {
  const rows = [
    ['"a", "b"', '1'],
    ['"b","a"', '1'],
    ['["a", "b"]', '2'],
  ];
  expect(tableHealth(table('F', ['stage'], rows)).twins).toEqual([
    { rows: ['r1', 'r2'], hasSameOutputs: true },
    { rows: ['r1', 'r3'], hasSameOutputs: false },
  ]);
});

test('cells that depend on other data are named, and nothing is guessed from them', () => {
  const rows = [['< other'], ['>= 10'], ['< 10']];
  const health = tableHealth(table('F', ['amount'], rows));
  expect(health.unclear).toEqual([{ row: 'r1', input: 'amount' }]);
  expect(health.unreachable).toEqual([]);
  const unsure = tableHealth(table('U', ['amount'], [['< other'], ['>= 10']]));
  expect(unsure).toMatchObject({ gaps: [], overlaps: [] });
});

test('findings are sentences with their place', () => {
  const read = table('F', ['amount'], [['< 10'], ['[5..8]'], ['< other'], ['< 10.0']]);
  const said = healthProblems(read, tableHealth(read)).map(({ path, message }) => `${path}: ${message}`);
  expect(said).toEqual([
    '/rows/1: Row 2 never decides anything: the rows 1 before it take all its cases.',
    '/rows/3: Row 4 never decides anything: the rows 1 before it take all its cases.',
    '/rows/3: The rows 1, 4 have the same conditions.',
    '/rows/2/inputs/amount: What this cell holds for depends on other data, so gaps and overlaps are judged without it.',
  ]);
});

test('days of effect are one more column', () => {
  const document: DecisionTable = {
    hitPolicy: 'U',
    inputs: [{ key: 'n', title: 'n', expression: 'amount' }],
    outputs: [{ key: 'o', title: 'o' }],
    rows: [
      { key: 'old', inputs: {}, outputs: {}, effectiveTo: '2026-03-31' },
      { key: 'new', inputs: {}, outputs: {}, effectiveFrom: '2026-04-02' },
    ],
  };
  const { table: read } = readTable(document, scope);
  expect(tableHealth(read as ReadTable)).toMatchObject({
    overlaps: [],
    gaps: [{ where: { n: '-', 'effective on': '(@"2026-03-31"..@"2026-04-02")' } }],
  });
});

test('agrees with brute force on random tables', () => {
  const dice = new Dice(4711);
  const environment = { now: new Date('2026-02-10T12:00:00Z'), zone: 'UTC' };
  const seen = { tables: 0, gaps: 0, whole: 0, overlaps: 0, unreachable: 0 };
  for (let turn = 0; turn < 150; turn += 1) {
    const policy = dice.pick<HitPolicy>(['U', 'F']);
    const document = withoutDays(randomTable(dice, { policy, hasOpenCells: false, rows: 1 + dice.below(8) }));
    // All four columns would be 7,000 inputs a table.
    if (document.inputs.length === 4) continue;
    const { table: read } = readTable(document, randomScope);
    const blankable = new Set(document.inputs.map(({ key }) => key));
    const health = tableHealth(read as ReadTable, { blankable });
    // More gaps than are listed.
    if (!health.isComplete) continue;
    const compiled = compileTable(read as ReadTable);
    const matches = (variables: { [name: string]: ReturnType<typeof toFeel> }) =>
      compiled.explain({ ...environment, variables }).flatMap((row) => (row.matches ? [row.key] : []));
    const worlds = everyWorld(document);
    const context = JSON.stringify(document);
    // Every input without a row lies in a listed gap, and no listed gap holds an input with a row.
    const gapTests = health.gaps.map(({ where }) =>
      document.inputs.map(({ key, expression }) => reads(where[key] ?? '-', expression)),
    );
    let hidden = new Set(document.rows.flatMap((row) => (row.enabled === false ? [] : [row.key])));
    const together = new Set<string>();
    for (const world of worlds) {
      const rows = matches(world);
      const isInGap = gapTests.some((tests) =>
        tests.every((holds, index) => holds(world[document.inputs[index]?.expression ?? ''] ?? null)),
      );
      expect(isInGap, `${context} ${JSON.stringify(world)}`).toBe(rows.length === 0);
      hidden.delete(rows[0] ?? '');
      if (rows.length > 1)
        for (const [at, row] of rows.entries()) for (const other of rows.slice(at + 1)) together.add(`${row} ${other}`);
    }
    const overlaps = new Set(health.overlaps.map(({ rows }) => rows.join(' ')));
    if (policy === 'U') expect(overlaps, context).toEqual(together);
    if (policy === 'U') hidden = new Set(health.unreachable.map(({ row }) => row));
    expect(new Set(health.unreachable.map(({ row }) => row)), context).toEqual(hidden);
    seen.tables += 1;
    seen.gaps += health.gaps.length;
    seen.whole += health.gaps.length === 0 ? 1 : 0;
    seen.overlaps += overlaps.size;
    seen.unreachable += health.unreachable.length;
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
});

test('a table of 200 rows and 8 columns is judged while it is edited', () => {
  const dice = new Dice(99);
  const names = Array.from({ length: 8 }, (_name, index) => `n${index + 1}`);
  const wide: Scope = { variables: Object.fromEntries(names.map((name) => [name, numberType])) };
  const document: DecisionTable = {
    hitPolicy: 'F',
    inputs: names.map((name) => ({ key: name, title: name, expression: name })),
    outputs: [{ key: 'o', title: 'o' }],
    rows: Array.from({ length: 200 }, (_row, row) => ({
      key: `r${row}`,
      inputs: Object.fromEntries(
        names.map((name) => {
          const low = dice.below(500);
          return [name, row === 199 ? '-' : dice.chance(0.3) ? '-' : `[${low}..${low + 50 + dice.below(200)})`];
        }),
      ),
      outputs: { o: String(row) },
    })),
  };
  const reader = new TableReader(wide);
  reader.read(document);
  // Time of this process, so that other work on the machine does not count; the best of several, after warming up.
  const costs = Array.from({ length: 10 }, () => {
    const before = process.cpuUsage();
    tableHealth(reader.read(document).table as ReadTable);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  expect(Math.min(...costs)).toBeLessThan(100);
});

function withoutDays(document: DecisionTable): DecisionTable {
  const rows = document.rows.map(({ effectiveFrom: _from, effectiveTo: _to, ...row }) => row);
  return { ...document, rows };
}

function reads(text: string, field: string) {
  const type = fields[field]?.type ?? { type: 'any' };
  const { expression } = readUnaryTests(text, randomScope, type);
  const test = compileTests(expression as Expression);
  return (value: ReturnType<typeof toFeel>) =>
    text === '-' || test(value, { variables: {}, now: new Date(0), zone: 'UTC' }) === true;
}

/** Every combination of the named values and of what lies between and beside them. */
function everyWorld(document: DecisionTable) {
  const more: { [name: string]: readonly (string | number | boolean)[] } = {
    amount: [-2, -0.5, 0.5, 1.5, 2.25, 2.75, 3.5, 4.5, 5.5, 7, 50, 101],
    stage: ['A', 'a', 'm', 'x', '龙'],
    is_open: [],
    due: ['2026-01-29', '2026-02-10', '2026-03-02'],
  };
  let worlds: { [name: string]: ReturnType<typeof toFeel> }[] = [{}];
  for (const { expression: name } of document.inputs) {
    const values = [...(fields[name]?.values ?? []), ...(more[name] ?? [])];
    const type = fields[name]?.type ?? { type: 'any' };
    worlds = worlds.flatMap((world) => values.map((value) => ({ ...world, [name]: toFeel(value, type) })));
  }
  return worlds;
}

import { healthProblems, type Example, type ReadTable, tableHealth } from '@tangram/rules';
import type { Language, Problem, TableRow } from '@tangram/schema';
import { saidProblem } from '../said-problem.ts';

export type FindingKind = 'gap' | 'overlap' | 'hidden' | 'alike' | 'unclear' | 'stopped';

/** One thing found in a table, in a sentence with an example. */
export interface TableFinding {
  readonly kind: FindingKind;
  readonly problem: Problem;
  /** Keys of the rows that it is about. */
  readonly rows: readonly string[];
  /** Of a gap: its conditions, as a row would have them. */
  readonly where?: TableRow['inputs'];
}

/** What is found in a table; `say` puts the example of a finding into words. */
export function tableFindings(
  table: ReadTable,
  language: Language,
  zone: string,
  say: (example: Example) => string,
): TableFinding[] {
  const health = tableHealth(table, { zone });
  const problems = healthProblems(table, health);
  const inputs = new Set(table.inputs.map(({ key }) => key));
  const parts: (Omit<TableFinding, 'problem'> & { readonly example?: Example })[] = [
    ...health.gaps.map(({ where, example }) => ({ kind: 'gap' as const, rows: [], where: cellsOf(where), example })),
    // The later row is the one to look at, as with twins.
    ...health.overlaps.map(({ rows, example }) => ({ kind: 'overlap' as const, rows: [rows[1], rows[0]], example })),
    ...health.unreachable.map(({ row }) => ({ kind: 'hidden' as const, rows: [row] })),
    ...health.twins.map(({ rows }) => ({ kind: 'alike' as const, rows: [rows[1], rows[0]] })),
    ...health.unclear.map(({ row }) => ({ kind: 'unclear' as const, rows: [row] })),
    ...(health.isComplete ? [] : [{ kind: 'stopped' as const, rows: [] }]),
  ];
  // The sentences come in the same order as what they are about.
  return parts.flatMap(({ example, ...finding }, index) => {
    const problem = problems[index];
    if (problem === undefined) return [];
    const params = example === undefined ? problem.params : { ...problem.params, example: say(example) };
    return [{ ...finding, problem: saidProblem(params === undefined ? problem : { ...problem, params }, language) }];
  });

  /** Days of effect are no column, and what holds for every value is an empty cell. */
  function cellsOf(where: Example): TableRow['inputs'] {
    return Object.fromEntries(Object.entries(where).filter(([key, tests]) => inputs.has(key) && tests !== '-'));
  }
}

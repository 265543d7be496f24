import { alternativesOf, constantOf, describeType, type Expression, type FeelType, isIn } from '@tangram/expression';
import type { DecisionTable, Problem } from '@tangram/schema';
import { ruleProblem } from '../errors.ts';
import { notAllowed } from './compile-table.ts';
import { hitRules } from './hit-policies.ts';
import type { ReadOutput, ReadTable, TableReader, TableReading } from './read-table.ts';
import { checkTableShape } from './table-shape.ts';

/**
 * Everything wrong with a decision table, at once: its shape (`SCHEMA_*`), the texts of columns and cells (`EXPR_*`), and
 * what its hit policy cannot work with (`RULE_TABLE_*`). The table comes read when nothing is wrong.
 */
export function checkTable(document: unknown, reader: TableReader): TableReading {
  const shape = checkTableShape(document);
  return shape.length > 0 ? { table: null, problems: shape } : checkTableContent(document as DecisionTable, reader);
}

/**
 * The same of a table whose shape is known to be right. A page checks no shapes: its Content-Security-Policy forbids the
 * code that does.
 */
export function checkTableContent(table: DecisionTable, reader: TableReader): TableReading {
  const reading = reader.read(table);
  if (reading.table === null) return reading;
  const problems = [...policyProblems(reading.table), ...outputProblems(reading.table)];
  return problems.length === 0 ? reading : { table: null, problems };
}

function policyProblems({ hitPolicy: policy, outputs, rows }: ReadTable): Problem[] {
  const rule = hitRules[policy];
  const problems: Problem[] = [];
  if (rule.needsPriority === true && outputs.every((output) => output.allowed === null)) {
    problems.push(ruleProblem('RULE_TABLE_NO_PRIORITY', '/hitPolicy', { policy }));
  }
  if (rule.aggregates !== true || policy === 'C#') return problems;
  if (outputs.length > 1) {
    problems.push(ruleProblem('RULE_TABLE_ONE_OUTPUT', '/hitPolicy', { policy, count: outputs.length }));
    return problems;
  }
  const isPossible = (type: FeelType) => (policy === 'C+' ? addable : ordered).has(type.type);
  for (const row of rows) {
    const [value] = row.outputs;
    if (value === null || value === undefined || isPossible(value.type)) continue;
    const words = { actual: describeType(value.type, 'en'), actualZh: describeType(value.type, 'zh') };
    const path = `/rows/${row.index}/outputs/${(outputs[0] as ReadOutput).key}`;
    problems.push(ruleProblem('RULE_TABLE_AGGREGATE_TYPE', path, { policy, ...words }));
  }
  return problems;
}

const addable: ReadonlySet<FeelType['type']> = new Set(['any', 'null', 'number', 'days-duration', 'months-duration']);
const ordered: ReadonlySet<FeelType['type']> = new Set([...addable, 'text', 'date', 'date-time', 'time']);

/** Outputs that are literals and not among the allowed values; computed ones show it when they run. */
function outputProblems({ outputs, rows }: ReadTable): Problem[] {
  return outputs.flatMap((output, index) => {
    const { allowed } = output;
    if (allowed === null) return [];
    const cells = rows.map((row) => ({ cell: row.outputs[index], path: `/rows/${row.index}/outputs/${output.key}` }));
    const all = [...cells, { cell: output.default, path: `/outputs/${index}/default` }];
    return all.flatMap(({ cell, path }) => {
      const value = cell == null ? undefined : constantOf(cell, cell.ast);
      return value === undefined || value === null || isAmong(value, allowed) ? [] : [notAllowed(value, allowed, path)];
    });
  });
}

/** True also where an allowed value is not a literal: only what is certain is said. */
function isAmong(value: Parameters<typeof isIn>[0], allowed: Expression): boolean {
  return alternativesOf(allowed).some(({ ast }) => {
    const test = ast.type === 'in' && !ast.isNegated ? constantOf(allowed, ast.tests[0] ?? ast) : undefined;
    return test === undefined || isIn(value, test) === true;
  });
}

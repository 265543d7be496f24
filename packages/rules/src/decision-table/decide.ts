import { type Environment, type Expression, fromFeel, isContext } from '@tangram/expression';
import { type DecisionTableRule, type JsonValue, type LocalText, type Problem } from '@tangram/schema';
import type { ActionTarget } from '../actions/action-type.ts';
import { compileTable } from './compile-table.ts';
import type { ReadTable } from './read-table.ts';
import type { TableTrace } from '../explain/trace.ts';

/** A decision table that writes into fields of a record. */
export interface Decision {
  readonly reads: readonly (readonly string[])[];
  readonly table: ReadTable;
  evaluate(environment: Environment): Decided;
  /** `rows 2, 3`: what the record's history says beside the table's name. */
  reason(trace: TableTrace | undefined): LocalText | null;
}

export interface Decided {
  readonly trace: TableTrace;
  readonly problems: readonly Problem[];
  /** The values to write, by field; none where no row matched and the table has no default: fields then stay as they are. */
  readonly values: ReadonlyMap<string, JsonValue>;
}

export function makeDecision(key: string, rule: DecisionTableRule, table: ReadTable): Decision {
  const compiled = compileTable(table);
  const hasDefault = table.outputs.some((output) => output.default !== null);
  const numbers = new Map(rule.rows.map((row, index) => [row.key, index + 1]));
  return {
    reads: expressionsOf(table).flatMap((expression) => expression.reads),
    table,
    evaluate(environment) {
      const result = compiled.evaluate(environment);
      const taken = new Set(result.taken);
      const trace: TableTrace = {
        table: key,
        title: rule.title,
        inputs: rule.inputs.map((input, index) => ({
          key: input.key,
          title: input.title,
          reads: readsOf(table.inputs[index]?.expression),
          value: fromFeel(result.inputs[index] ?? null),
        })),
        matched: result.matched.map((row) => ({ key: row, number: numbers.get(row) ?? 0, isTaken: taken.has(row) })),
      };
      const isDecided = result.taken.length > 0 || (result.matched.length === 0 && hasDefault);
      const isSound = result.problems.length === 0;
      return { trace, problems: result.problems, values: isDecided && isSound ? written(result.value) : new Map() };
    },
    reason(trace) {
      const rows = trace?.matched.filter(({ isTaken }) => isTaken).map(({ number }) => number) ?? [];
      if (rows.length === 0) return null;
      return { en: `row ${rows.join(', ')}`, zh: `第 ${rows.join('、')} 行` };
    },
  };

  /** One output is its value, several are a context of them, and several hits a list of either. */
  function written(value: Parameters<typeof fromFeel>[0]): ReadonlyMap<string, JsonValue> {
    const values = new Map<string, JsonValue>();
    for (const { key: output } of table.outputs) {
      const field = rule.writes[output];
      if (field !== undefined) values.set(field, fromFeel(partOf(value, output)));
    }
    return values;
  }

  function partOf(value: Parameters<typeof fromFeel>[0], output: string): Parameters<typeof fromFeel>[0] {
    if (table.outputs.length === 1) return value;
    if (Array.isArray(value)) return value.map((one) => partOf(one, output));
    return isContext(value) && Object.hasOwn(value, output) ? (value[output] ?? null) : null;
  }
}

/** Asks the table for one record and writes what it says. */
export function decide(decision: Decision, target: ActionTarget): TableTrace {
  const { trace, problems, values } = decision.evaluate(target.environment);
  target.tell({ tables: [trace] });
  for (const problem of problems) target.report(problem);
  for (const [field, value] of values) target.set(field, value);
  return trace;
}

function readsOf(expression: Expression | undefined): string[] {
  if (expression === undefined) return [];
  return [...expression.reads.map((path) => path.join('.')), ...expression.aggregates.map(({ text }) => text)];
}

/** Everything that a table evaluates. */
export function expressionsOf({ inputs, outputs, rows }: ReadTable): readonly Expression[] {
  const cells = rows.flatMap((row) => [...row.tests, ...row.outputs]);
  const columns = [
    ...inputs.flatMap((input) => [input.expression, input.allowed]),
    ...outputs.flatMap((output) => [output.allowed, output.default]),
  ];
  return [...columns, ...cells].flatMap((expression) => expression ?? []);
}

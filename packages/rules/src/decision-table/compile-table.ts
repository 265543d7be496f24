import {
  alternativesOf,
  coerced,
  compileClosure,
  compileTests,
  contextOf,
  type Environment,
  type Expression,
  FeelDate,
  type FeelValue,
  isList,
  literalText,
  readExpression,
} from '@tangram/expression';
import type { Problem } from '@tangram/schema';
import { ruleProblem } from '../errors.ts';
import { type Answer, type Hit, hitRules } from './hit-policies.ts';
import type { ReadInput, ReadOutput, ReadRow, ReadTable } from './read-table.ts';

export interface TableResult {
  /** One output: its value; several: a context by output key; a list of these for R, O and C. Null without a result. */
  readonly value: FeelValue;
  /** Keys of the rows that matched, in the order of the rows; F stops at the first. */
  readonly matched: readonly string[];
  /** Keys of the rows whose outputs are in the value, in its order. */
  readonly taken: readonly string[];
  /** What the cells were held against, one per input. */
  readonly inputs: readonly FeelValue[];
  /** A violated hit policy, an input outside its allowed values, an output of another type or outside its values. */
  readonly problems: readonly Problem[];
}

/** What a row said to the inputs, for "why" and "why not". */
export interface RowVerdict {
  readonly key: string;
  /** One per input: null where blank or another type left it open, which counts as no. */
  readonly cells: readonly (boolean | null)[];
  readonly isInEffect: boolean;
  readonly matches: boolean;
}

export interface CompiledTable {
  /** The answer of the table. It never throws for what stands in the data. */
  evaluate(environment: Environment): TableResult;
  /** Every row with every cell, also those an answer need not look at. */
  explain(environment: Environment): readonly RowVerdict[];
}

type Closure = (environment: Environment) => FeelValue;

/**
 * A read table as closures over an environment (DMN 1.5, section 8.2).
 *
 *     const { evaluate } = compileTable(readTable(document, scope).table);
 *     evaluate({ variables: { amount: 1200 }, now, zone }).value   // "review"
 */
export function compileTable(table: ReadTable): CompiledTable {
  const inputs = table.inputs.map(compileInput);
  const outputs = table.outputs.map(compileOutput);
  const rows = table.rows.map((row) => compileRow(row, outputs));
  const rule = hitRules[table.hitPolicy];
  const hasDates = table.rows.some((row) => row.from !== null || row.to !== null);
  const dayOf = (environment: Environment) => (hasDates ? todayOf(environment) : null);

  function evaluate(environment: Environment): TableResult {
    const problems: Problem[] = [];
    const values = inputs.map((input, index) => input(environment, `/inputs/${index}`, problems));
    // A value that the table says cannot be has no row (DMN 1.5, section 8.2.5).
    if (problems.length > 0) return { value: null, matched: [], taken: [], inputs: values, problems };
    const today = dayOf(environment);
    const hits: Hit[] = [];
    const keys: string[] = [];
    for (const [index, row] of rows.entries()) {
      if (!row.isInEffect(today) || !row.matches(values, environment)) continue;
      keys.push(row.key);
      hits.push(row.hit(index, environment, problems));
      if (rule.stopsAtFirst === true) break;
    }
    if (hits.length === 0)
      return { value: withoutMatch(environment, problems), matched: [], taken: [], inputs: values, problems };
    const answer = rule.answer(hits);
    if (answer.type === 'violation') {
      const numbers = hits.map((hit) => (table.rows[hit.row] as ReadRow).index + 1).join(', ');
      problems.push(ruleProblem(answer.code, '/rows', { rows: numbers, policy: table.hitPolicy }));
    }
    const taken = takenHits(answer, hits).map((hit) => (table.rows[hit.row] as ReadRow).key);
    return { value: valueOf(answer), matched: keys, taken, inputs: values, problems };
  }

  function valueOf(answer: Answer): FeelValue {
    switch (answer.type) {
      case 'one':
        return together(answer.hit.outputs);
      case 'list':
        return answer.hits.map((hit) => together(hit.outputs));
      case 'value':
        return answer.value;
      case 'violation':
        return null;
    }
  }

  /** One output is its value, several are a context. */
  function together(values: readonly FeelValue[]): FeelValue {
    if (values.length === 1) return values[0] ?? null;
    return contextOf(table.outputs.map(({ key }, index) => [key, values[index] ?? null] as const));
  }

  /** The defaults; without any, collecting nothing is an empty list or the count 0, else blank. */
  function withoutMatch(environment: Environment, problems: Problem[]): FeelValue {
    if (table.outputs.some((output) => output.default !== null)) {
      const value = together(
        outputs.map((output, index) =>
          output.take(output.fallback(environment), `/outputs/${index}/default`, problems),
        ),
      );
      return rule.givesList === true ? [value] : value;
    }
    return table.hitPolicy === 'C' ? [] : table.hitPolicy === 'C#' ? 0 : null;
  }

  function explain(environment: Environment): readonly RowVerdict[] {
    const values = inputs.map((input, index) => input(environment, `/inputs/${index}`, []));
    const today = dayOf(environment);
    return rows.map((row) => {
      const cells = row.verdicts(values, environment);
      const isInEffect = row.isInEffect(today);
      return { key: row.key, cells, isInEffect, matches: isInEffect && cells.every((cell) => cell === true) };
    });
  }

  return { evaluate, explain };
}

function takenHits(answer: Answer, hits: readonly Hit[]): readonly Hit[] {
  switch (answer.type) {
    case 'one':
      return [answer.hit];
    case 'list':
      return answer.hits;
    case 'value':
      return hits;
    case 'violation':
      return [];
  }
}

/** The value of an input as its cells are to see it. */
function compileInput(input: ReadInput) {
  const evaluate = compileClosure(input.expression);
  const allows = input.allowed === null ? null : compileTests(input.allowed);
  return (environment: Environment, path: string, problems: Problem[]): FeelValue => {
    const value = coerced(evaluate(environment), input.type) ?? null;
    const isAllowed = (each: FeelValue) => allows === null || each === null || allows(each, environment) === true;
    // Of a list, each element must be allowed.
    if (!isAllowed(value) && !(isList(value) && value.every(isAllowed))) {
      problems.push(notAllowed(value, input.allowed as Expression, path));
    }
    return value;
  };
}

interface CompiledOutput {
  readonly fallback: Closure;
  /** The value as the column's type, blank where it is not; a problem says so. */
  take(value: FeelValue, path: string, problems: Problem[]): FeelValue;
  /** Place among the allowed values, NaN where the column has none. */
  rank(value: FeelValue, environment: Environment): number;
}

function compileOutput(output: ReadOutput): CompiledOutput {
  const alternatives = output.allowed === null ? [] : alternativesOf(output.allowed).map(compileTests);
  const rank = (value: FeelValue, environment: Environment) => {
    const place = alternatives.findIndex((test) => test(value, environment) === true);
    return alternatives.length === 0 ? Number.NaN : place < 0 ? alternatives.length : place;
  };
  return {
    fallback: output.default === null ? () => null : compileClosure(output.default),
    take(value, path, problems) {
      const result = coerced(value, output.type);
      if (result === undefined) {
        problems.push(
          ruleProblem('RULE_TABLE_VALUE_NOT_ALLOWED', path, {
            value: literalText(value),
            allowed: output.type.feel.type,
          }),
        );
        return null;
      }
      return result;
    },
    rank,
  };
}

function compileRow(row: ReadRow, outputs: readonly CompiledOutput[]) {
  const tests = row.tests.map((test) => (test === null ? null : compileTests(test)));
  const values = row.outputs.map((value) => (value === null ? () => null : compileClosure(value)));
  return {
    key: row.key,
    isInEffect: (today: FeelDate | null) =>
      today === null ||
      ((row.from === null || row.from.dayNumber <= today.dayNumber) &&
        (row.to === null || today.dayNumber <= row.to.dayNumber)),
    matches: (inputs: readonly FeelValue[], environment: Environment) =>
      tests.every((test, index) => test === null || test(inputs[index] ?? null, environment) === true),
    verdicts: (inputs: readonly FeelValue[], environment: Environment) =>
      tests.map((test, index) => (test === null ? true : test(inputs[index] ?? null, environment))),
    hit(place: number, environment: Environment, problems: Problem[]): Hit {
      const path = `/rows/${row.index}/outputs`;
      const taken = outputs.map((output, index) =>
        output.take((values[index] as Closure)(environment), path, problems),
      );
      return {
        row: place,
        outputs: taken,
        ranks: outputs.map((output, index) => output.rank(taken[index] ?? null, environment)),
      };
    },
  };
}

export function notAllowed(value: FeelValue, allowed: Expression, path: string): Problem {
  return ruleProblem('RULE_TABLE_VALUE_NOT_ALLOWED', path, { value: literalText(value), allowed: allowed.text });
}

const today = compileClosure(readExpression('today()', { variables: {} }).expression as Expression);

/** The day of the run on the calendar of its zone. */
export function todayOf(environment: Environment): FeelDate | null {
  const day = today(environment);
  return day instanceof FeelDate ? day : null;
}

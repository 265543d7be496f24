import {
  alternativesOf,
  compileSql,
  compileTestsSql,
  type Expression,
  type FeelType,
  readExpression,
  sqlPrecise,
  type SqlTarget,
  sqlTypeOf,
  testsSqlProblem,
} from '@tangram/expression';
import { type HitPolicy, PlatformError, type Problem } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { ruleProblem } from '../errors.ts';
import { hitRules } from './hit-policies.ts';
import type { ReadOutput, ReadTable } from './read-table.ts';
import { conditionProblem, refusalSql, type RowPredicate, rowPredicates } from './row-predicates.ts';

type Sql = RawBuilder<unknown>;

/** The alias of the matching rows; the caller's own aliases stay visible beside it. */
const hitRows = 'table_hits';

/** A statement has room for 65,535 parameters; a cell is seldom more than two. */
const maxCells = 20_000;

/** Why a table cannot run in SQL, with the pointer of the cell; null when it can. */
export function tableSqlProblem(table: ReadTable): Problem | null {
  const { hitPolicy: policy, outputs, rows, inputs } = table;
  const rule = hitRules[policy];
  const isTooLarge = rows.length * (inputs.length + outputs.length) > maxCells;
  if (isTooLarge || (rule.givesList === true && outputs.length > 1)) {
    return ruleProblem('RULE_TABLE_NOT_IN_SQL', '/hitPolicy', { policy, count: outputs.length });
  }
  const condition = conditionProblem(table);
  if (condition !== null) return condition;
  for (const [index, output] of outputs.entries()) {
    const problem = outputProblem(table, output, index);
    if (problem !== null) return problem;
  }
  return null;
}

function outputProblem(table: ReadTable, output: ReadOutput, index: number): Problem | null {
  const refusal = ruleProblem('RULE_TABLE_NOT_IN_SQL', `/outputs/${index}`, {
    policy: table.hitPolicy,
    count: table.outputs.length,
  });
  // Rows are counted whatever their outputs are.
  if (table.hitPolicy === 'C#')
    return output.default === null || output.default.type.type === 'number' ? null : refusal;
  const path = (row: number) => `/rows/${row}/outputs/${output.key}`;
  for (const row of table.rows) {
    const cell = row.outputs[index] ?? null;
    if (cell !== null && !cell.inSql.ok) return { ...cell.inSql.problem, path: path(row.index) };
  }
  if (output.default !== null && !output.default.inSql.ok) {
    return { ...output.default.inSql.problem, path: `/outputs/${index}/default` };
  }
  const type = outputType(table, index);
  const sqlType = type === null ? null : sqlTypeOf(type);
  const { hitPolicy: policy } = table;
  const isList = sqlType?.endsWith('[]') === true;
  const isUnaddable = policy === 'C+' && !['number', 'days-duration', 'months-duration'].includes(type?.type ?? '');
  const isUnordered = (policy === 'C<' || policy === 'C>') && (type?.type === 'boolean' || type?.type === 'reference');
  if (sqlType === null || (isList && hitRules[policy].givesList === true) || isUnordered || isUnaddable) {
    return refusal;
  }
  if (hitRules[policy].needsPriority !== true || output.allowed === null) return null;
  const value = outputExpression(type as FeelType);
  const rank = alternativesOf(output.allowed)
    .map((test) => testsSqlProblem(test, value))
    .find((each) => each !== null);
  return rank == null ? null : { ...rank, path: `/outputs/${index}/allowed` };
}

/**
 * One output of a table as SQL, equal to the closure's value: blank where a hit policy is violated, a list for R, O and C.
 * Blank tests count as no. Sums are cut to 34 digits once, at the end. Throws where `tableSqlProblem` tells of a problem.
 *
 *     F   ->   case when ("amount" > $1::numeric) then $2::text else $3::text end
 */
export function compileTableSql(table: ReadTable, key: string, target: SqlTarget): Sql {
  const problem = tableSqlProblem(table);
  if (problem !== null) throw new PlatformError('invalid', [problem]);
  const index = table.outputs.findIndex((output) => output.key === key);
  const value = new TableWriter(table, target).value(index);
  const refusal = refusalSql(table, target);
  return refusal === null ? value : sql`(case when ${refusal} then null else ${value} end)`;
}

class TableWriter {
  private readonly table: ReadTable;
  private readonly target: SqlTarget;
  private readonly rows: readonly RowPredicate[];
  private readonly types: readonly FeelType[];

  constructor(table: ReadTable, target: SqlTarget) {
    this.table = table;
    this.target = target;
    this.rows = rowPredicates(table, target);
    this.types = table.outputs.map((_output, index) => outputType(table, index) as FeelType);
  }

  value(index: number): Sql {
    const fallback = this.fallback(index);
    if (this.rows.length === 0) return fallback;
    if (this.table.hitPolicy === 'F') {
      const cases = this.rows.map(
        ({ row, matches }) => sql`when ${matches} then ${this.cell(row.outputs[index], index)}`,
      );
      return sql`(case ${sql.join(cases, sql` `)} else ${fallback} end)`;
    }
    const joined = aggregates[this.table.hitPolicy](
      sql.ref(`${hitRows}.o${index}`),
      this,
      this.types[index] as FeelType,
    );
    const hits = sql`from (values ${sql.join(this.rows.map((row, place) => this.hit(row, place)))}) as ${sql.id(hitRows)}(${sql.join(this.columns())}) where ${sql.ref(`${hitRows}.hit`)}`;
    return sql`(select case when count(*) = 0 then ${fallback} else ${joined} end ${hits})`;
  }

  /** The matching rows in the order of the policy. */
  order(): Sql {
    const ranks = this.table.outputs.flatMap((output, index) =>
      output.allowed === null ? [] : [this.rank(output.allowed, index)],
    );
    const isByPriority = hitRules[this.table.hitPolicy].needsPriority === true;
    return sql.join([...(isByPriority ? ranks : []), sql.ref(`${hitRows}.place`)]);
  }

  /** True when all matching rows give the same outputs. */
  agreement(): Sql {
    const differences = this.table.outputs.map((_output, index) => {
      const column = sql.ref(`${hitRows}.o${index}`);
      return sql`count(distinct ${column}) + max(case when ${column} is null then 1 else 0 end) > 1`;
    });
    return sql`not (${sql.join(differences, sql` or `)})`;
  }

  private sqlType(index: number): Sql {
    return sql.raw(sqlTypeOf(this.types[index] as FeelType) as string);
  }

  private hit({ row, matches }: RowPredicate, place: number): Sql {
    const isCounted = this.table.hitPolicy === 'C#';
    const outputs = this.table.outputs.map((_output, index) => this.cell(isCounted ? null : row.outputs[index], index));
    return sql`(${matches}, ${sql.lit(place)}, ${sql.join(outputs)})`;
  }

  private columns(): Sql[] {
    return ['hit', 'place', ...this.table.outputs.map((_output, index) => `o${index}`)].map((name) => sql.id(name));
  }

  private cell(value: Expression | null | undefined, index: number): Sql {
    return value == null
      ? sql`null::${this.sqlType(index)}`
      : sql`(${compileSql(value, this.target)})::${this.sqlType(index)}`;
  }

  private fallback(index: number): Sql {
    const { hitPolicy, outputs } = this.table;
    const isList = hitRules[hitPolicy].givesList === true;
    const value = this.cell(outputs[index]?.default, index);
    if (outputs.some((output) => output.default !== null)) return isList ? sql`array[${value}]` : value;
    if (hitPolicy === 'C#') return sql`0::numeric`;
    if (!isList) return value;
    return hitPolicy === 'C' ? sql`array[]::${this.sqlType(index)}[]` : sql`null::${this.sqlType(index)}[]`;
  }

  /** The place of an output among the allowed values, counted from 0. */
  private rank(allowed: Expression, index: number): Sql {
    const column = sql.ref(`${hitRows}.o${index}`);
    const outside = this.target;
    const target: SqlTarget = {
      ...outside,
      column: (path, type) => (path[0] === outputName ? column : outside.column(path, type)),
    };
    const value = outputExpression(this.types[index] as FeelType);
    const alternatives = alternativesOf(allowed);
    const cases = alternatives.map(
      (test, place) => sql`when ${compileTestsSql(test, value, target)} then ${sql.lit(place)}`,
    );
    return sql`(case ${sql.join(cases, sql` `)} else ${sql.lit(alternatives.length)} end)`;
  }
}

/** What the rows that match, at least one, come to. */
const aggregates: Record<Exclude<HitPolicy, 'F'>, (column: Sql, writer: TableWriter, type: FeelType) => Sql> = {
  U: (column) => sql`case when count(*) = 1 then (array_agg(${column}))[1] end`,
  A: (column, writer) => sql`case when ${writer.agreement()} then (array_agg(${column}))[1] end`,
  P: (column, writer) => sql`(array_agg(${column} order by ${writer.order()}))[1]`,
  R: (column, writer) => sql`array_agg(${column} order by ${writer.order()})`,
  O: (column, writer) => sql`array_agg(${column} order by ${writer.order()})`,
  C: (column, writer) => sql`array_agg(${column} order by ${writer.order()})`,
  'C+': (column, _writer, type) =>
    type.type === 'months-duration' ? monthSum(column) : sqlPrecise(sql`sum(${column})`),
  'C<': (column, _writer, type) => sql`min(${type.type === 'text' ? sql`${column} collate "C"` : column})`,
  'C>': (column, _writer, type) => sql`max(${type.type === 'text' ? sql`${column} collate "C"` : column})`,
  'C#': () => sql`count(*)::numeric`,
};

/** Blank beyond what an integer holds, which would end the statement. */
function monthSum(column: Sql): Sql {
  return sql`case when abs(sum(${column})) <= 2147483647 then sum(${column})::integer end`;
}

/** The type of a column: the declared one, else the one that all its cells share; null where there is none. */
function outputType(table: ReadTable, index: number): FeelType | null {
  const output = table.outputs[index] as ReadOutput;
  if (table.hitPolicy === 'C#') return { type: 'number' };
  if (output.type.feel.type !== 'any') return output.type.feel;
  const types = [...table.rows.map((row) => row.outputs[index] ?? null), output.default].flatMap((cell) =>
    cell === null || cell.type.type === 'null' ? [] : [cell.type],
  );
  const [first] = types;
  if (first === undefined) return { type: 'null' };
  return types.every((type) => sqlTypeOf(type) === sqlTypeOf(first) && type.type === first.type) ? first : null;
}

/** A name that no field can have: keys never begin with a question mark. */
const outputName = '?output';

/** Stands for the output of a row where its rank is written. */
function outputExpression(type: FeelType): Expression {
  return readExpression(`\`${outputName}\``, { variables: { [outputName]: type } }).expression as Expression;
}

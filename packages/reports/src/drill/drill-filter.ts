import { stringLiteral } from '@tangram/expression';
import {
  type Dimension,
  type Grain,
  type JsonValue,
  type Problem,
  problemsOf,
  type ReportQuery,
} from '@tangram/schema';
import { reportErrors } from '../errors.ts';
import { nextBucket } from '../result/bucket.ts';
import {
  type DimensionOrigin,
  isGroupMark,
  type QueryResult,
  type ResultColumn,
  type ResultRow,
} from '../result/query-result.ts';

const problem = problemsOf(reportErrors);

/** What of an answer drilling needs: everything it holds but the numbers. */
export type DrilledAnswer = Pick<QueryResult, 'columns' | 'rows' | 'zone'>;

/**
 * The FEEL filter over the query's form that holds for exactly the records behind one row (and, with `measure`, behind
 * that measure of it): as many as the cell counts. Empty text when that is every record. A row without dimensions, such as
 * the totals, means all groups. Reports REPORT_ROW_UNKNOWN for a row that names only some of the dimensions.
 *
 *     drillFilter(query, answer, { stage: 'won', month: '2026-11-01' })
 *     // (amount > 10) and (stage = "won") and (closed >= date("2026-11-01") and closed < date("2026-12-01"))
 */
export function drillFilter(
  query: ReportQuery,
  answer: DrilledAnswer,
  row: ResultRow,
  measure?: string,
): { filter: string } | { problems: Problem[] } {
  const dimensions = query.dimensions ?? [];
  const named = dimensions.filter((dimension) => Object.hasOwn(row, dimension.key));
  const problems = dimensions
    .filter((dimension) => named.length > 0 && !named.includes(dimension))
    .map((dimension) => problem('REPORT_ROW_UNKNOWN', '/row', { dimension: dimension.key }));
  if (problems.length > 0) return { problems };
  const parts = [
    query.filter,
    named.length === 0 ? undefined : groupCondition(named, answer, row),
    query.measures.find((candidate) => candidate.key === measure)?.filter,
  ];
  const conditions = parts.filter((part) => part !== undefined && part !== '');
  return {
    filter: conditions.length === 1 ? (conditions[0] as string) : conditions.map((part) => `(${part})`).join(' and '),
  };
}

function groupCondition(dimensions: readonly Dimension[], answer: DrilledAnswer, row: ResultRow): string {
  if (isOthers(row, dimensions)) {
    const shown = answer.rows.filter((candidate) => !isOthers(candidate, dimensions));
    return `not(${shown.map((candidate) => `(${groupCondition(dimensions, answer, candidate)})`).join(' or ')})`;
  }
  const conditions = dimensions.map(({ key }) => {
    const column = answer.columns.find((candidate) => candidate.key === key) as ResultColumn;
    return cellCondition(column, row[key] ?? null, answer.zone);
  });
  return conditions.length === 1
    ? (conditions[0] as string)
    : conditions.map((condition) => `(${condition})`).join(' and ');
}

function isOthers(row: ResultRow, dimensions: readonly Dimension[]): boolean {
  const cell = row[dimensions[0]?.key ?? ''];
  return isGroupMark(cell) && cell.group === 'others';
}

/** Never null for any record, so that `not(...)` of it is exactly the rest. */
function cellCondition(column: ResultColumn, cell: JsonValue, zone: string): string {
  const origin = column.origin as DimensionOrigin;
  const { field } = origin;
  if (isGroupMark(cell)) return origin.relations.map(hiddenCondition).join(' or ');
  if (cell === null) {
    const blank = origin.isList ? `${field} = null or ${field} = []` : `${field} = null`;
    const way = origin.relations.filter((relation) => relation.path !== field).map(visibleCondition);
    return way.length === 0 ? blank : `(${blank}) and ${way.join(' and ')}`;
  }
  if (column.grain !== undefined) return bucketCondition(column, column.grain, cell as string, zone);
  if (origin.isList) return `${field} != null and list contains(${field}, ${literal(cell, column)})`;
  if (column.valueType === 'reference') return `${field}.id = ${stringLiteral((cell as { readonly id: string }).id)}`;
  return `${field} = ${literal(cell, column)}`;
}

/**
 * Following a relation to a record that is hidden finds nothing there, and every record has the moment of its making: so
 * that moment tells whether the other record can be seen.
 */
function hiddenCondition({ path, isReadable }: DimensionOrigin['relations'][number]): string {
  return isReadable ? `(${path} != null and ${path}.created_at = null)` : `${path} != null`;
}

function visibleCondition({ path, isReadable }: DimensionOrigin['relations'][number]): string {
  return isReadable ? `(${path} = null or ${path}.created_at != null)` : `${path} = null`;
}

function bucketCondition(column: ResultColumn, grain: Grain, start: string, zone: string): string {
  const { field, isInstant } = column.origin as DimensionOrigin;
  const end = nextBucket(start, grain);
  const at = (moment: string) =>
    grain === 'hour'
      ? `date and time(${stringLiteral(moment)})`
      : isInstant
        ? `date and time(${stringLiteral(`${moment}T00:00:00@${zone}`)})`
        : `date(${stringLiteral(moment)})`;
  return `${field} != null and ${field} >= ${at(start)} and ${field} < ${at(end)}`;
}

function literal(cell: JsonValue, { valueType }: ResultColumn): string {
  // Exact numbers travel as text, which is how FEEL writes them too.
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  switch (valueType) {
    case 'number':
    case 'boolean':
      return text;
    case 'date':
      return `date(${stringLiteral(text)})`;
    case 'date-time':
      return `date and time(${stringLiteral(text)})`;
    case 'time':
      return `time(${stringLiteral(text)})`;
    default:
      return stringLiteral(text);
  }
}

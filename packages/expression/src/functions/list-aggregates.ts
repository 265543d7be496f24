import { sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import { sqlDivide, sqlPrecise } from '../compile/sql-number.ts';
import type { SqlWriter } from '../compile/sql-writer.ts';
import { anyType, booleanType, type FeelType, listOf, numberType } from '../types/feel-type.ts';
import { add, multiply } from '../values/number.ts';
import type { FeelValue } from '../values/feel-value.ts';
import type { FunctionEntry, Parameter, Signature, ToSql } from './function-entry.ts';
import { deviation, extreme, fold, mean, median, mode } from './list-statistics.ts';
import { inApp, inAppReasons, parameter, sqlOf, variadic } from './signature.ts';

const anyList = listOf(anyType);
const elementOf = ([list]: readonly FeelType[]): FeelType => (list?.type === 'list' ? list.of : anyType);

/** Sections 10.3.4.4 and 10.3.4.12: what comes to one value for a whole list. */
export const listAggregates: readonly FunctionEntry[] = [
  {
    name: 'count',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'How many elements a list has', zh: '列表的元素个数' },
    signatures: [
      {
        parameters: [parameter('list', anyList)],
        returns: numberType,
        evaluate: ([list]) => (list as readonly FeelValue[]).length,
        toSql: sqlOf(([list], writer) => sql`cardinality(${writer.value(list as Node)})::numeric`),
      },
      {
        parameters: [variadic('list', anyType)],
        returns: numberType,
        // A blank alone is a list that is missing, not a list of one blank.
        evaluate: ([list]) => {
          const values = list as readonly FeelValue[];
          return values.length === 1 && values[0] === null ? null : values.length;
        },
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'min',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The smallest', zh: '最小值' },
    signatures: aggregate(anyType, elementOf, (values) => extreme(values, -1), extremeToSql('least')),
  },
  {
    name: 'max',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The largest', zh: '最大值' },
    signatures: aggregate(anyType, elementOf, (values) => extreme(values, 1), extremeToSql('greatest')),
  },
  {
    name: 'sum',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The sum of numbers', zh: '求和' },
    signatures: aggregate(numberType, numberType, (values) => fold(values, add), foldToSql('+')),
  },
  {
    name: 'product',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The product of numbers', zh: '求积' },
    signatures: aggregate(numberType, numberType, (values) => fold(values, multiply), foldToSql('*')),
  },
  {
    name: 'mean',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The average of numbers', zh: '平均值' },
    signatures: aggregate(numberType, numberType, mean, meanToSql),
  },
  {
    name: 'median',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The middle number', zh: '中位数' },
    signatures: aggregate(numberType, numberType, median),
  },
  {
    name: 'stddev',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The standard deviation of a sample', zh: '样本标准差' },
    signatures: aggregate(numberType, numberType, deviation),
  },
  {
    name: 'mode',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The most frequent numbers, in ascending order', zh: '众数' },
    signatures: aggregate(numberType, listOf(numberType), mode),
  },
  {
    name: 'all',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'Whether all are true', zh: '是否全部为真' },
    signatures: aggregate(
      booleanType,
      booleanType,
      (values) => (values.includes(false) ? false : values.includes(null) ? null : true),
      logicToSql('all', 'and'),
    ),
  },
  {
    name: 'any',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'Whether any is true', zh: '是否有任一为真' },
    signatures: aggregate(
      booleanType,
      booleanType,
      (values) => (values.includes(true) ? true : values.includes(null) ? null : false),
      logicToSql('any', 'or'),
    ),
  },
];

/** The two ways of calling an aggregate: with a list, or with its elements as arguments. */
function aggregate(
  element: FeelType,
  returns: Signature['returns'],
  evaluate: (values: readonly FeelValue[]) => FeelValue,
  toSql: ToSql | null = null,
): Signature[] {
  const list: Parameter = { name: 'list', type: listOf(element) };
  const written = toSql ?? inApp(inAppReasons.list);
  const ofList: Signature = {
    parameters: [list],
    returns,
    evaluate: ([values]) => evaluate(values as FeelValue[]),
    toSql: written,
  };
  const ofElements: Signature = {
    parameters: [variadic('list', element)],
    returns,
    evaluate: ([values]) => evaluate(values as FeelValue[]),
    toSql: written,
  };
  return [ofList, ofElements];
}

/** With one blank among them the answer is blank; PostgreSQL's `least` would pass over it. */
function extremeToSql(name: 'least' | 'greatest'): ToSql {
  return (operands, writer) => {
    const [nodes] = operands;
    const elements = elementsOf(nodes);
    const first = elements?.[0];
    if (elements === null || first === undefined) return writer.refuse(listNode(nodes), name, inAppReasons.list);
    if (elements.some((element) => element.feel.type !== first.feel.type || element.feel.type === 'list')) {
      return writer.refuse(first, name, inAppReasons.list);
    }
    const values = elements.map((element) =>
      element.feel.type === 'text' ? sql`(${writer.value(element)} collate "C")` : writer.value(element),
    );
    const blanks = values.map((value) => sql`${value} is null`);
    return sql`(case when ${sql.join(blanks, sql` or `)} then null else ${sql.raw(name)}(${sql.join(values)}) end)`;
  };
}

/** The elements that are written out: as arguments, or in a list. Null for a list that is a value. */
function elementsOf(nodes: Node | null | readonly Node[] | undefined): readonly Node[] | null {
  if (Array.isArray(nodes)) return nodes as readonly Node[];
  return nodes != null && 'type' in nodes && nodes.type === 'list' ? nodes.elements : null;
}

/** Elements of a type that PostgreSQL computes with, or a refusal. A sole blank is a missing list. */
function writtenOut(operands: Parameters<ToSql>[0], name: string, type: FeelType, writer: SqlWriter): readonly Node[] {
  const elements = elementsOf(operands[0]);
  if (elements === null || elements.length === 0 || elements.some((each) => each.feel.type !== type.type)) {
    return writer.refuse(listNode(operands[0]), name, inAppReasons.list);
  }
  return elements;
}

/** Joined from left to right and cut to 34 digits at every step, as in closures. */
function foldToSql(operator: '+' | '*'): ToSql {
  return (operands, writer) =>
    writtenOut(operands, operator === '+' ? 'sum' : 'product', numberType, writer)
      .map((each) => sql`${writer.value(each)}::numeric`)
      .reduce((left, right) => sqlPrecise(sql`(${left} ${sql.raw(operator)} ${right})`));
}

function meanToSql(operands: Parameters<ToSql>[0], writer: SqlWriter): ReturnType<ToSql> {
  const count = writtenOut(operands, 'mean', numberType, writer).length;
  return sqlDivide(foldToSql('+')(operands, writer), sql`${sql.lit(count)}::numeric`);
}

function logicToSql(name: string, operator: 'and' | 'or'): ToSql {
  return (operands, writer) => {
    const values = writtenOut(operands, name, booleanType, writer).map((each) => writer.boolean(each));
    return sql`(${sql.join(values, operator === 'and' ? sql` and ` : sql` or `)})`;
  };
}

function listNode(nodes: Node | null | readonly Node[] | undefined): Node {
  return (Array.isArray(nodes) ? nodes[0] : nodes) as Node;
}

import { sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import { sqlDivide, sqlPrecise } from '../compile/sql-number.ts';
import type { SqlWriter } from '../compile/sql-writer.ts';
import { anyType, booleanType, type FeelType, listOf, numberType } from '../types/feel-type.ts';
import { compare, isEqual } from '../values/compare.ts';
import { FeelFunction, type FeelValue, isList } from '../values/feel-value.ts';
import {
  add,
  compareNumbers,
  divide,
  divideFully,
  exact,
  type FeelNumber,
  isFeelNumber,
  multiply,
  subtract,
  toDecimal,
  toDouble,
} from '../values/number.ts';
import type { FunctionEntry, Parameter, Signature, ToSql } from './function-entry.ts';
import { inApp, inAppReasons, nullable, optional, parameter, sqlOf, variadic } from './signature.ts';

const anyList = listOf(anyType);
const elementOf = ([list]: readonly FeelType[]): FeelType => (list?.type === 'list' ? list.of : anyType);
const sameList = ([list]: readonly FeelType[]): FeelType => (list?.type === 'list' ? list : anyList);

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

/** Sections 10.3.4.4 and 10.3.4.12. */
export const listFunctions: readonly FunctionEntry[] = [
  {
    name: 'list contains',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'Whether a list contains a value', zh: '列表是否包含某值' },
    signatures: [
      {
        parameters: [parameter('list', anyList), nullable('element', anyType)],
        returns: booleanType,
        evaluate: ([list, element]) =>
          (list as readonly FeelValue[]).some((each) => isEqual(each, element as FeelValue) === true),
        toSql: sqlOf(([list, element], writer) => listContains(list as Node, element as Node, writer)),
      },
    ],
  },
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
  {
    name: 'sublist',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'A part of a list, from a position', zh: '从指定位置起的子列表' },
    signatures: [
      {
        parameters: [
          parameter('list', anyList),
          parameter('start position', numberType),
          optional('length', numberType),
        ],
        returns: sameList,
        evaluate: ([list, position, length]) => {
          const values = list as readonly FeelValue[];
          const start = placeOf(values, position as FeelNumber);
          if (start === null) return null;
          const count = length === null ? values.length : Math.trunc(toDouble(length as FeelNumber));
          return count < 1 || (length !== null && start + count > values.length)
            ? null
            : values.slice(start, start + count);
        },
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'append',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The list with values added at its end', zh: '在列表末尾追加' },
    signatures: [
      {
        parameters: [parameter('list', anyList), variadic('item', anyType)],
        returns: anyList,
        evaluate: ([list, items]) => [...(list as readonly FeelValue[]), ...(items as readonly FeelValue[])],
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'concatenate',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'Several lists as one', zh: '合并多个列表' },
    signatures: [
      {
        parameters: [variadic('list', anyType)],
        returns: anyList,
        evaluate: ([lists]) => {
          const values = lists as readonly FeelValue[];
          return values.includes(null) ? null : values.flatMap((each) => (isList(each) ? each : [each]));
        },
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'insert before',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The list with a value put in at a position', zh: '在指定位置前插入' },
    signatures: [
      {
        parameters: [parameter('list', anyList), parameter('position', numberType), nullable('newItem', anyType)],
        returns: anyList,
        evaluate: ([list, position, item]) => {
          const values = list as readonly FeelValue[];
          const at = placeOf(values, position as FeelNumber);
          return at === null ? null : [...values.slice(0, at), item as FeelValue, ...values.slice(at)];
        },
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'remove',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The list without the value at a position', zh: '移除指定位置的值' },
    signatures: [
      {
        parameters: [parameter('list', anyList), parameter('position', numberType)],
        returns: sameList,
        evaluate: ([list, position]) => {
          const values = list as readonly FeelValue[];
          const at = placeOf(values, position as FeelNumber);
          return at === null ? null : values.toSpliced(at, 1);
        },
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'list replace',
    group: 'list',
    section: '10.3.4.4',
    title: {
      en: 'The list with a value replaced, by position or where a function says so',
      zh: '按位置或条件替换列表中的值',
    },
    signatures: [
      {
        parameters: [parameter('list', anyList), parameter('position', numberType), nullable('newItem', anyType)],
        returns: anyList,
        evaluate: ([list, position, item]) => {
          const values = list as readonly FeelValue[];
          const at = placeOf(values, position as FeelNumber);
          return at === null ? null : values.with(at, item as FeelValue);
        },
        toSql: inApp(inAppReasons.list),
      },
      {
        parameters: [parameter('list', anyList), parameter('match', functionOf(2)), nullable('newItem', anyType)],
        returns: anyList,
        evaluate: ([list, match, item]) => {
          const test = match as FeelFunction;
          if (test.parameters.length !== 2) return null;
          const verdicts = (list as readonly FeelValue[]).map((each) => test.call([each, item as FeelValue]));
          if (verdicts.some((verdict) => typeof verdict !== 'boolean')) return null;
          return (list as readonly FeelValue[]).map((each, index) =>
            verdicts[index] === true ? (item as FeelValue) : each,
          );
        },
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'reverse',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The list from back to front', zh: '反转列表' },
    signatures: [
      {
        parameters: [parameter('list', anyList)],
        returns: sameList,
        evaluate: ([list]) => (list as readonly FeelValue[]).toReversed(),
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'index of',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The positions at which a value stands', zh: '某值所在的位置' },
    signatures: [
      {
        parameters: [parameter('list', anyList), nullable('match', anyType)],
        returns: listOf(numberType),
        evaluate: ([list, match]) =>
          (list as readonly FeelValue[]).flatMap((each, index) =>
            isEqual(each, match as FeelValue) === true ? [index + 1] : [],
          ),
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'union',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'Several lists as one, each value once', zh: '合并列表并去重' },
    signatures: [
      {
        parameters: [variadic('list', anyType)],
        returns: anyList,
        evaluate: ([lists]) => {
          const values = lists as readonly FeelValue[];
          return values.includes(null) ? null : distinct(values.flatMap((each) => (isList(each) ? each : [each])));
        },
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'distinct values',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'The list with each value once', zh: '去除重复值' },
    signatures: [
      {
        parameters: [parameter('list', anyList)],
        returns: sameList,
        evaluate: ([list]) => distinct(list as readonly FeelValue[]),
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'flatten',
    group: 'list',
    section: '10.3.4.4',
    title: { en: 'Lists of lists as one list', zh: '展开嵌套列表' },
    signatures: [
      {
        parameters: [parameter('list', anyList)],
        returns: anyList,
        evaluate: ([list]) => flatten(list as readonly FeelValue[]),
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
  {
    name: 'sort',
    group: 'sort',
    section: '10.3.4.12',
    title: { en: 'The list in the order a function tells', zh: '按函数排序列表' },
    signatures: [
      {
        parameters: [parameter('list', anyList), { name: 'precedes', type: functionOf(2), isOptional: true }],
        returns: sameList,
        evaluate: ([list, precedes]) => sorted(list as readonly FeelValue[], precedes as FeelFunction | null),
        toSql: inApp(inAppReasons.list),
      },
    ],
  },
];

function functionOf(count: number): FeelType {
  return { type: 'function', parameters: Array.from({ length: count }, () => anyType), result: anyType };
}

/** Index of a position that counts from 1, or from the end when negative; null outside the list. */
function placeOf(list: readonly FeelValue[], position: FeelNumber): number | null {
  const at = Math.trunc(toDouble(position));
  const index = at > 0 ? at - 1 : list.length + at;
  return at === 0 || index < 0 || index >= list.length ? null : index;
}

function extreme(values: readonly FeelValue[], sign: 1 | -1): FeelValue {
  let best: FeelValue | undefined;
  for (const value of values) {
    if (best === undefined) best = value;
    const order = compare(value, best);
    if (order === null) return typeof value === 'boolean' && value === best ? value : null;
    if (order * sign > 0) best = value;
  }
  return best ?? null;
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

function listContains(list: Node, element: Node, writer: SqlWriter) {
  if (list.feel.type !== 'list' || list.feel.of.type === 'list')
    return writer.refuse(list, 'list contains', inAppReasons.list);
  const [array, value] = [writer.value(list), writer.value(element)];
  if (element.type === 'literal' && element.value !== null) return sql`(${array} @> array[${value}])`;
  return sql`(case when ${array} is null then null else array_position(${array}, ${value}) is not null end)`;
}

/** Null for an empty list or a blank among the numbers. */
function fold(
  values: readonly FeelValue[],
  join: (a: FeelNumber, b: FeelNumber) => FeelNumber | null,
): FeelNumber | null {
  let result: FeelNumber | null = null;
  for (const [index, value] of values.entries()) {
    if (!isFeelNumber(value)) return null;
    result = index === 0 ? value : join(result as FeelNumber, value);
    if (result === null) return null;
  }
  return result;
}

function mean(values: readonly FeelValue[]): FeelNumber | null {
  const sum = fold(values, add);
  return sum === null ? null : divide(sum, values.length);
}

function median(values: readonly FeelValue[]): FeelNumber | null {
  const numbers = values.filter(isFeelNumber);
  if (numbers.length === 0 || numbers.length !== values.length) return null;
  const ordered = numbers.toSorted(compareNumbers);
  const middle = Math.floor(ordered.length / 2);
  if (ordered.length % 2 === 1) return ordered[middle] as FeelNumber;
  const sum = add(ordered[middle - 1] as FeelNumber, ordered[middle] as FeelNumber);
  return sum === null ? null : divide(sum, 2);
}

function deviation(values: readonly FeelValue[]): FeelNumber | null {
  const total = fold(values, add);
  if (total === null || values.length < 2) return null;
  // All digits, unlike `mean`: only the result counts, and it runs in closures only.
  const average = divideFully(total, values.length) as FeelNumber;
  const squares = values.map((value) => {
    const distance = subtract(value as FeelNumber, average) as FeelNumber;
    return multiply(distance, distance);
  });
  const sum = fold(squares, add);
  const variance = sum === null ? null : divideFully(sum, values.length - 1);
  return variance === null ? null : exact(toDecimal(variance).sqrt());
}

function mode(values: readonly FeelValue[]): FeelValue {
  const counts: { value: FeelNumber; count: number }[] = [];
  for (const value of values) {
    if (!isFeelNumber(value)) return null;
    const known = counts.find((each) => compareNumbers(each.value, value) === 0);
    if (known === undefined) counts.push({ value, count: 1 });
    else known.count += 1;
  }
  const most = Math.max(...counts.map((each) => each.count));
  return counts
    .filter((each) => each.count === most)
    .map((each) => each.value)
    .toSorted(compareNumbers);
}

function distinct(values: readonly FeelValue[]): FeelValue[] {
  const kept: FeelValue[] = [];
  for (const value of values) if (!kept.some((each) => isEqual(each, value) === true)) kept.push(value);
  return kept;
}

function flatten(values: readonly FeelValue[]): FeelValue[] {
  return values.flatMap((value) => (isList(value) ? flatten(value) : [value]));
}

/** Without a function, in the values' own order; null when they have none. The order of equals is kept. */
function sorted(values: readonly FeelValue[], precedes: FeelFunction | null): FeelValue {
  let isUnordered = false;
  const result = values.toSorted((a, b) => {
    if (precedes === null) {
      const order = compare(a, b);
      isUnordered ||= order === null;
      return order ?? 0;
    }
    return precedes.call([a, b]) === true ? -1 : precedes.call([b, a]) === true ? 1 : 0;
  });
  return isUnordered ? null : result;
}

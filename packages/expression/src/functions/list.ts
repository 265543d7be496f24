import { sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import type { SqlWriter } from '../compile/sql-writer.ts';
import { anyType, booleanType, type FeelType, listOf, numberType } from '../types/feel-type.ts';
import { compare, isEqual } from '../values/compare.ts';
import { FeelFunction, type FeelValue, isList } from '../values/feel-value.ts';
import { type FeelNumber, wholePart } from '../values/number.ts';
import type { FunctionEntry } from './function-entry.ts';
import { inApp, inAppReasons, nullable, optional, parameter, sqlOf, variadic } from './signature.ts';

const anyList = listOf(anyType);
const sameList = ([list]: readonly FeelType[]): FeelType => (list?.type === 'list' ? list : anyList);

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
          const count = length === null ? values.length : wholePart(length as FeelNumber);
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
  const at = wholePart(position);
  const index = at > 0 ? at - 1 : list.length + at;
  return at === 0 || index < 0 || index >= list.length ? null : index;
}

function listContains(list: Node, element: Node, writer: SqlWriter) {
  if (list.feel.type !== 'list' || list.feel.of.type === 'list')
    return writer.refuse(list, 'list contains', inAppReasons.list);
  const [array, value] = [writer.value(list), writer.value(element)];
  if (element.type === 'literal' && element.value !== null) return sql`(${array} @> array[${value}])`;
  return sql`(case when ${array} is null then null else array_position(${array}, ${value}) is not null end)`;
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

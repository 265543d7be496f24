import { anyType, type FeelType, listOf, textType } from '../types/feel-type.ts';
import { contextOf, type FeelContext, type FeelValue, isContext, memberOf } from '../values/feel-value.ts';
import type { FunctionEntry } from './function-entry.ts';
import { inApp, inAppReasons, nullable, parameter } from './signature.ts';

const someContext: FeelType = { type: 'context', members: {} };

/** Section 10.3.4.7. */
export const contextFunctions: readonly FunctionEntry[] = [
  {
    name: 'get value',
    group: 'context',
    section: '10.3.4.7',
    title: { en: 'The value under a name', zh: '按名称取值' },
    signatures: [
      {
        parameters: [parameter('m', someContext), parameter('key', textType)],
        returns: anyType,
        evaluate: ([context, key]) => memberOf(context as FeelContext, key as string) ?? null,
        toSql: inApp(inAppReasons.value),
      },
      {
        parameters: [parameter('context', someContext), parameter('keys', listOf(textType))],
        returns: anyType,
        evaluate: ([context, keys]) =>
          (keys as readonly string[]).reduce<FeelValue>(
            (value, key) => (isContext(value) ? (memberOf(value, key) ?? null) : null),
            context as FeelContext,
          ),
        toSql: inApp(inAppReasons.value),
      },
    ],
  },
  {
    name: 'get entries',
    group: 'context',
    section: '10.3.4.7',
    title: { en: 'The names and values of a context as a list', zh: '取出所有名称与值' },
    signatures: [
      {
        parameters: [parameter('m', someContext)],
        returns: listOf({ type: 'context', members: { key: textType, value: anyType } }),
        evaluate: ([context]) =>
          Object.entries(context as FeelContext).map(([key, value]) =>
            contextOf([
              ['key', key],
              ['value', value],
            ]),
          ),
        toSql: inApp(inAppReasons.value),
      },
    ],
  },
  {
    name: 'context',
    group: 'context',
    section: '10.3.4.7',
    title: { en: 'A context made from a list of keys and values', zh: '由键值列表生成数据组' },
    signatures: [
      {
        parameters: [parameter('entries', listOf(someContext))],
        returns: anyType,
        evaluate: ([entries]) => contextFrom(entries as readonly FeelContext[]),
        toSql: inApp(inAppReasons.value),
      },
    ],
  },
  {
    name: 'context put',
    group: 'context',
    section: '10.3.4.7',
    title: { en: 'The context with one value more or changed', zh: '增加或修改一个值' },
    signatures: [
      {
        parameters: [parameter('context', someContext), parameter('key', textType), nullable('value', anyType)],
        returns: anyType,
        evaluate: ([context, key, value]) => withValue(context as FeelContext, [key as string], value as FeelValue),
        toSql: inApp(inAppReasons.value),
      },
      {
        parameters: [
          parameter('context', someContext),
          parameter('keys', listOf(textType)),
          nullable('value', anyType),
        ],
        returns: anyType,
        evaluate: ([context, keys, value]) =>
          withValue(context as FeelContext, keys as readonly FeelValue[], value as FeelValue),
        toSql: inApp(inAppReasons.value),
      },
    ],
  },
  {
    name: 'context merge',
    group: 'context',
    section: '10.3.4.7',
    title: { en: 'Several contexts as one; later ones win', zh: '合并多个数据组' },
    signatures: [
      {
        parameters: [parameter('contexts', listOf(someContext))],
        returns: anyType,
        evaluate: ([contexts]) => {
          const list = contexts as readonly FeelValue[];
          return list.every(isContext) ? contextOf(list.flatMap((each) => Object.entries(each))) : null;
        },
        toSql: inApp(inAppReasons.value),
      },
    ],
  },
];

function contextFrom(entries: readonly FeelContext[]): FeelValue {
  const values = new Map<string, FeelValue>();
  for (const entry of entries) {
    if (!isContext(entry)) return null;
    const [key, value] = [memberOf(entry, 'key'), memberOf(entry, 'value')];
    if (typeof key !== 'string' || value === undefined || values.has(key)) return null;
    values.set(key, value);
  }
  return contextOf(values);
}

function withValue(context: FeelContext, keys: readonly FeelValue[], value: FeelValue): FeelValue {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return null;
  const below = rest.length === 0 ? value : memberOf(context, key);
  if (rest.length > 0 && !isContext(below ?? null)) return null;
  const changed = rest.length === 0 ? value : withValue(below as FeelContext, rest, value);
  if (rest.length > 0 && changed === null) return null;
  return contextOf([...Object.entries(context), [key, changed]]);
}

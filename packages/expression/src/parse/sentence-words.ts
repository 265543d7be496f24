import type { ComparisonOperator } from '../values/feel-value.ts';

/**
 * What a word of a Chinese sentence is in FEEL. `value`: stands where a value stands; `sign`: joins two values; `test`: a
 * sign that stands before its value only in lists of tests; `call`: a sign that is a function of both sides; `in` and
 * `between` have their own grammar; `connective`: joins or begins whole clauses, and the comma before it is dropped.
 */
export type SentenceWord =
  | { readonly type: 'value'; readonly text: string }
  | { readonly type: 'sign'; readonly text: string }
  | { readonly type: 'test'; readonly text: ComparisonOperator }
  | { readonly type: 'call'; readonly name: string; readonly isNegated: boolean }
  | { readonly type: 'around'; readonly isNegated: boolean }
  | { readonly type: 'around-end'; readonly name: string }
  | { readonly type: 'in'; readonly isNegated: boolean }
  | { readonly type: 'between'; readonly isNegated: boolean }
  | { readonly type: 'between-and' }
  | { readonly type: 'silent' }
  | { readonly type: 'connective'; readonly text: string }
  | { readonly type: 'not' }
  | { readonly type: 'of' }
  | { readonly type: 'day' }
  | { readonly type: 'previous' }
  | { readonly type: 'changed'; readonly operator: '=' | '!=' };

function each(words: string, meaning: SentenceWord): [string, SentenceWord][] {
  return words.split(' ').map((word) => [word, meaning]);
}

/** Every word, longer ones first: `大于等于` before `大于`. */
export const sentenceWords: readonly (readonly [word: string, meaning: SentenceWord])[] = [
  ...each('如果', { type: 'connective', text: 'if' }),
  ...each('那么', { type: 'connective', text: 'then' }),
  ...each('否则', { type: 'connective', text: 'else' }),
  ...each('且 并且 而且 同时', { type: 'connective', text: 'and' }),
  ...each('或 或者', { type: 'connective', text: 'or' }),
  ...each('并非', { type: 'not' }),
  ...each('是 等于 为', { type: 'test', text: '=' }),
  ...each('不是 不等于 不为 非', { type: 'test', text: '!=' }),
  ...each('大于 超过 高于 多于 晚于', { type: 'test', text: '>' }),
  ...each('小于 低于 少于 早于', { type: 'test', text: '<' }),
  ...each('大于等于 大于或等于 不低于 不小于 不少于 不早于', { type: 'test', text: '>=' }),
  ...each('小于等于 小于或等于 不超过 不高于 不大于 不多于 不晚于', { type: 'test', text: '<=' }),
  ...each('属于', { type: 'in', isNegated: false }),
  ...each('不属于', { type: 'in', isNegated: true }),
  ...each('介于', { type: 'between', isNegated: false }),
  ...each('不介于', { type: 'between', isNegated: true }),
  ...each('和 与 到 至', { type: 'between-and' }),
  ...each('之间', { type: 'silent' }),
  ...each('包含', { type: 'call', name: 'contains', isNegated: false }),
  ...each('不包含', { type: 'call', name: 'contains', isNegated: true }),
  ...each('含有', { type: 'call', name: 'list contains', isNegated: false }),
  ...each('不含有', { type: 'call', name: 'list contains', isNegated: true }),
  ...each('开头是 开头为', { type: 'call', name: 'starts with', isNegated: false }),
  ...each('开头不是 开头不为', { type: 'call', name: 'starts with', isNegated: true }),
  ...each('结尾是 结尾为', { type: 'call', name: 'ends with', isNegated: false }),
  ...each('结尾不是 结尾不为', { type: 'call', name: 'ends with', isNegated: true }),
  ...each('匹配', { type: 'call', name: 'matches', isNegated: false }),
  ...each('不匹配', { type: 'call', name: 'matches', isNegated: true }),
  ...each('以', { type: 'around', isNegated: false }),
  ...each('不以', { type: 'around', isNegated: true }),
  ...each('开头', { type: 'around-end', name: 'starts with' }),
  ...each('结尾', { type: 'around-end', name: 'ends with' }),
  ...each('发生变化 有变化', { type: 'changed', operator: '!=' }),
  ...each('没有变化 未变化', { type: 'changed', operator: '=' }),
  ...each('修改前的', { type: 'previous' }),
  ...each('的', { type: 'of' }),
  ...each('的日期', { type: 'day' }),
  ...each('加', { type: 'sign', text: '+' }),
  ...each('减', { type: 'sign', text: '-' }),
  ...each('乘以', { type: 'sign', text: '*' }),
  ...each('除以', { type: 'sign', text: '/' }),
  ...each('今天', { type: 'value', text: 'today()' }),
  ...each('现在', { type: 'value', text: 'now()' }),
  ...each('当前用户', { type: 'value', text: 'user' }),
  ...each('总是 真', { type: 'value', text: 'true' }),
  ...each('从不 假 否', { type: 'value', text: 'false' }),
  ...each('空 空值', { type: 'value', text: 'null' }),
].toSorted(([a], [b]) => b.length - a.length);

/** Where a value stands, `是` is yes; between values it is the sign. */
export const yes = '是';

import type { FeelType } from '@tangram/expression';
import type { Language } from '@tangram/schema';

/** An operator as it is written after a value, and what people call it. */
export interface OperatorWord {
  readonly insert: string;
  /** Where the caret goes within `insert`; its end when missing. */
  readonly caret?: number;
  readonly titles: Record<Language, string>;
}

const same: readonly OperatorWord[] = [
  { insert: '= ', titles: { en: 'is', zh: '是' } },
  { insert: '!= ', titles: { en: 'is not', zh: '不是' } },
];
const order: readonly OperatorWord[] = [
  { insert: '> ', titles: { en: 'greater than', zh: '大于' } },
  { insert: '>= ', titles: { en: 'at least', zh: '不低于' } },
  { insert: '< ', titles: { en: 'less than', zh: '小于' } },
  { insert: '<= ', titles: { en: 'at most', zh: '不超过' } },
  { insert: 'between ', titles: { en: 'between', zh: '介于' } },
];
const choice: readonly OperatorWord[] = [{ insert: 'in ()', caret: 4, titles: { en: 'one of', zh: '属于' } }];
const blank: readonly OperatorWord[] = [
  { insert: '= null', titles: { en: 'is blank', zh: '为空' } },
  { insert: '!= null', titles: { en: 'is not blank', zh: '不为空' } },
];
const joining: readonly OperatorWord[] = [
  { insert: 'and ', titles: { en: 'and', zh: '且' } },
  { insert: 'or ', titles: { en: 'or', zh: '或' } },
];
const sums: readonly OperatorWord[] = ['+', '-', '*', '/'].map((sign) => ({
  insert: `${sign} `,
  titles: { en: sign, zh: sign },
}));

const byType: { readonly [type in FeelType['type']]?: readonly OperatorWord[] } = {
  text: [...same, ...choice, ...blank, ...joining],
  boolean: [...same, ...joining, ...blank],
  number: [...same, ...order, ...sums, ...blank, ...joining],
  reference: [...same, ...blank, ...joining],
  list: [...blank, ...joining],
};

/** What may follow a value of the type, most used first. */
export function operatorWords(type: FeelType['type'] | undefined): readonly OperatorWord[] {
  if (type === undefined) return [...joining, ...same, ...order, ...choice, ...sums];
  return byType[type] ?? [...same, ...order, ...blank, ...joining];
}

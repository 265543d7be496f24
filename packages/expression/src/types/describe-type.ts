import type { Language } from '@tangram/schema';
import type { FeelType, SimpleType } from './feel-type.ts';

/** The type in a reader's words: `list of number`, `日期`. */
export function describeType(type: FeelType, language: Language = 'en'): string {
  if (type.type === 'list') {
    return language === 'en' ? `list of ${describeType(type.of, language)}` : `${describeType(type.of, language)}列表`;
  }
  if (type.type === 'range') {
    return language === 'en' ? `range of ${describeType(type.of, language)}` : `${describeType(type.of, language)}区间`;
  }
  return words[type.type][language];
}

/** The type as parameters of a problem: `{ left: 'text', leftZh: '文本' }`. */
export function typeParams(name: string, type: FeelType): { [name: string]: string } {
  return { [name]: describeType(type, 'en'), [`${name}Zh`]: describeType(type, 'zh') };
}

const words: Record<SimpleType | 'context' | 'reference' | 'function', Record<Language, string>> = {
  any: { en: 'any value', zh: '任意值' },
  null: { en: 'blank', zh: '空值' },
  text: { en: 'text', zh: '文本' },
  number: { en: 'number', zh: '数字' },
  boolean: { en: 'yes/no', zh: '是/否' },
  date: { en: 'date', zh: '日期' },
  'date-time': { en: 'date and time', zh: '日期时间' },
  time: { en: 'time', zh: '时间' },
  'days-duration': { en: 'days and time duration', zh: '时长' },
  'months-duration': { en: 'years and months duration', zh: '年月时长' },
  context: { en: 'context', zh: '数据组' },
  reference: { en: 'record', zh: '记录' },
  function: { en: 'function', zh: '函数' },
};

import { type Aggregate, type Dimension, type Language, type LocalText, type Measure, textIn } from '@tangram/schema';

/**
 * What a column without a title of its own is called: `Stage`, `Total of Amount`, `金额合计`. `field` is the title of the
 * field it is made of; without one, the path or expression itself stands.
 */
export function columnTitle(column: Dimension | Measure, field?: LocalText): LocalText {
  if (column.title !== undefined) return column.title;
  if ('field' in column) return field ?? column.field;
  const phrase = phrases[column.aggregate];
  const of = field ?? column.of ?? '';
  return {
    en: phrase.en.replace('{of}', () => textIn(of, 'en')),
    zh: phrase.zh.replace('{of}', () => textIn(of, 'zh')),
  };
}

const phrases: Record<Aggregate, Record<Language, string>> = {
  count: { en: 'Number of records', zh: '记录数' },
  'count-distinct': { en: 'Different {of}', zh: '{of}（去重计数）' },
  sum: { en: 'Total of {of}', zh: '{of}合计' },
  average: { en: 'Average of {of}', zh: '平均{of}' },
  minimum: { en: 'Smallest {of}', zh: '最小{of}' },
  maximum: { en: 'Largest {of}', zh: '最大{of}' },
};

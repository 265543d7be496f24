import type { FormModel } from '@tangram/forms';
import { type Aggregate, type Language, type LocalText, type Measure, textIn } from '@tangram/schema';
import { resolvePath, titleOfPath } from './resolve-path.ts';

/** What a measure without a title is called: `Total of Amount`, `金额合计`. */
export function measureTitle(measure: Measure, form: FormModel): LocalText {
  const phrase = phrases[measure.aggregate];
  const resolved = measure.of === undefined ? null : resolvePath(form, measure.of, '');
  const of = resolved !== null && 'path' in resolved ? titleOfPath(resolved.path) : (measure.of ?? '');
  return {
    en: phrase.en.replace('{of}', () => textIn(of, 'en')),
    zh: phrase.zh.replace('{of}', () => textIn(of, 'zh')),
  };
}

const phrases: Record<Aggregate, Record<Language, string>> = {
  count: { en: 'Number of records', zh: '记录数' },
  'count-distinct': { en: 'Different {of}', zh: '{of}(去重计数)' },
  sum: { en: 'Total of {of}', zh: '{of}合计' },
  average: { en: 'Average of {of}', zh: '平均{of}' },
  minimum: { en: 'Smallest {of}', zh: '最小{of}' },
  maximum: { en: 'Largest {of}', zh: '最大{of}' },
};

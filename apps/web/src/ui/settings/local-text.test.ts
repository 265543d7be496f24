import { expect, it } from 'vitest';
import { withLanguage } from './local-text.ts';

it('stays one text for all languages while only the spoken one is typed', () => {
  expect(withLanguage(undefined, 'zh', '线索')).toBe('线索');
  expect(withLanguage('线索', 'zh', '客户')).toBe('客户');
});

it('is split when another language is named: the old text becomes the spoken language’s', () => {
  expect(withLanguage('线索', 'en', 'Lead', 'zh')).toEqual({ zh: '线索', en: 'Lead' });
});

it('loses a language whose text is deleted, and everything when nothing is left', () => {
  expect(withLanguage({ en: 'Lead', zh: '线索' }, 'en', '')).toEqual({ zh: '线索' });
  expect(withLanguage({ zh: '线索' }, 'zh', '')).toBeUndefined();
  expect(withLanguage('x', 'zh', '')).toBeUndefined();
});

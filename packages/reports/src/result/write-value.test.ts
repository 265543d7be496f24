import type { JsonValue } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import type { ResultColumn } from './query-result.ts';
import { writeNumber, writeNumberShort, writeValue } from './write-value.ts';

const base: ResultColumn = { key: 'c', title: 'C', valueType: 'number', role: 'measure', format: null };
const month: ResultColumn = { ...base, role: 'dimension', valueType: 'date', grain: 'month' };
const stage: ResultColumn = {
  ...base,
  role: 'dimension',
  valueType: 'text',
  options: [{ value: 'won', title: { en: 'Won', zh: '成交' } }],
};
const account: ResultColumn = { ...base, role: 'dimension', valueType: 'reference' };
const hour: ResultColumn = { ...base, role: 'dimension', valueType: 'date-time', grain: 'hour' };

describe('a value is written', () => {
  it.each<[string, JsonValue, ResultColumn, string, string]>([
    ['numbers', 10005534, base, '10,005,534', '10,005,534'],
    ['numbers beyond a double', '9007199254740993', base, '9,007,199,254,740,993', '9,007,199,254,740,993'],
    ['percentages', 0.631500521532, { ...base, format: { style: 'percent', digits: 2 } }, '63.15%', '63.15%'],
    ['money', 1234.5, { ...base, format: { style: 'money', currency: 'CNY', digits: 2 } }, '¥1,234.50', '¥1,234.50'],
    ['nothing to aggregate', null, base, '–', '–'],
    ['blank groups', null, stage, '(blank)', '（空白）'],
    ['choices', 'won', stage, 'Won', '成交'],
    ['a choice that is no longer offered', 'old', stage, 'old', 'old'],
    ['months', '2026-11-01', month, 'Nov 2026', '2026年11月'],
    ['quarters', '2026-10-01', { ...month, grain: 'quarter' }, 'Q4 2026', '2026年4季度'],
    ['records', { id: 'x', title: 'Acme' }, account, 'Acme', 'Acme'],
    ['records without a title', { id: 'x', title: null }, account, '(untitled)', '（无标题）'],
    ['the rest', { group: 'others' }, account, 'Others', '其他'],
    ['hidden records', { group: 'restricted' }, account, '(not visible)', '（不可见）'],
  ])('%s', (_what, value, column, en, zh) => {
    expect(writeValue(value, column, { language: 'en', zone: 'Asia/Shanghai' })).toBe(en);
    expect(writeValue(value, column, { language: 'zh', zone: 'Asia/Shanghai' })).toBe(zh);
  });

  it('with the hour that the clock of the zone shows', () => {
    expect(writeValue('2024-11-03T05:00:00.000Z', hour, { language: 'en', zone: 'America/New_York' })).toContain(
      '1:00',
    );
  });
});

it('writes short numbers for axes', () => {
  expect(writeNumberShort(1_234_000, null, 'en')).toBe('1.2M');
  expect(writeNumberShort(1_234_000, null, 'zh')).toBe('123.4万');
});

it('writes three equal shares as they are, without bending one to make a hundred', () => {
  expect(writeNumber(1 / 3, { style: 'percent', digits: 1 }, 'en')).toBe('33.3%');
});

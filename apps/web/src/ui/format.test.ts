import { expect, it } from 'vitest';
import { createFormat } from './format.ts';

const zh = createFormat({ language: 'zh', zone: 'Asia/Shanghai', currency: 'CNY' });
const en = createFormat({ language: 'en', zone: 'Asia/Shanghai', currency: 'USD' });

it('keeps every digit of a number that is too exact for a double', () => {
  expect(zh.number('12345678901234567890.12')).toBe('12,345,678,901,234,567,890.12');
  expect(zh.money('0.1', { digits: 2 })).toBe('¥0.10');
  expect(en.money(1234.5)).toBe('$1,234.50');
});

it('writes a day without moving it and an instant in the workspace’s zone', () => {
  expect(zh.date('2026-11-22')).toBe('2026年11月22日');
  expect(en.dateTime('2026-11-22T20:30:00Z')).toContain('23 Nov 2026');
});

it('says how long ago, in both directions, and the day beyond a week', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  expect(zh.ago('2026-11-22T11:57:00Z', now)).toBe('3分钟前');
  expect(zh.ago('2026-11-22T11:59:40Z', now)).toBe('刚刚');
  expect(en.ago('2026-11-22T12:00:20Z', now)).toBe('now');
  expect(en.ago('2026-11-22T14:00:00Z', now)).toBe('in 2 hours');
  expect(en.ago('2026-11-01T12:00:00Z', now)).toContain('1 Nov 2026');
});

it('writes nothing for blanks and for what is none of the kind', () => {
  expect([zh.number(null), zh.money('x'), zh.date('22.11.2026'), zh.dateTime(undefined), zh.percent('')]).toEqual([
    '',
    '',
    '',
    '',
    '',
  ]);
});

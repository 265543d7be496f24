import { expect, test } from 'vitest';
import { inferForm } from './infer-form.ts';

const header = ['客户名称', '手机', '金额', '签约日期', '来源', '邮箱', '工号', '备注', '', 'Owner'];
const rows = Array.from({ length: 12 }, (_, n) => [
  `公司${n}`,
  `1380000${String(1000 + n)}`,
  `${n * 1000}.50`,
  `2026-01-${String(n + 1).padStart(2, '0')}`,
  ['官网', '展会'][n % 2] as string,
  `a${n}@example.com`,
  `00${n}`,
  n === 3 ? 'x'.repeat(300) : 'short',
  '',
  n === 0 ? '' : `Person ${n}`,
]);
const inferred = inferForm('Sheet', { header, rows }, { language: 'zh' });
const typeOf = (key: string) => inferred.definition.properties[key]?.field.type;

test('finds the field type that takes every value of a column', () => {
  expect(typeOf('客户名称')).toBe('text');
  expect(typeOf('手机')).toBe('mobile');
  expect(typeOf('金额')).toBe('number');
  expect(typeOf('签约日期')).toBe('date');
  expect(typeOf('邮箱')).toBe('email');
  expect(typeOf('备注')).toBe('textarea');
});

test('makes a select of few values that repeat', () => {
  expect(inferred.definition.properties['来源']?.field).toMatchObject({
    type: 'select',
    settings: { options: [{ value: '官网' }, { value: '展会' }] },
  });
});

test('keeps a number with a leading zero as text, so that nothing of it is lost', () => {
  expect(typeOf('工号')).toBe('text');
});

test('leaves out a column with neither heading nor value, and keeps clear of the names of system fields', () => {
  expect([...inferred.fields]).toContainEqual([9, 'owner_2']);
  expect([...inferred.fields.keys()]).not.toContain(8);
});

test('survives ragged rows, no rows and headings that are the same', () => {
  const ragged = inferForm('S', { header: ['a', 'a'], rows: [['1', '2', '3'], []] }, { language: 'en' });
  expect([...ragged.fields.values()]).toEqual(['a', 'a_2', 'field']);
  expect(inferForm('S', { header: [], rows: [] }, { language: 'en' }).definition.properties).toEqual({});
});

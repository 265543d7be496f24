import { type Problem, problemsOf, schemaErrors } from '@tangram/schema';
import { expect, it } from 'vitest';
import { settingProblem } from './setting-problem.ts';

const schemaProblem = problemsOf(schemaErrors);
const place = {
  setting: { name: 'tags', schema: {}, isRequired: true },
  title: '标签',
  language: 'zh',
  fillIn: '请填写此项',
} as const;
const unknown: Problem = { code: 'RULE_GROUP_UNKNOWN', message: '没有群组“x”。', path: '', hint: '是否想写“y”？' };

it.each([[undefined], [''], [[]], [{ zh: ' ' }]] as const)('asks to fill in what is still %j', (value) => {
  expect(settingProblem(schemaProblem('SCHEMA_REQUIRED', '', { name: 'tags' }), { ...place, value })).toBe(
    '请填写此项',
  );
});

it('says what a schema found with the title of the setting and in the language of the page', () => {
  const few = schemaProblem('SCHEMA_TOO_FEW', '', { name: 'tags', limit: '2' });
  expect(settingProblem(few, { ...place, value: ['a'] })).toBe('标签至少需要 2 项。');
});

it('leaves what an engine found as it is', () => {
  expect(settingProblem(unknown, { ...place, value: 'x' })).toBe('没有群组“x”。 是否想写“y”？');
  const optional = { ...place.setting, isRequired: false };
  expect(settingProblem(unknown, { ...place, setting: optional, value: undefined })).toBe(
    '没有群组“x”。 是否想写“y”？',
  );
});

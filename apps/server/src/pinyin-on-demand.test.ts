import { expect, test } from 'vitest';
import { pinyinOnDemand } from './pinyin-on-demand.ts';

test('readings are there when they are asked for', () => {
  const { full, initials } = pinyinOnDemand();
  expect(full('客户')).toBe('ke hu');
  expect(initials('客户')).toBe('kh');
});

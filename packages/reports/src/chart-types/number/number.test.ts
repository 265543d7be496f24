import { expect, it } from 'vitest';
import { figures } from '../answers.test-data.ts';
import { number } from './number.ts';

it('says each figure with its title', () => {
  expect(number.figures?.(figures, {}, { language: 'zh', zone: 'Asia/Shanghai', dark: false })).toEqual([
    { key: 'deals', label: '商机数', text: '4,238' },
    { key: 'rate', label: '赢率', text: '63.2%' },
  ]);
});

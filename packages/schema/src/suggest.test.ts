import { expect, test } from 'vitest';
import { nearest } from './suggest.ts';

const types = ['text', 'rating', 'number', 'select', 'multi-select', '客户来源'];

test.each([
  ['ratting', 'rating'],
  ['raitng', 'rating'],
  ['Number', 'number'],
  ['客户来原', '客户来源'],
  ['picture', undefined],
  ['x', undefined],
])('for %s suggests %s', (word, expected) => {
  expect(nearest(word, types)).toBe(expected);
});

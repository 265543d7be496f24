import { expect, it } from 'vitest';
import { optionsFrom } from './options.ts';

it('makes one option per pasted line or sheet cell, without blanks, repeats and options that are there', () => {
  expect(optionsFrom('官网\r\n 展会 \n\n官网\t老客户介绍\n已有', ['已有']).map((option) => option.value)).toEqual([
    '官网',
    '展会',
    '老客户介绍',
  ]);
});

import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { member } from './member.ts';

const id = '0198f0a0-0000-7000-8000-000000000001';

describe('a member', () => {
  it.each([
    [id, id],
    [id.toUpperCase(), id],
    [{ id, title: '张三' }, id],
    [{ id: null }, null],
    ['', null],
    ['张三', refused('FORM_VALUE_MEMBER')],
    [{ name: 'x' }, refused('FORM_VALUE_MEMBER')],
    [42, refused('FORM_VALUE_MEMBER')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(member, raw)).toEqual(value));
});

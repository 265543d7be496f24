import { describe, expect, it } from 'vitest';
import { type Condition, joinConditions, readCondition, splitConditions, writeCondition } from './conditions.ts';

describe('a condition made by clicking', () => {
  it.each<[Condition, string]>([
    [{ operator: 'is', field: '跟进阶段', values: ['成交客户'] }, '跟进阶段 = "成交客户"'],
    [{ operator: 'is', field: 'stage', values: ['a', 'b "c"'] }, String.raw`stage in ("a", "b \"c\"")`],
    [{ operator: 'isNot', field: 'stage', values: ['a'] }, 'stage != "a"'],
    [{ operator: 'isNot', field: 'account.sector', values: ['a', 'b'] }, 'not(account.sector in ("a", "b"))'],
    [{ operator: 'contains', field: 'name', text: ' and ' }, 'contains(name, " and ")'],
    [{ operator: 'atLeast', field: 'amount', number: '-12.5' }, 'amount >= -12.5'],
    [{ operator: 'atMost', field: 'amount', number: '9007199254740993' }, 'amount <= 9007199254740993'],
    [{ operator: 'from', field: 'closed', day: '2026-01-01' }, 'closed >= date("2026-01-01")'],
    [{ operator: 'until', field: 'closed', day: '2026-12-31' }, 'closed <= date("2026-12-31")'],
    [
      { operator: 'until', field: 'created_at', day: '2026-12-31', zone: 'Asia/Shanghai' },
      'created_at < date and time("2027-01-01T00:00:00@Asia/Shanghai")',
    ],
    [{ operator: 'blank', field: 'account' }, 'account = null'],
    [{ operator: 'filled', field: 'account' }, 'account != null'],
    [{ operator: 'yes', field: 'active' }, 'active = true'],
    [{ operator: 'mine', field: 'owner' }, 'owner.id = user.id'],
  ])('%j is written and read back', (condition, text) => {
    expect(writeCondition(condition)).toBe(text);
    expect(readCondition(text)).toEqual(condition);
  });

  it.each(['amount * 2 > 10', 'stage = "a" or stage = "b"', 'stage = name'])('is not made of %s', (text) => {
    expect(readCondition(text)).toBeNull();
  });
});

describe('a filter falls into its conditions', () => {
  it.each([
    ['', []],
    ['a = 1', ['a = 1']],
    ['a = " and " and b in ("x", "y")', ['a = " and "', 'b in ("x", "y")']],
    ['(a = 1 and b = 2) and c = 3', ['(a = 1 and b = 2)', 'c = 3']],
    ['a between 1 and 2 and b = 3', ['a between 1 and 2', 'b = 3']],
    [
      'a < date and time("2026-01-01T00:00:00@UTC") and b = 1',
      ['a < date and time("2026-01-01T00:00:00@UTC")', 'b = 1'],
    ],
    ['a = 1 and b = 2 or c = 3', ['a = 1 and b = 2 or c = 3']],
  ])('%s', (filter, parts) => {
    expect(splitConditions(filter)).toEqual(parts);
  });

  it('and is put together again without changing its meaning', () => {
    expect(joinConditions(['a = 1', 'b = 2 or c = 3'])).toBe('a = 1 and (b = 2 or c = 3)');
    expect(splitConditions(joinConditions(['a = 1', 'b = 2 or c = 3']))).toEqual(['a = 1', '(b = 2 or c = 3)']);
  });
});

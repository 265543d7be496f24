import { describe, expect, it } from 'vitest';
import { dealByWeight } from './weighted-turns.ts';

const people = [
  { id: 'a', weight: 3 },
  { id: 'b', weight: 1 },
  { id: 'c', weight: 1 },
];

describe('turns by weight', () => {
  it('give each his share of every round, spread out', () => {
    expect(dealByWeight(people, {}, 10).chosen.join('')).toBe('abacaabaca'.slice(0, 10));
  });

  it('go on where they stopped, one at a time as many at once', () => {
    let balance = {};
    const single: string[] = [];
    for (let turn = 0; turn < 25; turn++) {
      const dealt = dealByWeight(people, balance, 1);
      balance = JSON.parse(JSON.stringify(dealt.balance));
      single.push(...dealt.chosen);
    }
    expect(single).toEqual(dealByWeight(people, {}, 25).chosen);
    expect(single.filter((id) => id === 'a')).toHaveLength(15);
    expect(single.filter((id) => id === 'c')).toHaveLength(5);
  });

  it('leave out who is away or has no weight, and owe him nothing afterwards', () => {
    const away = dealByWeight(people.slice(1), dealByWeight(people, {}, 5).balance, 100);
    expect(new Set(away.chosen)).toEqual(new Set(['b', 'c']));
    const back = dealByWeight(people, away.balance, 5).chosen;
    expect(back.filter((id) => id === 'a')).toHaveLength(3);
    expect(dealByWeight([{ id: 'a', weight: 0 }], {}, 3).chosen).toEqual([]);
    expect(dealByWeight([], {}, 3).chosen).toEqual([]);
  });
});

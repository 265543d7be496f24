import { describe, expect, it } from 'vitest';
import { turnOrder } from './turns.ts';

const member = (id: string, position: number, isPresent = true) => ({
  id,
  name: id.toUpperCase(),
  position,
  isActive: true,
  isPresent,
});
const order = (members: Parameters<typeof turnOrder>[0], last: Parameters<typeof turnOrder>[1]) =>
  turnOrder(members, last).map(({ id }) => id);

describe('the order of turns', () => {
  const members = [member('b', 2), member('a', 1), member('c', 3)];

  it('begins with the first place, and after somebody with the next', () => {
    expect(order(members, null)).toEqual(['a', 'b', 'c']);
    expect(order(members, { position: 1, id: 'a' })).toEqual(['b', 'c', 'a']);
    expect(order(members, { position: 3, id: 'c' })).toEqual(['a', 'b', 'c']);
  });

  it('goes on after one who has left where he stood, and after one who was moved where he stands now', () => {
    expect(order([member('a', 1), member('c', 3)], { position: 2, id: 'b' })).toEqual(['c', 'a']);
    expect(order([member('a', 5), member('b', 2), member('c', 3)], { position: 1, id: 'a' })).toEqual(['b', 'c', 'a']);
  });

  it('passes over the absent, also when it was their turn last, and is empty when nobody is there', () => {
    const absent = [member('a', 1), member('b', 2, false), member('c', 3)];
    expect(order(absent, { position: 1, id: 'a' })).toEqual(['c', 'a']);
    expect(order(absent, { position: 2, id: 'b' })).toEqual(['c', 'a']);
    expect(order([member('a', 1, false)], null)).toEqual([]);
  });

  it('tells members at the same place apart', () => {
    const same = [member('b', 0), member('a', 0), member('c', 0)];
    expect(order(same, { position: 0, id: 'a' })).toEqual(['b', 'c', 'a']);
  });
});

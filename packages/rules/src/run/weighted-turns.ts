import type { Weighted } from '../surroundings.ts';

/** What each person is still owed, by id: what was dealt less than his share, in turns times the sum of the weights. */
export interface Balance {
  readonly [person: string]: number;
}

/**
 * Smooth weighted round robin, as nginx describes it: at each turn everybody gains his weight, whoever has most is
 * chosen and pays the sum of the weights. Over every full round each gets exactly his weight in turns, and somebody's
 * turns lie apart: weights 3, 1 and 1 give a b a c a.
 *
 * The balance is what goes on after a restart. Somebody who is away neither gains nor pays, so he is owed nothing when he
 * is back. Whole weights keep the sums exact.
 */
export function dealByWeight(
  people: readonly Weighted[],
  before: Balance,
  count: number,
): { readonly chosen: readonly string[]; readonly balance: Balance } {
  const present = people.filter(({ weight }) => weight > 0);
  const total = present.reduce((sum, { weight }) => sum + weight, 0);
  const balance: { [person: string]: number } = { ...before };
  const chosen: string[] = [];
  for (let turn = 0; turn < count && present.length > 0; turn++) {
    let most: string | null = null;
    for (const { id, weight } of present) {
      balance[id] = (balance[id] ?? 0) + weight;
      if (most === null || balance[id] > (balance[most] ?? 0)) most = id;
    }
    if (most === null) break;
    balance[most] = (balance[most] ?? 0) - total;
    chosen.push(most);
  }
  return { chosen, balance };
}

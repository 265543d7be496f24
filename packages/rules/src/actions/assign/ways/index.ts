import { byTable } from './by-table.ts';
import { byWeight } from './by-weight.ts';
import { inTurn } from './in-turn.ts';
import { leastLoad } from './least-load.ts';
import { onePerson } from './one-person.ts';
import type { Way } from './way.ts';

/** Every way to find who gets a record, in the order offered. Past this line settings go to the way their `type` names. */
export const ways = [onePerson, inTurn, leastLoad, byWeight, byTable] as unknown as readonly Way[];

/** The way of settings whose shape has been checked. */
export function wayOf({ type }: { readonly type: string }): Way {
  const way = ways.find((one) => one.type === type);
  if (way === undefined) throw new TypeError(`An assignment by "${type}" cannot have been saved.`);
  return way;
}

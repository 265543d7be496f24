import type { Actor } from '@tangram/records';

/**
 * How many writes of rules may cause one another across records: an order changes its customer, that one's rule its
 * other orders, and so on. Chains that people build are two or three long.
 */
export const mostCaused = 8;

export function mayCause({ depth = 0 }: Actor): boolean {
  return depth < mostCaused;
}

/** Acts for whoever wrote what caused this, with the rights of the rule (`origin`, `crm/new_order`). */
export function causedBy(actor: Actor, origin: string): Actor {
  return { ...actor, channel: 'rule', isAdministrator: true, origin, depth: (actor.depth ?? 0) + 1 };
}

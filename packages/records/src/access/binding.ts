import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../actor.ts';

/** How what differs from call to call (the actor, the clock) enters a statement. */
export interface Binding {
  /** The actor's value, with its SQL type. */
  value(name: SlotName): RawBuilder<unknown>;
  readonly now: Date;
  /** Told when a condition asks for the time: such a statement must not be kept. */
  readClock(): void;
}

/**
 * What of the actor stands in SQL. A statement that is kept holds a `Slot` among its parameters, filled when it
 * runs, so that one text (and one prepared statement) serves everybody who has the same roles.
 */
export class Slot {
  readonly name: SlotName;
  constructor(name: SlotName) {
    this.name = name;
  }
}

export type SlotName = keyof typeof slots;

/** For a statement that is kept; `clockWasRead` says afterwards whether it may be. */
export function keptBinding(now: Date): Binding & { clockWasRead: boolean } {
  const binding = {
    clockWasRead: false,
    now,
    value: (name: SlotName) => typed(name, new Slot(name)),
    readClock: () => {
      binding.clockWasRead = true;
    },
  };
  return binding;
}

/** For a statement that runs once. */
export function actorBinding(actor: Actor, now: Date): Binding {
  return { now, value: (name) => typed(name, slots[name].value(actor)), readClock: () => {} };
}

export function slotValue(slot: Slot, actor: Actor): unknown {
  return slots[slot.name].value(actor);
}

function typed(name: SlotName, value: unknown): RawBuilder<unknown> {
  return sql`${value}::${sql.raw(slots[name].type)}`;
}

const slots = {
  id: { type: 'uuid', value: (actor: Actor) => actor.userId },
  idText: { type: 'text', value: (actor: Actor) => actor.userId },
  name: { type: 'text', value: (actor: Actor) => actor.name },
  email: { type: 'text', value: (actor: Actor) => actor.email ?? null },
  manager: { type: 'text', value: (actor: Actor) => actor.manager ?? null },
  department: { type: 'text', value: (actor: Actor) => actor.departments[0] ?? null },
  groups: { type: 'text[]', value: (actor: Actor) => actor.groups },
  roles: { type: 'text[]', value: (actor: Actor) => actor.roles.map((role) => role.role) },
  departmentsBelow: { type: 'uuid[]', value: (actor: Actor) => actor.departmentsBelow },
} as const;

import type { JsonObject, LocalText, Problem } from '@tangram/schema';
import type { PeopleQuery } from '../people/people.ts';
import type { Address } from './state.ts';

/**
 * What a run wants done. The host (the executor, the simulator) does it in order; the kinds in `answered` are answered
 * at once, in the same transaction, with an `answer` or `refused` fact of the same address and name.
 */
export type Command = CommandDraft & Address;

/** A command as a node writes it; `advance` adds the address. `name` is unique within one visit. */
export type CommandDraft =
  /** Answered with the people, `[{ id, name }]`. */
  | { readonly kind: 'find-people'; readonly name: string; readonly queries: readonly PeopleQuery[] }
  /** Answered with `{ id, version }`. `id` null creates a record. Values are as `Records` takes them. */
  | {
      readonly kind: 'write-record';
      readonly name: string;
      readonly form: string;
      readonly id: string | null;
      readonly values: JsonObject;
    }
  | { readonly kind: 'open-task'; readonly name: string; readonly task: TaskOrder }
  | { readonly kind: 'set-timer'; readonly name: string /** ISO 8601 */; readonly dueAt: string }
  /** Into the outbox: delivered after the transaction, once by its key. */
  | { readonly kind: 'effect'; readonly name: string; readonly effect: string; readonly request: JsonObject }
  /** The visit is over: its timers and the tasks it waited for are closed. */
  | { readonly kind: 'release' }
  | { readonly kind: 'open-incident'; readonly problem: Problem }
  | { readonly kind: 'close-incident' };

export const answered: ReadonlySet<Command['kind']> = new Set(['find-people', 'write-record']);

/** One seat at a step: a task in one person's inbox. */
export interface TaskOrder {
  readonly title: LocalText;
  readonly note: LocalText | null;
  readonly person: string;
  /** What may be done with it: `['approve', 'reject']`, `['complete']`. */
  readonly actions: readonly string[];
  /** Which of these close the other seats of the visit at once, the action of the first person to act winning. */
  readonly closing: readonly string[];
  /** Which of these need a comment. */
  readonly explained: readonly string[];
  /** ISO 8601, or null when there is no hurry. */
  readonly dueAt: string | null;
  /** Closed when the token leaves the node; otherwise it stays open until it is done. */
  readonly isBound: boolean;
}

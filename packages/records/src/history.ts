import type { JsonValue } from '@tangram/schema';
import type { Channel } from './actor.ts';
import type { ChangeKind } from './hooks.ts';
import type { Reason } from './records.ts';

/** Newest first. */
export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  readonly next: string | null;
}

/** One write to one record. */
export interface HistoryEntry {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly kind: ChangeKind;
  /** The record's version after the write. */
  readonly version: number;
  readonly actor: { readonly id: string | null; readonly name: string };
  readonly channel: Channel;
  /** Key of the flow or rule that acted. */
  readonly origin: string | null;
  readonly changes: readonly FieldChange[];
}

export interface FieldChange {
  readonly field: string;
  readonly old: JsonValue;
  readonly new: JsonValue;
  /** Missing: the actor set it. */
  readonly because?: Reason;
}

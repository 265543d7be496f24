import type { JsonObject, Problem, RecordValues } from '@tangram/schema';

/**
 * Everything a run knows, as plain JSON: `JSON.parse(JSON.stringify(state))` goes on exactly as `state` would.
 *
 * A run is `running` until its last token is gone (`done`) or somebody stops it (`cancelled`).
 */
export interface FlowState {
  readonly status: 'running' | 'done' | 'cancelled';
  readonly start: FlowStart;
  /** The moment of the last outside fact, ISO 8601: the only clock a run has. */
  readonly at: string;
  readonly tokens: readonly Token[];
  readonly nextToken: number;
  /** How often each node was entered. */
  readonly visits: { readonly [node: string]: number };
  /** What each node that ran has produced: `steps.<node>.<name>` of expressions. */
  readonly steps: { readonly [node: string]: JsonObject };
  /** Steps since the last outside fact: what the loop guard counts. */
  readonly streak: number;
}

/** Why the run exists. */
export interface FlowStart {
  readonly kind: 'created' | 'changed' | 'manual';
  readonly record: string;
  /** The record before the change that started the run. */
  readonly previous: RecordValues | null;
  /** `user` of expressions; null when nobody did it (an import by the system, say). */
  readonly starter: JsonObject | null;
}

/**
 * A place where the run is. `ready` -> (its node runs) -> leaves, or
 *
 * - `waiting`: for a timer, a task, an answer; a fact with its address resumes it;
 * - `gathered`: at a join, for the other branches;
 * - `stuck`: its node failed with `problem`; a person retries or skips it. Other tokens go on.
 */
export interface Token {
  readonly id: number;
  readonly node: string;
  /** The how-manieth entry of its node this is, from 1. */
  readonly visit: number;
  readonly state: 'ready' | 'waiting' | 'gathered' | 'stuck';
  /** What its node wrote down for itself. */
  readonly memory: JsonObject;
  /** Tasks or timers of this visit are to be closed when the token leaves. */
  readonly holds: boolean;
  readonly problem?: Problem;
}

/** Which visit of which node by which token a command or fact belongs to. */
export interface Address {
  readonly token: number;
  readonly node: string;
  readonly visit: number;
}

/** The name of one thing a visit asked for, unique within the run: `3:2:seat-1`. */
export function commandKey(address: Address, name: string): string {
  return `${address.token}:${address.visit}:${name}`;
}

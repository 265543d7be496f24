import { type JsonObject, PlatformError } from '@tangram/schema';
import type { Kysely } from 'kysely';

/** Something that is to leave the database, as whoever orders it says. */
export interface NewDelivery {
  /** Names the courier that takes it: `web-call`, `mail`, ... */
  readonly kind: string;
  /** Where it goes and what it says, for the courier; secrets are not in it, only the names of connections. */
  readonly request: JsonObject;
  readonly app: string;
  readonly form: string;
  /** The record it is about; null when it is about none. */
  readonly record: string | null;
  /** The key of the rule or flow that orders it. */
  readonly source: string;
  /** Known to whoever orders it: what is ordered again under the same key is one delivery. Made up when missing. */
  readonly key?: string;
  /** The run of the flow that orders it. */
  readonly run?: string;
}

/** A delivery under way. `key` is the same however often it is tried. */
export interface Delivery {
  readonly key: string;
  readonly kind: string;
  readonly request: JsonObject;
  readonly app: string;
  readonly form: string;
  readonly record: string | null;
  readonly source: string;
  readonly run: string | null;
}

/**
 * What repeating a delivery after a crash can do. `once`: it is part of the transaction that marks it as done.
 * `once-by-key`: it goes out again under the same key, and a receiver that keeps keys does it once. `may-repeat`: the other
 * side knows no keys, so a process that dies between sending and noting it sends twice.
 */
export type Guarantee = 'once' | 'once-by-key' | 'may-repeat';

/**
 * Takes deliveries of one kind where they go; throws when it cannot. What is thrown is tried again later, unless it is a
 * `FinalFailure`.
 */
export type Courier =
  | { readonly guarantee: 'once'; deliver(trx: Kysely<unknown>, delivery: Delivery): Promise<void> }
  | OutsideCourier;

/** Works outside any transaction and gives up by itself well within a minute, the lease of a claim. */
export interface OutsideCourier {
  readonly guarantee: 'once-by-key' | 'may-repeat';
  deliver(delivery: Delivery): Promise<void>;
}

/** Trying again by itself would end the same way: somebody has to change something first. */
export class FinalFailure extends PlatformError {}

import type { JsonObject, Problem } from '@tangram/schema';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** The outbox as kysely sees it. */
export type OutboxTables = {
  'tangram.outbox': {
    /** A bigint: text when read. */
    id: Generated<string>;
    kind: string;
    key: string;
    request: JSONColumnType<JsonObject>;
    app: string;
    form: string;
    record: string | null;
    source: string;
    run: string | null;
    state: Generated<DeliveryState>;
    epoch: Generated<number>;
    attempts: Generated<number>;
    is_claimed: Generated<boolean>;
    due_at: Instant;
    problem: JSONColumnType<Problem> | null;
    created_at: Instant;
    settled_at: Instant | null;
  };
};

export type DeliveryState = 'pending' | 'done' | 'failed' | 'given-up';

/** Read as ISO 8601 text in UTC. */
type Instant = ColumnType<string, Date | string, Date | string>;

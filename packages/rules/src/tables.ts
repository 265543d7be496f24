import type { RecordValues } from '@tangram/schema';
import type { ColumnType, Generated } from 'kysely';
import type { ExpectedOutcome } from './cases/rule-case.ts';
import type { TraceDetail, TraceOutcome } from './explain/trace.ts';

/** The tables this engine reads and writes, as kysely sees them. People belong to the records engine. */
export type RuleTables = {
  'tangram.rule_turn': {
    app: string;
    rule: string;
    people_group: string;
    last_position: number | null;
    last_person: string | null;
    given: Generated<string>;
    balance: ColumnType<{ readonly [person: string]: number } | null, string | null, string | null>;
  };
  'tangram.rule_trace': {
    record: string;
    id: Generated<string>;
    app: string;
    form: string;
    rule: string;
    /** ISO 8601 when read. */
    at: ColumnType<string, Date, never>;
    version: number;
    catalog: string;
    actor: string | null;
    actor_name: string;
    outcome: TraceOutcome;
    detail: TraceDetail;
  };
  'tangram.rule_event': {
    /** A bigint: text when read. */
    id: Generated<string>;
    app: string;
    form: string;
    record: string;
    name: string;
    /** When it happened; ISO 8601 when read. */
    at: ColumnType<string, Date, never>;
    received_at: ColumnType<string, Date, never>;
    data: RecordValues;
    source: string | null;
    dedupe: string | null;
  };
  'tangram.rule_timer': {
    app: string;
    rule: string;
    record: string;
    form: string;
    basis: ColumnType<string, never, never>;
    due_at: ColumnType<string, never, never>;
    state: 'waiting' | 'fired' | 'passed' | 'failed';
    fired_basis: ColumnType<string | null, never, never>;
  };
  'tangram.rule_clock': {
    app: string;
    rule: string;
    form: string;
    print: string;
    is_filled: boolean;
    due_at: ColumnType<string | null, Date | null, Date | null>;
    started_at: ColumnType<string | null, Date | null, Date | null>;
    after_record: string | null;
  };
  'tangram.rule_case': {
    /** A bigint: text when read. */
    id: Generated<string>;
    app: string;
    rule: string;
    record: string | null;
    title: string;
    values: ColumnType<RecordValues, string, never>;
    before: ColumnType<RecordValues | null, string | null, never>;
    expected: ColumnType<ExpectedOutcome, string, never>;
    /** ISO 8601 when read. */
    at: ColumnType<string, Date, never>;
    actor_name: string;
  };
  'tangram.person': {
    id: string;
    name: string;
    email: string | null;
    manager: string | null;
    is_active: boolean;
    absent_from: string | null;
    absent_until: string | null;
  };
};

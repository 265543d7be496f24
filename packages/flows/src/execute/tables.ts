import type { FlowDefinition, JsonObject, LocalText, Problem } from '@tangram/schema';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Fact } from '../advance/fact.ts';
import type { HistoryEntry } from '../advance/history-entry.ts';
import type { FlowState, Token } from '../advance/state.ts';

/** The tables of `migrations.ts`, as kysely sees them (a type, not an interface: kysely wants an index signature). Json is written as its text and read parsed. */
export type FlowTables = {
  'flow.version': {
    id: string;
    app: string;
    flow: string;
    hash: string;
    definition: JSONColumnType<FlowDefinition>;
    created_at: Instant;
  };
  'flow.instance': {
    id: string;
    version: string;
    app: string;
    flow: string;
    form: string;
    record: string;
    status: FlowState['status'];
    state: JSONColumnType<Omit<FlowState, 'tokens' | 'status'>> | null;
    seq: Generated<number>;
    depth: number;
    starter: string | null;
    created_at: Instant;
    finished_at: Instant | null;
    failures: Generated<number>;
    retry_at: Instant | null;
  };
  'flow.token': {
    instance: string;
    id: number;
    node: string;
    visit: number;
    state: Token['state'];
    memory: JSONColumnType<JsonObject>;
    holds: boolean;
    problem: JSONColumnType<Problem> | null;
  };
  'flow.inbox': {
    id: Generated<string>;
    instance: string;
    key: string;
    fact: JSONColumnType<Fact>;
    taken: Generated<boolean>;
  };
  'flow.history': {
    instance: string;
    seq: number;
    at: Instant;
    kind: HistoryEntry['kind'];
    node: string | null;
    visit: number | null;
    by_person: string | null;
    by_name: string | null;
    data: JSONColumnType<JsonObject>;
    problem: JSONColumnType<Problem> | null;
  };
  'flow.task': TaskTable;
  'flow.task_action': {
    task: string;
    request: string;
    action: string;
    person: string;
    at: Instant;
    data: JSONColumnType<JsonObject>;
  };
  'flow.timer': AddressColumns & { due_at: Instant; state: Generated<'pending' | 'fired' | 'closed'> };
  'flow.trigger_event': { version: string; record: string; record_version: number; instance: string | null };
  'flow.incident': {
    id: string;
    app: string;
    flow: string;
    instance: string | null;
    token: number | null;
    node: string | null;
    record: string | null;
    problem: JSONColumnType<Problem>;
    opened_at: Instant;
    closed_at: Instant | null;
  };
};

/** Read as ISO 8601 text in UTC. */
type Instant = ColumnType<string, Date | string, Date | string>;

type AddressColumns = {
  instance: string;
  token: number;
  node: string;
  visit: number;
  name: string;
};

type TaskTable = AddressColumns & {
  id: string;
  app: string;
  flow: string;
  form: string;
  record: string;
  person: string;
  title: JSONColumnType<{ readonly text: LocalText }>;
  note: JSONColumnType<{ readonly text: LocalText }> | null;
  actions: string[];
  closing: string[];
  explained: string[];
  is_bound: boolean;
  due_at: Instant | null;
  state: Generated<'open' | 'done' | 'closed'>;
  outcome: string | null;
  comment: string | null;
  handled_by: string | null;
  handled_by_name: string | null;
  handled_at: Instant | null;
  created_at: Instant;
};

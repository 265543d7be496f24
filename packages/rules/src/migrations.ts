import type { Migration } from '@tangram/schema';
import {
  scoreBlockMigration,
  scoreMigration,
  scorePartsMigration,
  scoreTurnsMigration,
} from './scores/score-migration.ts';

/**
 * `rule_turn`: whose turn it was last, per rule and group; its row is locked by the writer until his transaction ends,
 * which is what makes turns even among concurrent writers; `balance` is what each
 * person of a weighted assignment is still owed. `rule_trace`: what each rule did to each record, and why.
 * `rule_event`: what happened to records without changing them; rows are only ever added. `dedupe` is the sender's own
 * id of the event, so that sending it twice counts it once.
 * `rule_timer`: at which instant a rule looks at a record; `basis` marks the episode, `fired_basis`
 * the latest one in which it ran. `waiting` until then; `fired` when
 * it ran in this episode; `passed` when its condition did not hold, `failed` when the record could not be saved: looked
 * at again when a field it watches changes.
 * `rule_clock`: how far the background work of a rule has come. `print` tells a changed rule from the one that was
 * prepared; `is_filled` that every record has its timer; `due_at` when a schedule is next due, `started_at` since when
 * it is under way; `after_record` the last record that either is done with.
 * `rule_case`: records as they once were and what a rule should come to for each; see decision 12.
 * `record` is the one whose events count, up to `at`.
 */
export const rulesMigrations: readonly Migration[] = [
  {
    name: 'rules-0001-turns-and-traces',
    sql: `
create table tangram.rule_turn (
  app text not null,
  rule text not null,
  people_group text not null,
  last_position integer,
  last_person uuid,
  given bigint not null default 0,
  primary key (app, rule, people_group)
);

create table tangram.rule_trace (
  record uuid not null,
  id bigint generated always as identity,
  app text not null,
  form text not null,
  rule text not null,
  at timestamptz not null,
  version integer not null,
  catalog text not null,
  actor uuid,
  actor_name text not null,
  outcome text not null check (outcome in ('applied', 'stopped', 'broken')),
  detail jsonb not null,
  primary key (record, id)
);
create index rule_trace_rule on tangram.rule_trace (app, rule, at desc);
`,
  },
  {
    name: 'rules-0002-events',
    sql: `
create table tangram.rule_event (
  id bigint generated always as identity primary key,
  app text not null,
  form text not null,
  record uuid not null,
  name text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  data jsonb not null default '{}',
  source text,
  dedupe text,
  unique (app, dedupe)
);
create index rule_event_record on tangram.rule_event (record, name, at);
`,
  },
  {
    name: 'rules-0003-timers',
    sql: `
create table tangram.rule_timer (
  app text not null,
  rule text not null,
  record uuid not null,
  form text not null,
  basis timestamptz not null,
  due_at timestamptz not null,
  state text not null check (state in ('waiting', 'fired', 'passed', 'failed')),
  fired_basis timestamptz,
  primary key (app, rule, record)
);
create index rule_timer_due on tangram.rule_timer (due_at) where state = 'waiting';

create table tangram.rule_clock (
  app text not null,
  rule text not null,
  form text not null,
  print text not null,
  is_filled boolean not null,
  due_at timestamptz,
  started_at timestamptz,
  after_record uuid,
  primary key (app, rule)
);
`,
  },
  {
    name: 'rules-0004-weighted-turns',
    sql: 'alter table tangram.rule_turn add column balance jsonb',
  },
  {
    name: 'rules-0005-cases',
    sql: `
create table tangram.rule_case (
  id bigint generated always as identity primary key,
  app text not null,
  rule text not null,
  title text not null,
  values jsonb not null,
  before jsonb,
  expected jsonb not null,
  at timestamptz not null,
  actor_name text not null
);
create index rule_case_rule on tangram.rule_case (app, rule, id);
`,
  },
  scoreMigration,
  scorePartsMigration,
  {
    name: 'rules-0008-case-records',
    sql: 'alter table tangram.rule_case add column record uuid',
  },
  scoreTurnsMigration,
  scoreBlockMigration,
];

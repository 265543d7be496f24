import type { Migration } from '@tangram/schema';

/**
 * `score_timer` says when a card looks at a record again by itself, `score_band_entry` which bands a record has ever
 * entered, `score_change` is the history of scores with what each line gave, and `score_card` the titles of the lines,
 * once per wording. `score_job` is a recomputation under way: `last_record` is how far it has come.
 */
export const scoreMigration: Migration = {
  name: 'rules-0006-scores',
  sql: `
create table tangram.score_timer (
  record uuid not null,
  app text not null,
  rule text not null,
  form text not null,
  due_at timestamptz not null,
  primary key (record, app, rule)
);
create index score_timer_due on tangram.score_timer (due_at);

create table tangram.score_band_entry (
  app text not null,
  rule text not null,
  record uuid not null,
  band text not null,
  at timestamptz not null,
  primary key (record, app, rule, band)
);

create table tangram.score_card (
  id bigint generated always as identity primary key,
  app text not null,
  rule text not null,
  titles jsonb not null
);
create unique index score_card_wording on tangram.score_card (app, rule, md5(titles::text));

create table tangram.score_change (
  record uuid not null,
  id bigint generated always as identity,
  app text not null,
  form text not null,
  rule text not null,
  at timestamptz not null,
  version integer,
  card bigint references tangram.score_card (id),
  occasion text,
  actor_name text not null,
  before numeric,
  after numeric not null,
  band text,
  entered boolean not null,
  lines jsonb not null,
  primary key (record, id)
);

create table tangram.score_job (
  app text not null,
  rule text not null,
  form text not null,
  definition jsonb not null,
  asked_at timestamptz not null,
  last_record uuid,
  total bigint,
  done bigint not null default 0,
  changed bigint not null default 0,
  entered bigint not null default 0,
  finished_at timestamptz,
  primary key (app, rule)
);
`,
};

/** Blocks of records, taken in turns. */
export const scoreTurnsMigration: Migration = {
  name: 'rules-0009-score-turns',
  sql: `
alter table tangram.score_job
  add column block_until uuid,
  add column turns integer not null default 1,
  add column turn integer not null default 0;
`,
};

/** Which records a block holds, in the order of its turns; `external`, because ids do not get smaller. */
export const scoreBlockMigration: Migration = {
  name: 'rules-0010-score-block',
  sql: `
alter table tangram.score_job drop column block_until, add column ids uuid[];
alter table tangram.score_job alter column ids set storage external;
update tangram.score_job set turn = 0;
`,
};

/**
 * A recomputation in parts that are taken at the same time. What a change says of its card is looked up when it is written,
 * in the same statement: checking it again cost a tenth of a recomputation, and cards are never taken away. Lines are kept as
 * they were written, which is all that is asked of them.
 */
export const scorePartsMigration: Migration = {
  name: 'rules-0007-score-parts',
  sql: `
alter table tangram.score_change
  drop constraint score_change_card_fkey,
  alter column lines type json using lines::json;
alter table tangram.score_job
  add column part integer not null default 0,
  add column until_record uuid,
  drop column changed,
  drop column entered,
  drop constraint score_job_pkey,
  add primary key (app, rule, part);
`,
};

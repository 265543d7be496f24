import type { Migration } from '@tangram/schema';

/**
 * The tables of better-auth 1.7 under our names; its user is `tangram.person`. What `getMigrations` of better-auth
 * would make was compared with this (`auth.test.ts`). A session or key that goes away is told to every process.
 */
export const authMigration: Migration = {
  name: 'server-0001-auth',
  sql: `
alter table tangram.person
  add column email_verified boolean not null default false,
  add column image text,
  add column updated_at timestamptz not null default current_timestamp;

create table tangram.auth_session (
  id uuid primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  user_id uuid not null references tangram.person (id) on delete cascade
);
create index auth_session_user on tangram.auth_session (user_id);

create table tangram.auth_account (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references tangram.person (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index auth_account_user on tangram.auth_account (user_id);

create table tangram.auth_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create index auth_verification_identifier on tangram.auth_verification (identifier);

create table tangram.auth_api_key (
  id uuid primary key,
  config_id text not null,
  name text,
  start text,
  reference_id text not null,
  prefix text,
  key text not null unique,
  refill_interval integer,
  refill_amount integer,
  last_refill_at timestamptz,
  enabled boolean,
  rate_limit_enabled boolean,
  rate_limit_time_window integer,
  rate_limit_max integer,
  request_count integer,
  remaining integer,
  last_request timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  permissions text,
  metadata text
);
create index auth_api_key_reference on tangram.auth_api_key (reference_id);

create trigger tell after delete on tangram.auth_session
  for each statement execute function tangram.tell_people_changed();
create trigger tell after delete or update of enabled, expires_at on tangram.auth_api_key
  for each statement execute function tangram.tell_people_changed();
`,
};

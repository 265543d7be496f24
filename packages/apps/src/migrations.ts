import type { Migration } from '@tangram/schema';

/**
 * Definitions are kept as `json`, not `jsonb`: the order of keys is the builder's and must come back as it was.
 * `tangram.catalog` has one row; its version grows with every publication, so that other processes see that theirs is old.
 * Tables of removed forms are moved to the schema `tangram_trash` with their rows.
 */
export const appsMigrations: readonly Migration[] = [
  {
    name: 'apps-0001-definitions',
    sql: `
      create schema tangram_trash;
      create table tangram.app (
        key text primary key,
        created_at timestamptz not null default now(),
        created_by uuid
      );
      create table tangram.definition (
        app text not null references tangram.app(key) on delete cascade,
        kind text not null,
        key text not null,
        draft json,
        published json,
        revision integer not null default 1,
        version integer not null default 0,
        updated_at timestamptz not null default now(),
        updated_by uuid,
        published_at timestamptz,
        published_by uuid,
        primary key (app, kind, key)
      );
      create table tangram.definition_version (
        app text not null,
        kind text not null,
        key text not null,
        version integer not null,
        document json not null,
        published_at timestamptz not null default now(),
        published_by uuid,
        primary key (app, kind, key, version)
      );
      create table tangram.catalog (
        only_one boolean primary key default true check (only_one),
        version bigint not null
      );
      insert into tangram.catalog (version) values (1);
    `,
  },
];

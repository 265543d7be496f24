import type { Migration } from '@tangram/schema';

/**
 * People, departments, groups and grants of roles. Any change, by whatever program, sends `tangram_people`: processes
 * that keep actors in memory forget them then.
 */
export const peopleMigration: Migration = {
  name: 'records-0001-people',
  sql: `
create schema if not exists tangram;

create table tangram.department (
  id uuid primary key,
  title jsonb not null,
  parent uuid references tangram.department (id) on delete restrict,
  head uuid,
  check (parent is distinct from id)
);
create index department_parent on tangram.department (parent);

create table tangram.person (
  id uuid primary key,
  name text not null check (name <> ''),
  email text,
  manager uuid references tangram.person (id) on delete set null,
  department uuid references tangram.department (id) on delete set null,
  language text,
  zone text,
  is_administrator boolean not null default false,
  is_active boolean not null default true,
  created_at timestamptz not null default now()
);
create unique index person_email on tangram.person (lower(email));
create index person_department on tangram.person (department);

alter table tangram.department
  add constraint department_head foreign key (head) references tangram.person (id) on delete set null;

create table tangram.people_group (
  id uuid primary key,
  key text not null,
  title jsonb not null,
  app text,
  unique nulls not distinct (app, key)
);

create table tangram.people_group_member (
  group_id uuid not null references tangram.people_group (id) on delete cascade,
  person_id uuid not null references tangram.person (id) on delete cascade,
  position integer not null default 0,
  primary key (group_id, person_id)
);
create index people_group_member_person on tangram.people_group_member (person_id);

create table tangram.role_grant (
  id uuid primary key,
  app text not null,
  role text not null,
  person_id uuid references tangram.person (id) on delete cascade,
  group_id uuid references tangram.people_group (id) on delete cascade,
  department_id uuid references tangram.department (id) on delete cascade,
  check (num_nonnulls(person_id, group_id, department_id) = 1),
  unique nulls not distinct (app, role, person_id, group_id, department_id)
);

create function tangram.tell_people_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('tangram_people', '');
  return null;
end $$;
create trigger tell after insert or update or delete on tangram.person
  for each statement execute function tangram.tell_people_changed();
create trigger tell after insert or update or delete on tangram.department
  for each statement execute function tangram.tell_people_changed();
create trigger tell after insert or update or delete on tangram.people_group
  for each statement execute function tangram.tell_people_changed();
create trigger tell after insert or update or delete on tangram.people_group_member
  for each statement execute function tangram.tell_people_changed();
create trigger tell after insert or update or delete on tangram.role_grant
  for each statement execute function tangram.tell_people_changed();
`,
};

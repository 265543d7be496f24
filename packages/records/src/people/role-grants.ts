import { type Kysely, sql } from 'kysely';
import type { NewId } from '../catalog.ts';

/** Who has a role: a person, everybody in a group, or everybody in a department and below. */
export type RoleHolder =
  | { readonly type: 'person'; readonly id: string }
  | { readonly type: 'group'; readonly id: string }
  | { readonly type: 'department'; readonly id: string };

export interface RoleGrant {
  readonly role: string;
  readonly holder: RoleHolder & { readonly title: string };
}

/** The grants of one application's roles, or of one role. */
export async function readRoleGrants(db: Kysely<unknown>, app: string, role?: string): Promise<RoleGrant[]> {
  const { rows } = await sql<{ role: string; type: RoleHolder['type']; id: string; title: string }>`
    select r.role, case when r.person_id is not null then 'person' when r.group_id is not null then 'group' else 'department' end as type,
      coalesce(r.person_id, r.group_id, r.department_id)::text as id,
      coalesce(p.name, g.title ->> 'en', g.title #>> '{}', d.title ->> 'en', d.title #>> '{}') as title
    from tangram.role_grant as r
    left join tangram.person as p on p.id = r.person_id
    left join tangram.people_group as g on g.id = r.group_id
    left join tangram.department as d on d.id = r.department_id
    where r.app = ${app} and (${role ?? null}::text is null or r.role = ${role ?? null})
    order by r.role, title, id`.execute(db);
  return rows.map(({ role: key, ...holder }) => ({ role: key, holder }));
}

/** Gives the role; giving it twice is giving it once. */
export async function grantRole(
  db: Kysely<unknown>,
  app: string,
  role: string,
  holder: RoleHolder,
  newId: NewId,
): Promise<void> {
  await sql`
    insert into tangram.role_grant (id, app, role, ${sql.id(columns[holder.type])})
    values (${newId()}::uuid, ${app}, ${role}, ${holder.id}::uuid) on conflict do nothing`.execute(db);
}

export async function revokeRole(db: Kysely<unknown>, app: string, role: string, holder: RoleHolder): Promise<void> {
  await sql`
    delete from tangram.role_grant
    where app = ${app} and role = ${role} and ${sql.id(columns[holder.type])} = ${holder.id}::uuid`.execute(db);
}

const columns: Record<RoleHolder['type'], string> = {
  person: 'person_id',
  group: 'group_id',
  department: 'department_id',
};

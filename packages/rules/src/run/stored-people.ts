import { isAbsentOn, readGroups } from '@tangram/records';
import { type Kysely, sql } from 'kysely';
import type { Member, People } from '../surroundings.ts';
import type { RuleTables } from '../tables.ts';

/**
 * People and groups as the records engine keeps them, read within the write's transaction; a group is asked once. Who is
 * away is told by the day it is in the workspace.
 */
export function storedPeople(trx: Kysely<unknown>, today: string): People {
  const db = trx.withTables<RuleTables>();
  const groups = new Map<string, Promise<readonly Member[]>>();
  return {
    members(app, group) {
      const key = JSON.stringify([app, group]);
      const known = groups.get(key);
      if (known !== undefined) return known;
      const asked = readGroups(trx, { key: group }).then((named) => {
        // A group of the application goes before one of the whole organisation with the same key.
        const found = named.find((one) => one.app === app) ?? named.find((one) => one.app === null);
        return (found?.members ?? []).map((member) => ({
          ...member,
          isPresent: member.isActive && !isAbsentOn(member, today),
        }));
      });
      groups.set(key, asked);
      return asked;
    },
    async active(idsOrEmails) {
      const ids = idsOrEmails.filter((one) => uuid.test(one));
      const emails = idsOrEmails.filter((one) => !uuid.test(one)).map((one) => one.toLowerCase());
      const people = await db
        .selectFrom('tangram.person')
        .select(['id', 'name', 'email', 'absent_from as absentFrom', 'absent_until as absentUntil'])
        .where('is_active', '=', true)
        .where((where) =>
          where.or([
            where('id', '=', sql<string>`any(${ids}::uuid[])`),
            where(sql<string>`lower(email)`, '=', sql<string>`any(${emails}::text[])`),
          ]),
        )
        .execute();
      const found = new Map<string, Pick<Member, 'id' | 'name' | 'isPresent'>>();
      for (const { id, name, email, ...absence } of people) {
        const isPresent = !isAbsentOn(absence, today);
        for (const one of idsOrEmails) {
          if (one.toLowerCase() === id || one.toLowerCase() === email?.toLowerCase())
            found.set(one, { id, name, isPresent });
        }
      }
      return found;
    },
    async managers(ids) {
      const people = await db
        .selectFrom('tangram.person as person')
        .innerJoin('tangram.person as manager', 'manager.id', 'person.manager')
        .select(['person.id', 'manager.id as manager'])
        .where('person.id', '=', sql<string>`any(${ids}::uuid[])`)
        .where('manager.is_active', '=', true)
        .execute();
      return new Map(people.map((person) => [person.id, person.manager]));
    },
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

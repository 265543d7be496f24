import { type RoleHolder, grantRole, readRoleGrants, revokeRole } from '@tangram/records';
import { PlatformError, type Problem, problemsOf, schemaErrors } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { serverError } from '../errors.ts';
import { refuseUnlessAdministrator } from '../http/person-of.ts';
import type { Platform } from '../platform.ts';
import { roleAddress, roleMembers } from './shapes.ts';

type Member = Static<typeof roleMembers>['members'][number];

/** Who holds a role of an application. */
export async function roleRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const url = '/api/apps/:app/roles/:role/members';
  const tags = ['people'];

  server.get<{ Params: Static<typeof roleAddress> }>(
    url,
    { schema: { summary: 'Who holds a role', tags, params: roleAddress } },
    async (request) => {
      refuseUnlessAdministrator(request);
      const { app, role } = request.params;
      refuseUnknownRole(platform, app, role);
      const grants = await readRoleGrants(platform.db, app, role);
      return { rows: grants.map(({ holder }) => ({ [columns[holder.type]]: holder.id, title: holder.title })) };
    },
  );

  server.put<{ Params: Static<typeof roleAddress>; Body: Static<typeof roleMembers> }>(
    url,
    {
      schema: {
        summary: 'Gives the role to these people, groups and departments, and to nobody else',
        tags,
        params: roleAddress,
        body: roleMembers,
      },
    },
    async (request) => {
      refuseUnlessAdministrator(request);
      const { app, role } = request.params;
      refuseUnknownRole(platform, app, role);
      const wanted = holdersIn(request.body.members);
      await platform.db.transaction().execute(async (trx) => {
        for (const { holder } of await readRoleGrants(trx, app, role)) {
          const stays = wanted.some((other) => other.type === holder.type && other.id === holder.id);
          if (!stays) await revokeRole(trx, app, role, holder);
        }
        for (const holder of wanted) await grantRole(trx, app, role, holder, platform.newId);
      });
      platform.auth.forget();
      return {};
    },
  );
}

const columns = { person: 'person_id', group: 'group_id', department: 'department_id' } as const;

function refuseUnknownRole(platform: Platform, app: string, role: string): void {
  if (platform.catalog().app(app)?.roles.has(role) !== true) throw serverError('ROLE_UNKNOWN', { app, role });
}

function holdersIn(members: readonly Member[]): RoleHolder[] {
  const problems: Problem[] = [];
  const holders = members.flatMap((member, place): RoleHolder[] => {
    const given = (Object.keys(columns) as RoleHolder['type'][]).flatMap((type) => {
      const id = member[columns[type]];
      return id == null ? [] : [{ type, id }];
    });
    if (given.length === 1) return given;
    const expected = 'exactly one of person_id, group_id and department_id';
    problems.push(problemsOf(schemaErrors)('SCHEMA_TYPE', `/members/${place}`, { name: String(place), expected }));
    return [];
  });
  if (problems.length > 0) throw new PlatformError('invalid', problems);
  return holders;
}

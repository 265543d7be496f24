import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { personOf, refuseUnlessAdministrator } from '../http/person-of.ts';
import type { Platform } from '../platform.ts';
import { departmentRoutes } from './department-routes.ts';
import { groupRoutes } from './group-routes.ts';
import { roleRoutes } from './role-routes.ts';
import { byId, newPerson, personChanges } from './shapes.ts';

const search = Type.Object({ search: Type.Optional(Type.String({ maxLength: 200 })) }, { additionalProperties: false });

/** Everybody may see who is there (pickers need it); administrators change it. */
export async function peopleRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const { people } = platform;
  const tags = ['people'];

  server.get<{ Querystring: Static<typeof search> }>(
    '/api/people',
    { schema: { summary: 'People, by name', tags, querystring: search } },
    async (request) => ({ rows: await people.list({ ...request.query, showsEmail: request.actor.isAdministrator }) }),
  );

  server.get<{ Params: Static<typeof byId> }>(
    '/api/people/:id',
    { schema: { summary: 'One person', tags, params: byId } },
    async (request) => {
      const person = await people.one(request.params.id);
      return request.actor.isAdministrator || person.id === personOf(request) ? person : { ...person, email: null };
    },
  );

  server.post<{ Body: Static<typeof newPerson> }>(
    '/api/people',
    { schema: { summary: 'Adds a person, who can sign in when a password is given', tags, body: newPerson } },
    async (request, reply) => {
      refuseUnlessAdministrator(request);
      return reply.code(201).send(await people.create(request.body));
    },
  );

  server.patch<{ Params: Static<typeof byId>; Body: Static<typeof personChanges> }>(
    '/api/people/:id',
    {
      schema: {
        summary: 'Changes a person; a new password ends their sessions',
        tags,
        params: byId,
        body: personChanges,
      },
    },
    async (request) => {
      refuseUnlessAdministrator(request);
      return await people.update(request.params.id, request.body);
    },
  );

  await groupRoutes(server, platform);
  await departmentRoutes(server, platform);
  await roleRoutes(server, platform);
}

import {
  type PeopleGroup,
  ensureGroup,
  readGroups,
  recordErrors,
  removeGroup,
  renameGroup,
  setGroupMembers,
} from '@tangram/records';
import { PlatformError, keyFrom, problemsOf, textIn } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { refuseUnlessAdministrator } from '../http/person-of.ts';
import type { Platform } from '../platform.ts';
import { byId, groupChanges, newGroup } from './shapes.ts';

const recordProblem = problemsOf(recordErrors);

export async function groupRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const { db, newId, auth } = platform;
  const tags = ['people'];

  server.get('/api/groups', { schema: { summary: 'Groups of people, members in turn', tags } }, async () => ({
    rows: (await readGroups(db)).map(shown),
  }));

  server.post<{ Body: Static<typeof newGroup> }>(
    '/api/groups',
    { schema: { summary: 'Makes a group', tags, body: newGroup } },
    async (request, reply) => {
      refuseUnlessAdministrator(request);
      const { title, members = [] } = request.body;
      const made = await db.transaction().execute(async (trx) => {
        const taken = new Set((await readGroups(trx)).filter((group) => group.app === null).map((group) => group.key));
        const key = request.body.key ?? keyFrom(textIn(title, 'en'), taken, 'group');
        if (taken.has(key)) throw new PlatformError('conflict', [recordProblem('GROUP_KEY_TAKEN', '/key', { key })]);
        const id = await ensureGroup(trx, { key, title, app: null }, newId);
        await setGroupMembers(trx, id, members);
        return await groupById(trx, id);
      });
      auth.forget();
      return reply.code(201).send(made);
    },
  );

  server.patch<{ Params: Static<typeof byId>; Body: Static<typeof groupChanges> }>(
    '/api/groups/:id',
    { schema: { summary: 'Changes title or members of a group', tags, params: byId, body: groupChanges } },
    async (request) => {
      refuseUnlessAdministrator(request);
      const { title, members } = request.body;
      const { id } = request.params;
      const changed = await db.transaction().execute(async (trx) => {
        if (title !== undefined) await renameGroup(trx, id, title);
        if (members !== undefined) await setGroupMembers(trx, id, members);
        return await groupById(trx, id);
      });
      auth.forget();
      return changed;
    },
  );

  server.delete<{ Params: Static<typeof byId> }>(
    '/api/groups/:id',
    { schema: { summary: 'Removes a group; its people stay', tags, params: byId } },
    async (request, reply) => {
      refuseUnlessAdministrator(request);
      await groupById(db, request.params.id);
      await removeGroup(db, request.params.id);
      auth.forget();
      return reply.code(204).send();
    },
  );
}

function shown(group: PeopleGroup) {
  return { ...group, members: group.members.map((member) => member.id) };
}

async function groupById(db: Platform['db'], id: string) {
  const group = (await readGroups(db)).find((candidate) => candidate.id === id);
  if (group === undefined) throw new PlatformError('not-found', [recordProblem('GROUP_UNKNOWN')]);
  return shown(group);
}

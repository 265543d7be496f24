import { readDepartments, recordErrors, removeDepartment, saveDepartment } from '@tangram/records';
import { PlatformError, problemsOf } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { refuseUnlessAdministrator } from '../http/person-of.ts';
import type { Platform } from '../platform.ts';
import { byId, departmentChanges, newDepartment } from './shapes.ts';

const recordProblem = problemsOf(recordErrors);

export async function departmentRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const { db, newId, auth } = platform;
  const tags = ['people'];

  server.get('/api/departments', { schema: { summary: 'Departments; parent is null at the top', tags } }, async () => ({
    rows: await readDepartments(db),
  }));

  server.post<{ Body: Static<typeof newDepartment> }>(
    '/api/departments',
    { schema: { summary: 'Makes a department', tags, body: newDepartment } },
    async (request, reply) => {
      refuseUnlessAdministrator(request);
      const { title, parent = null, head = null } = request.body;
      const id = await saveDepartment(db, { title, parent, head }, newId);
      auth.forget();
      return reply.code(201).send({ id, title, parent, head });
    },
  );

  server.patch<{ Params: Static<typeof byId>; Body: Static<typeof departmentChanges> }>(
    '/api/departments/:id',
    { schema: { summary: 'Changes a department', tags, params: byId, body: departmentChanges } },
    async (request) => {
      refuseUnlessAdministrator(request);
      const changed = await db.transaction().execute(async (trx) => {
        const department = { ...(await departmentById(trx, request.params.id)), ...request.body };
        await saveDepartment(trx, department, newId);
        return department;
      });
      auth.forget();
      return changed;
    },
  );

  server.delete<{ Params: Static<typeof byId> }>(
    '/api/departments/:id',
    { schema: { summary: 'Removes a department; its people stay', tags, params: byId } },
    async (request, reply) => {
      refuseUnlessAdministrator(request);
      await departmentById(db, request.params.id);
      await removeDepartment(db, request.params.id);
      auth.forget();
      return reply.code(204).send();
    },
  );
}

async function departmentById(db: Platform['db'], id: string) {
  const department = (await readDepartments(db)).find((candidate) => candidate.id === id);
  if (department === undefined) throw new PlatformError('not-found', [recordProblem('DEPARTMENT_UNKNOWN')]);
  return department;
}

import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Platform } from '../platform.ts';
import { personOf } from '../http/person-of.ts';

export async function notificationRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  server.get(
    '/api/notifications',
    { schema: { summary: 'My notifications, unread first', tags: ['inbox'] } },
    async (request) => ({
      rows: await platform.notifications.list(personOf(request)),
    }),
  );

  server.post<{ Params: { id: string } }>(
    '/api/notifications/:id/read',
    {
      schema: { summary: 'Marks a notification as read', tags: ['inbox'], params: Type.Object({ id: Type.String() }) },
    },
    async (request) => {
      await platform.notifications.markRead(personOf(request), request.params.id);
      return {};
    },
  );
}

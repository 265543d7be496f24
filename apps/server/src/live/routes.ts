import { accessOf } from '@tangram/records';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.ts';
import type { LiveEvent } from './live-hub.ts';

/** Proxies close connections that are silent for 30 to 60 seconds. */
const heartbeatMs = 25_000;

/** `GET /api/events`: server-sent events `records`, `inbox` and `definitions`, each only to those whom it concerns. */
export async function liveRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const open = new Set<() => void>();
  server.addHook('preClose', async () => {
    for (const end of open) end();
  });

  server.get(
    '/api/events',
    { schema: { summary: 'Live updates as server-sent events', tags: ['live'] } },
    (request, reply) => {
      let actor = request.actor;
      reply.hijack();
      const stream = reply.raw;
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) stream.setHeader(name, value);
      stream.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // nginx would gather events before passing them on.
        'x-accel-buffering': 'no',
      });
      stream.write('retry: 2000\n\n');

      const stop = platform.live.listen((event) => {
        const data = dataFor(event);
        if (data !== null) stream.write(`event: ${event.name}\ndata: ${JSON.stringify(data)}\n\n`);
      });
      const heartbeat = setInterval(() => void check(), heartbeatMs);
      const end = () => {
        clearInterval(heartbeat);
        stop();
        open.delete(end);
        stream.end();
      };
      open.add(end);
      request.raw.once('close', end);

      /** Somebody signed out or deactivated meanwhile hears nothing more. */
      async function check(): Promise<void> {
        stream.write(': still here\n\n');
        try {
          const { cookie, authorization } = request.headers;
          const now =
            authorization === undefined && cookie !== undefined
              ? await platform.auth.actorOfCookie(cookie)
              : await platform.auth.actor(actor.userId ?? '');
          if (now === null) end();
          else actor = now;
        } catch (error) {
          request.log.warn({ err: error }, 'a live connection could not be checked');
        }
      }

      function dataFor(event: LiveEvent): object | null {
        switch (event.name) {
          case 'records': {
            const form = platform.catalog().form(event.app, event.form);
            if (form === undefined || !accessOf(actor, form, platform.catalog()).may('read')) return null;
            // Which records changed is told only to those who see them all.
            return actor.isAdministrator
              ? { app: event.app, form: event.form, ids: event.ids }
              : { app: event.app, form: event.form };
          }
          case 'inbox':
            return actor.userId !== null && event.people.includes(actor.userId) ? {} : null;
          case 'definitions':
            return { app: event.app };
        }
      }
    },
  );
}

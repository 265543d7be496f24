import { appErrors } from '@tangram/apps';
import { type AppModel, PlatformError, problemsOf } from '@tangram/schema';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { refuseUnlessAdministrator } from '../../http/person-of.ts';
import type { Platform } from '../../platform.ts';
import { writeZip } from '../../files/zip.ts';
import { appForMember, mayOpen } from './app-for-member.ts';
import { byApp, newApp } from './shapes.ts';

const appProblem = problemsOf(appErrors);

export async function applicationRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const { apps } = platform;
  const tags = ['applications'];

  server.get('/api/apps', { schema: { summary: 'The applications open to me', tags } }, async (request) => ({
    rows: [...platform.catalog().apps()]
      .filter((model) => mayOpen(request.actor, model))
      .map((model) => summary(model)),
  }));

  server.post<{ Body: Static<typeof newApp> }>(
    '/api/apps',
    { schema: { summary: 'Makes an empty application', tags, body: newApp } },
    async (request, reply) => {
      const { key, title, icon, color } = request.body;
      const { app } = await apps.create(request.actor, title, key);
      if (icon !== undefined || color !== undefined) {
        const address = { app: app.key, kind: 'app', key: app.key } as const;
        const dressed = { ...app, ...(icon === undefined ? {} : { icon }), ...(color === undefined ? {} : { color }) };
        await apps.saveDraft(request.actor, address, dressed);
        await apps.publish(request.actor, address);
      }
      platform.live.definitionsChanged(app.key);
      return reply.code(201).send({ key: app.key });
    },
  );

  server.get<{ Params: Static<typeof byApp> }>(
    '/api/apps/:app',
    { schema: { summary: 'An application as I see it: its forms and what I may do there', tags, params: byApp } },
    async (request) => appForMember(request.actor, openModel(platform, request), platform.catalog()),
  );

  server.delete<{ Params: Static<typeof byApp> }>(
    '/api/apps/:app',
    { schema: { summary: 'Removes an application with all its records', tags, params: byApp } },
    async (request, reply) => {
      await apps.uninstall(request.actor, request.params.app);
      platform.live.definitionsChanged(request.params.app);
      return reply.code(204).send();
    },
  );

  server.get<{ Params: Static<typeof byApp> }>(
    '/api/apps/:app/package',
    { schema: { summary: 'The published definitions as a zip of files', tags, params: byApp } },
    async (request, reply) => {
      refuseUnlessAdministrator(request);
      const { app } = request.params;
      const name = encodeURIComponent(`${app}.zip`);
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(writeZip(apps.export(app)));
    },
  );
}

/** The application of the request; who has nothing to do there is told that there is none. */
export function openModel(platform: Platform, request: FastifyRequest): AppModel {
  const { app } = request.params as { app: string };
  const model = platform.catalog().app(app);
  if (model === undefined || !mayOpen(request.actor, model)) {
    throw new PlatformError('not-found', [appProblem('APP_UNKNOWN', '', { app })]);
  }
  return model;
}

function summary({ app }: AppModel) {
  const { key, title, description, icon, color } = app;
  return { key, title, description, icon, color };
}

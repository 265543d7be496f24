import { appErrors } from '@tangram/apps';
import { type AppDefinition, PlatformError, problemsOf } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Static } from 'typebox';
import { refuseUnlessAdministrator } from '../../http/person-of.ts';
import type { Platform } from '../../platform.ts';
import { readAppFolder } from './app-folder.ts';
import { byTemplate, installation } from './shapes.ts';

const appProblem = problemsOf(appErrors);

/** The applications that came with the product and can be installed by one click. */
export async function templateRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const folder = path.join(platform.config.root, 'templates');
  const tags = ['applications'];

  server.get('/api/templates', { schema: { summary: 'What can be installed', tags } }, async (request) => {
    refuseUnlessAdministrator(request);
    const templates = await readTemplates(folder);
    return {
      rows: templates.map(({ name, app }) => {
        const { title, description, icon, color, version } = app;
        return {
          key: name,
          title,
          description,
          icon,
          color,
          version,
          installed: platform.catalog().app(app.key) !== undefined,
        };
      }),
    };
  });

  server.post<{ Params: Static<typeof byTemplate>; Body: Static<typeof installation> }>(
    '/api/templates/:template([^:]+)::install',
    {
      schema: {
        summary: 'Installs a template, with sample data if wanted',
        tags,
        params: byTemplate,
        body: installation,
      },
    },
    async (request, reply) => {
      const { template } = request.params;
      const found = (await readTemplates(folder)).find(({ name }) => name === template);
      if (found === undefined) throw new PlatformError('not-found', [appProblem('APP_UNKNOWN', '', { app: template })]);
      const files = await readAppFolder(path.join(folder, found.name));
      const report = await platform.apps.install(request.actor, files, {
        sampleData: request.body.sampleData ?? false,
      });
      platform.live.definitionsChanged(report.app);
      return reply.code(201).send({ key: report.app, installed: report.installed, problems: report.problems });
    },
  );
}

async function readTemplates(folder: string): Promise<{ name: string; app: AppDefinition }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const read = entries
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }) => ({
      name,
      app: JSON.parse(await readFile(path.join(folder, name, 'app.json'), 'utf8')) as AppDefinition,
    }));
  return (await Promise.allSettled(read)).flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
}

import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform.ts';
import { applicationRoutes } from './application-routes.ts';
import { definitionRoutes } from './definition-routes.ts';
import { removedFieldsRoutes } from './removed-fields-routes.ts';
import { templateRoutes } from './template-routes.ts';
import { versionRoutes } from './version-routes.ts';

/** Applications, their definitions (draft -> published), and the templates that can be installed. */
export async function appRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  await applicationRoutes(server, platform);
  await definitionRoutes(server, platform);
  await versionRoutes(server, platform);
  await removedFieldsRoutes(server, platform);
  await templateRoutes(server, platform);
}

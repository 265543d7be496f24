import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.ts';
import { appRoutes } from './apps/index.ts';
import { flowRoutes } from './flows/index.ts';
import { recordRoutes } from './records/index.ts';
import { reportRoutes } from './reports/index.ts';
import { ruleRoutes } from './rules/index.ts';

export type EngineRoutes = (server: FastifyInstance, platform: Platform) => Promise<void>;

/** One plugin per engine. */
export const engineRoutes: readonly EngineRoutes[] = [appRoutes, recordRoutes, ruleRoutes, flowRoutes, reportRoutes];

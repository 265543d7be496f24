import { refuseUnlessDesigner } from '@tangram/apps';
import { flowContextOf, flowErrors, type SimulationCase, simulate } from '@tangram/flows';
import { type FlowDefinition, PlatformError, problemsOf } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Platform } from '../../platform.ts';
import {
  flowPlace,
  flowTrial,
  runOperation,
  runOrder,
  runPlace,
  runsPlace,
  runsQuery,
  taskAction,
  taskActionPlace,
  taskPlace,
  taskQuery,
} from './shapes.ts';

/** People's tasks, runs and their picture, and trying a flow before it is published. */
export async function flowRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const { flows } = platform;
  const tags = ['flows'];

  server.get<{ Querystring: Static<typeof taskQuery> }>(
    '/api/tasks',
    {
      schema: { summary: 'My tasks: open ones, most urgent first, or those I have done', tags, querystring: taskQuery },
    },
    async (request) => ({ rows: await flows.tasks(request.actor, { state: 'open', ...request.query }) }),
  );

  server.get<{ Params: Static<typeof taskPlace> }>(
    '/api/tasks/:id',
    { schema: { summary: 'A task that is or was mine', tags, params: taskPlace } },
    async (request) => flows.task(request.actor, request.params.id),
  );

  server.post<{ Params: Static<typeof taskActionPlace>; Body: Static<typeof taskAction> }>(
    '/api/tasks/:id/:action',
    {
      schema: {
        summary: 'Approve, reject, complete or transfer a task of mine',
        tags,
        params: taskActionPlace,
        body: taskAction,
      },
    },
    async (request) => {
      const { id, action } = request.params;
      return flows.act(request.actor, id, action, request.body);
    },
  );

  server.post<{ Params: Static<typeof flowPlace>; Body: Static<typeof runOrder> }>(
    '/api/apps/:app/flows/:flow/runs',
    { schema: { summary: 'Start a flow on a record by hand', tags, params: flowPlace, body: runOrder } },
    async (request, reply) => {
      const run = await flows.start(request.actor, { ...request.params, record: request.body.record });
      return reply.code(201).send(run);
    },
  );

  server.get<{ Params: Static<typeof runPlace> }>(
    '/api/runs/:id',
    { schema: { summary: 'A run: where it stands, how it came there, who did what and why', tags, params: runPlace } },
    async (request) => request.localize(await flows.run(request.actor, request.params.id)),
  );

  server.post<{ Params: Static<typeof runPlace>; Body: Static<typeof runOperation> }>(
    '/api/runs/:id/operations',
    {
      schema: {
        summary: 'Retry or skip a stuck step, or cancel the run (administrators)',
        tags,
        params: runPlace,
        body: runOperation,
      },
    },
    async (request, reply) => {
      await flows.operate(request.actor, request.params.id, request.body);
      return reply.code(204).send();
    },
  );

  server.get<{ Params: Static<typeof runsPlace>; Querystring: Static<typeof runsQuery> }>(
    '/api/apps/:app/runs',
    { schema: { summary: 'The runs about a record, latest first', tags, params: runsPlace, querystring: runsQuery } },
    async (request) => {
      const { form, record } = request.query;
      return { rows: await flows.runsOf(request.actor, { app: request.params.app, form, id: record }) };
    },
  );

  server.post<{ Params: Static<typeof flowPlace>; Body: Static<typeof flowTrial> }>(
    '/api/apps/:app/flows/:flow([^:]+)::simulate',
    {
      schema: {
        summary: 'Play a flow, or a draft of it, with a made-up record and a movable clock',
        tags,
        params: flowPlace,
        body: flowTrial,
      },
    },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      const { app, flow } = request.params;
      const catalog = platform.catalog();
      const model = catalog.app(app);
      // Its shape is checked, with everything else about it, by the flow engine.
      const draft = request.body.definition as unknown as FlowDefinition | undefined;
      const definition = draft ?? model?.flows.get(flow);
      if (model === undefined || definition === undefined) {
        throw new PlatformError('not-found', [problemsOf(flowErrors)('FLOW_UNKNOWN', '', { flow })]);
      }
      const surroundings = { zone: catalog.workspace.zone, at: platform.clock.now().toISOString() };
      const play = { ...surroundings, ...(request.body.case as unknown as SimulationCase) };
      return request.localize(simulate(definition, play, flowContextOf(catalog, model)));
    },
  );
}

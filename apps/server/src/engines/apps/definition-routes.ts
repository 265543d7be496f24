import { type ChangePlan, appErrors, brokenBy } from '@tangram/apps';
import type { LockCost } from '@tangram/forms';
import { type DefinitionKind, type LocalText, PlatformError, type Problem, problemsOf } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { refuseUnlessAdministrator } from '../../http/person-of.ts';
import { missingConnections } from '../../outside/connections/missing-connections.ts';
import type { Platform } from '../../platform.ts';
import { byAddress, byApp, draft, planning, publication, removal } from './shapes.ts';

type Address = { Params: Static<typeof byAddress> };
const one = '/api/apps/:app/definitions/:kind/:key';
const appProblem = problemsOf(appErrors);

export async function definitionRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const { apps } = platform;
  const tags = ['definitions'];

  server.get<{ Params: Static<typeof byApp> }>(
    '/api/apps/:app/definitions',
    { schema: { summary: 'Every definition of an application and whether it is published', tags, params: byApp } },
    async (request) => {
      refuseUnlessAdministrator(request);
      const rows = await apps.list(request.params.app);
      return { rows: rows.map(({ kind, key, title, state }) => ({ kind, key, title, state })) };
    },
  );

  server.get<Address>(
    one,
    { schema: { summary: 'The draft and what is in force', tags, params: byAddress } },
    async (request) => {
      refuseUnlessAdministrator(request);
      const { draft: edited, published, version, revision, problems } = await apps.read(request.params);
      return { draft: edited, published, version, revision, problems };
    },
  );

  server.put<Address & { Body: Static<typeof draft> }>(
    one,
    { schema: { summary: 'Saves the draft, mistakes and all; answers them', tags, params: byAddress, body: draft } },
    async (request) => {
      const { definition, revision } = request.body;
      return await apps.saveDraft(request.actor, request.params, definition, revision);
    },
  );

  server.delete<Address & { Querystring: Static<typeof removal> }>(
    one,
    { schema: { summary: 'Takes a definition away', tags, params: byAddress, querystring: removal } },
    async (request, reply) => {
      await apps.remove(request.actor, request.params, request.query);
      platform.live.definitionsChanged(request.params.app);
      return reply.code(204).send();
    },
  );

  server.post<Address & { Body: Static<typeof planning> }>(
    `${one}([^:]+)::plan`,
    {
      schema: {
        summary: 'What publishing (or removing) would do: steps and impact',
        tags,
        params: byAddress,
        body: planning,
      },
    },
    async (request) => {
      refuseUnlessAdministrator(request);
      const { remove } = request.body;
      const plan = shownPlan(await apps.plan(request.params, remove), (problem) => request.localize(problem));
      const { draft, published } = await apps.read(request.params);
      const missing = remove === true ? [] : await missingConnections(platform.connections, draft ?? published);
      const warnings = missing.map(
        (problem): ShownStep => ({ text: request.localize(problem).message, level: 'warning' }),
      );
      return { ...plan, steps: [...plan.steps, ...warnings] };
    },
  );

  server.post<Address & { Body: Static<typeof publication> }>(
    `${one}([^:]+)::publish`,
    {
      schema: {
        summary: 'Puts the draft in force; accept: true also when something breaks or is lost',
        tags,
        params: byAddress,
        body: publication,
      },
    },
    async (request) => {
      const { revision, accept = false } = request.body;
      if (revision !== undefined) await refuseStale(request.params, revision);
      const published = await apps.publish(request.actor, request.params, { accept });
      platform.pool.forgetStatements();
      platform.live.definitionsChanged(request.params.app);
      return published;
    },
  );

  server.post<Address>(
    `${one}([^:]+)::discard`,
    { schema: { summary: 'Throws the draft away', tags, params: byAddress } },
    async (request) => {
      await apps.discardDraft(request.actor, request.params);
      return {};
    },
  );

  async function refuseStale(address: Static<typeof byAddress>, mine: number): Promise<void> {
    const { revision: theirs } = await apps.read(address);
    if (theirs !== mine)
      throw new PlatformError('conflict', [appProblem('APP_DEFINITION_STALE', '', { theirs, mine })]);
  }
}

interface ShownStep {
  readonly text: LocalText;
  readonly level: 'info' | 'warning' | 'danger';
}

interface ShownImpact extends ShownStep {
  readonly kind: DefinitionKind;
  readonly key: string;
}

/** Whether nobody notices the table being locked. */
const isBrief = (lock: LockCost) => lock === 'none' || lock === 'moment';

/** Steps and impact as sentences with a level; a step that loses something says what. */
function shownPlan({ problems, steps, impact }: ChangePlan, localize: (problem: Problem) => Problem) {
  const danger = (problem: Problem): ShownStep => ({ text: localize(problem).message, level: 'danger' });
  return {
    problems,
    steps: steps.flatMap((step): ShownStep[] => [
      { text: step.title, level: step.problems.length > 0 ? 'danger' : isBrief(step.lock) ? 'info' : 'warning' },
      ...step.problems.map(danger),
    ]),
    impact: impact.flatMap((broken) =>
      brokenBy(broken).map(
        (problem): ShownImpact => ({
          kind: broken.kind,
          key: broken.key,
          ...danger(problem),
        }),
      ),
    ),
  };
}

import { refuseUnlessDesigner } from '@tangram/apps';
import type { RuleDefinition } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Platform } from '../../platform.ts';
import { caseRoutes } from './case-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { impactRoutes } from './impact-routes.ts';
import { scoreRoutes } from './score-routes.ts';
import { buttonPlace, formPlace, recordPlace, rulePlace, ruleTrial, tableDraft, unsaved } from './shapes.ts';

/** Trying a rule before it is published, and why rules did what they did to a record. */
export async function ruleRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const { rules, records } = platform;
  const tags = ['rules'];

  server.post<{ Params: Static<typeof rulePlace>; Body: Static<typeof ruleTrial> }>(
    '/api/apps/:app/rules/:rule/test',
    {
      schema: {
        summary: 'What a rule, or a draft of it, would do to records; nothing is written',
        tags,
        params: rulePlace,
        body: ruleTrial,
      },
    },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      const { definition, sample } = request.body;
      const trial = await rules.test(request.actor, records, {
        ...request.params,
        sample,
        // Its shape is checked, with everything else about it, by the rules engine.
        ...(definition === undefined ? {} : { definition: definition as unknown as RuleDefinition }),
      });
      return request.localize(trial);
    },
  );

  server.post<{ Params: Static<typeof rulePlace>; Body: Static<typeof tableDraft> }>(
    '/api/apps/:app/rules/:rule/coverage',
    {
      schema: {
        summary: 'How many of the records that I may read each row and each gap of a decision table speaks of',
        tags,
        params: rulePlace,
        body: tableDraft,
      },
    },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      const { definition } = request.body;
      const coverage = await rules.coverage(request.actor, {
        ...request.params,
        ...(definition === undefined ? {} : { definition: definition as unknown as RuleDefinition }),
      });
      return request.localize(coverage);
    },
  );

  server.get<{ Params: Static<typeof recordPlace> }>(
    '/api/apps/:app/records/:form/:id/explanation',
    {
      schema: {
        summary: 'Which rules ran on a record, what they did and why; and why others would not',
        tags,
        params: recordPlace,
      },
    },
    async (request) => request.localize(await rules.explain(request.actor, records, request.params)),
  );

  server.post<{ Params: Static<typeof formPlace>; Body: Static<typeof unsaved> }>(
    '/api/apps/:app/records/:form([^:]+)::duplicates',
    {
      schema: {
        summary: 'Which records a record that is being typed is like, by duplicate rules; nothing is written',
        tags,
        params: formPlace,
        body: unsaved,
      },
    },
    async (request) =>
      request.localize(await rules.tellEarly(request.actor, records, { ...request.params, ...request.body })),
  );

  server.get<{ Params: Static<typeof formPlace> }>(
    '/api/apps/:app/forms/:form/buttons',
    { schema: { summary: 'The buttons of rules that I may press on records of a form', tags, params: formPlace } },
    async (request) => ({ rows: rules.buttons(request.actor, request.params) }),
  );

  server.post<{ Params: Static<typeof buttonPlace> }>(
    '/api/apps/:app/records/:form/:id/buttons/:rule',
    { schema: { summary: 'Presses the button of a rule on a record', tags, params: buttonPlace } },
    async (request) => rules.press(request.actor, records, request.params),
  );

  await caseRoutes(server, platform);
  await impactRoutes(server, platform);
  await eventRoutes(server, platform);
  await scoreRoutes(server, platform);
}

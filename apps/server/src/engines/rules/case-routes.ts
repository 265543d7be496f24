import { refuseUnlessDesigner } from '@tangram/apps';
import type { RuleDefinition } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Platform } from '../../platform.ts';
import { type CaseBody, caseBody, casePlace, caseRun } from './case-shapes.ts';
import { rulePlace } from './shapes.ts';

const all = '/api/apps/:app/rules/:rule/cases';

/** Results of a rule that somebody has marked as right, or said what they should be; run again under a draft. */
export async function caseRoutes(server: FastifyInstance, { rules, records }: Platform): Promise<void> {
  const tags = ['rules'];

  server.get<{ Params: Static<typeof rulePlace> }>(
    all,
    { schema: { summary: 'The cases kept with a rule', tags, params: rulePlace } },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      return { rows: await rules.cases(request.params) };
    },
  );

  server.post<{ Params: Static<typeof rulePlace>; Body: CaseBody }>(
    all,
    {
      schema: {
        summary: 'Keeps a case: what the rule comes to is right, or what is expected instead',
        tags,
        params: rulePlace,
        body: caseBody,
      },
    },
    async (request, reply) => {
      refuseUnlessDesigner(request.actor);
      const { definition, sample, expected } = request.body;
      const made = await rules.markCase(request.actor, records, {
        ...request.params,
        sample,
        ...(definition === undefined ? {} : { definition: definition as unknown as RuleDefinition }),
        ...(expected === undefined ? {} : { expected }),
      });
      return reply.code(201).send(made);
    },
  );

  server.delete<{ Params: Static<typeof casePlace> }>(
    `${all}/:id`,
    { schema: { summary: 'Takes a case away', tags, params: casePlace } },
    async (request, reply) => {
      refuseUnlessDesigner(request.actor);
      await rules.removeCase(request.params, request.params.id);
      return reply.code(204).send();
    },
  );

  server.post<{ Params: Static<typeof rulePlace>; Body: Static<typeof caseRun> }>(
    `${all}/run`,
    {
      schema: {
        summary: 'Which cases a rule, or a draft of it, passes; nothing is written',
        tags,
        params: rulePlace,
        body: caseRun,
      },
    },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      const { definition } = request.body;
      return rules.runCases(request.actor, request.params, definition as unknown as RuleDefinition | undefined);
    },
  );
}

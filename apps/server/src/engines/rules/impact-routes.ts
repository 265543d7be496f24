import { refuseUnlessDesigner } from '@tangram/apps';
import type { RuleDefinition } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Platform } from '../../platform.ts';
import { type ImpactRecordsBody, impactBody, impactRecordsBody } from './impact-shapes.ts';
import { rulePlace } from './shapes.ts';

/** What publishing a draft of a rule would change, in numbers and record by record; nothing is written. */
export async function impactRoutes(server: FastifyInstance, { rules, records }: Platform): Promise<void> {
  const tags = ['rules'];

  server.post<{ Params: Static<typeof rulePlace>; Body: Static<typeof impactBody> }>(
    '/api/apps/:app/rules/:rule/impact',
    {
      schema: {
        summary: 'How many records a draft of a rule would change, against the published one; nothing is written',
        tags,
        params: rulePlace,
        body: impactBody,
      },
    },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      return rules.impact(request.actor, records, { ...request.params, definition: draftOf(request.body) });
    },
  );

  server.post<{ Params: Static<typeof rulePlace>; Body: ImpactRecordsBody }>(
    '/api/apps/:app/rules/:rule/impact/records',
    {
      schema: {
        summary: 'The records behind one number of the impact, each under both rules',
        tags,
        params: rulePlace,
        body: impactRecordsBody,
      },
    },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      const { question, after, limit = 20 } = request.body;
      const asked = { ...request.params, definition: draftOf(request.body), question, limit };
      return request.localize(
        await rules.impactRecords(request.actor, records, { ...asked, ...(after === undefined ? {} : { after }) }),
      );
    },
  );

  server.post<{ Params: Static<typeof rulePlace>; Body: Static<typeof impactBody> }>(
    '/api/apps/:app/rules/:rule/circles',
    {
      schema: {
        summary: 'The circles of rules that wake each other which a draft of a rule would be in, and how they end',
        tags,
        params: rulePlace,
        body: impactBody,
      },
    },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      return { circles: rules.circles({ ...request.params, definition: draftOf(request.body) }) };
    },
  );
}

/** Its shape is checked, with everything else about it, by the rules engine. */
function draftOf({ definition }: Static<typeof impactBody>): RuleDefinition {
  return definition as unknown as RuleDefinition;
}

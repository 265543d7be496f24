import { refuseUnlessDesigner } from '@tangram/apps';
import { systemActor } from '@tangram/records';
import { type ReceivedEvent, storeEvents } from '@tangram/rules';
import { refuseIfAny } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { errorTables } from '../error-tables.ts';
import { serverError } from '../errors.ts';
import { attempts } from '../http/rate-limit.ts';
import type { Platform } from '../platform.ts';
import { byToken, type HookBody, hookBody, type HookEntry, hookForm, hookPlace, newHook } from './shapes.ts';

/** A thousand events with a little data each. */
const largestBody = 256 * 1024;

/**
 * Events told by systems that hold no account: the token in the address opens one form and nothing but events. The
 * answer says how many were taken and what is wrong with the others, and nothing of any record. One event that was not taken
 * is refused as such.
 */
export async function hookRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const { hooks, records, catalog, clock } = platform;
  const tags = ['hooks'];
  const url = '/api/apps/:app/forms/:form/hooks';

  server.post<{ Params: Static<typeof byToken>; Body: HookBody }>(
    '/hooks/:token',
    {
      bodyLimit: largestBody,
      config: { isOpen: true, rateLimit: attempts(600) },
      schema: {
        summary: 'Events that happened to records of one form: one, or a list of up to 1,000',
        tags,
        params: byToken,
        body: hookBody,
      },
    },
    async (request) => {
      const hook = await hooks.open(request.params.token);
      const { app, title } = hook;
      if (catalog().form(app, hook.form) === undefined) throw serverError('HOOK_UNKNOWN');
      const entries = Array.isArray(request.body) ? request.body : [request.body];
      const actor = systemActor('system', { name: title });
      const outcomes = await records.transaction((within, trx) =>
        storeEvents(
          trx,
          { app, actor, catalog: catalog(), records: within, now: clock.now() },
          entries.map((entry) => eventOf(entry, hook)),
        ),
      );
      const [only] = outcomes;
      if (!Array.isArray(request.body) && only?.stored === false) refuseIfAny(only.problems, errorTables);
      const refused = outcomes.flatMap((outcome, index) =>
        outcome.stored ? [] : [{ index, problems: outcome.problems }],
      );
      const taken = outcomes.filter((outcome) => outcome.stored);
      const repeated = taken.filter((outcome) => outcome.repeated).length;
      return request.localize({ stored: taken.length - repeated, repeated, refused });
    },
  );

  server.get<{ Params: Static<typeof hookForm> }>(
    url,
    {
      schema: {
        summary: 'Addresses at which events of a form are taken, without their tokens',
        tags,
        params: hookForm,
      },
    },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      return { rows: await hooks.list(request.params) };
    },
  );

  server.post<{ Params: Static<typeof hookForm>; Body: Static<typeof newHook> }>(
    url,
    {
      schema: {
        summary: 'Makes an address for one source; its token is shown this once',
        tags,
        params: hookForm,
        body: newHook,
      },
    },
    async (request, reply) => {
      refuseUnlessDesigner(request.actor);
      const { app, form } = request.params;
      if (catalog().form(app, form) === undefined) throw serverError('HOOK_UNKNOWN');
      return reply.code(201).send(await hooks.make({ app, form }, request.body.title, request.actor.userId));
    },
  );

  server.delete<{ Params: Static<typeof hookPlace> }>(
    `${url}/:id`,
    { schema: { summary: 'Revokes an address at once', tags, params: hookPlace } },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      const { id, ...place } = request.params;
      await hooks.revoke(place, id);
      return {};
    },
  );
}

/** Ids are those of one source: another may count its own events from 1 too. */
function eventOf(
  { event, at, data, id, ...which }: HookEntry,
  hook: { id: string; form: string; title: string },
): ReceivedEvent {
  return {
    form: hook.form,
    record: 'record' in which ? { id: which.record } : which.match,
    name: event,
    source: hook.title,
    ...(at === undefined ? {} : { at: new Date(at) }),
    ...(data === undefined ? {} : { data }),
    ...(id === undefined ? {} : { id: `${hook.id}:${id}` }),
  };
}

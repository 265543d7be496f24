import type { HistoryEntry } from '@tangram/records';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Platform } from '../../platform.ts';
import { exportRoute } from './export-route.ts';
import { importRoutes } from './import-routes.ts';
import { readListQuery } from './list-query.ts';
import {
  batch,
  byForm,
  byRecord,
  change,
  counting,
  creation,
  historyPage,
  list,
  reading,
  removal,
  reversion,
} from './shapes.ts';

type Form = { Params: Static<typeof byForm> };
type One = { Params: Static<typeof byRecord> };
const all = '/api/apps/:app/records/:form';

/** Records of every form: pages, single records, batches, history, files in and out. */
export async function recordRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const { records } = platform;
  const tags = ['records'];

  server.get<Form & { Querystring: Static<typeof list> }>(
    all,
    { schema: { summary: 'A page of records', tags, params: byForm, querystring: list } },
    async (request) => {
      const { rows, next, count, countIsCapped } = await records.list(
        request.actor,
        readListQuery(request.params, request.query),
      );
      if (count === undefined) return { rows, next };
      return { rows, next, count: countIsCapped ? { value: count, capped: true } : count };
    },
  );

  server.post<Form & { Body: Static<typeof creation> }>(
    all,
    { schema: { summary: 'Creates a record', tags, params: byForm, body: creation } },
    async (request, reply) =>
      reply.code(201).send(await records.create(request.actor, { ...request.params, ...request.body })),
  );

  server.post<Form & { Body: Static<typeof batch> }>(
    `${all}([^:]+)::batch`,
    {
      schema: {
        summary: 'Up to 1,000 writes in one transaction, an outcome for each',
        tags,
        params: byForm,
        body: batch,
      },
    },
    async (request) => {
      const outcomes = await records.writeMany(request.actor, { ...request.params, ...request.body });
      return { rows: outcomes.map((outcome) => ('problems' in outcome ? request.localize(outcome) : outcome)) };
    },
  );

  server.get<One & { Querystring: Static<typeof reading> }>(
    `${all}/:id`,
    { schema: { summary: 'One record', tags, params: byRecord, querystring: reading } },
    async (request) => {
      const { fields } = readListQuery(request.params, request.query);
      return await records.get(request.actor, { ...request.params, ...(fields === undefined ? {} : { fields }) });
    },
  );

  server.patch<One & { Body: Static<typeof change> }>(
    `${all}/:id`,
    {
      schema: {
        summary: 'Changes the given fields; with version, only if nobody saved since',
        tags,
        params: byRecord,
        body: change,
      },
    },
    async (request) => await records.update(request.actor, { ...request.params, ...request.body }),
  );

  server.delete<One & { Querystring: Static<typeof removal> }>(
    `${all}/:id`,
    { schema: { summary: 'Moves a record to the trash', tags, params: byRecord, querystring: removal } },
    async (request, reply) => {
      await records.remove(request.actor, { ...request.params, ...request.query });
      return reply.code(204).send();
    },
  );

  server.post<One>(
    `${all}/:id([^:]+)::restore`,
    { schema: { summary: 'Takes a record out of the trash', tags, params: byRecord } },
    async (request) => await records.restore(request.actor, request.params),
  );

  server.post<One & { Body: Static<typeof reversion> }>(
    `${all}/:id([^:]+)::revert`,
    {
      schema: {
        summary: 'Writes back what the record held after a history entry',
        tags,
        params: byRecord,
        body: reversion,
      },
    },
    async (request) => await records.revert(request.actor, { ...request.params, ...request.body }),
  );

  server.get<One & { Querystring: Static<typeof historyPage> }>(
    `${all}/:id/history`,
    {
      schema: {
        summary: 'Who changed what, through what and why; newest first',
        tags,
        params: byRecord,
        querystring: historyPage,
      },
    },
    async (request) => {
      const { entries, next } = await records.history(request.actor, { ...request.params, ...request.query });
      return { rows: entries.map(shownEntry), next };
    },
  );

  server.post<One & { Body: Static<typeof counting> }>(
    `${all}/:id([^:]+)::count`,
    {
      schema: {
        summary: 'What the record counts among the records that refer to it',
        tags,
        params: byRecord,
        body: counting,
      },
    },
    async (request) => ({ counts: await records.counts(request.actor, { ...request.params, ...request.body }) }),
  );

  exportRoute(server, platform);
  await importRoutes(server, platform);
}

function shownEntry({ actor, changes, ...entry }: HistoryEntry) {
  return {
    ...entry,
    person: actor.id === null ? null : { id: actor.id, title: actor.name },
    name: actor.name,
    changes: changes.map(({ field, old, new: after, because }) => ({
      field,
      before: old,
      after,
      because: because ?? null,
    })),
  };
}

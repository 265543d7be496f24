import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Static, Type } from 'typebox';
import { serverError } from '../../errors.ts';
import { personOf } from '../../http/person-of.ts';
import type { Platform } from '../../platform.ts';
import { likelyColumns } from './import-plan.ts';
import { ImportRuns } from './import-runs.ts';
import { byForm, byRecord, importFile, importOrder } from './shapes.ts';
import { type TableFile, readTableFile } from './table-file.ts';

type Form = { Params: Static<typeof byForm> };
type Run = { Params: Static<typeof byRecord> };

/** 50 MB: some 300,000 rows. */
const largestFile = 50_000_000;
const previewRows = 20;
const named = Type.Object({ name: Type.Optional(Type.String({ maxLength: 255 })) }, { additionalProperties: false });

/** In two steps: send the file and see what is in it, then say what its columns mean. */
export async function importRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const runs = new ImportRuns(platform);
  const tags = ['records'];
  const all = '/api/apps/:app/import/:form';

  await server.register(async (uploads) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', (_, payload, done) => done(null, payload));
    uploads.post<Form & { Querystring: Static<typeof named> }>(
      `${all}/files`,
      {
        bodyLimit: largestFile,
        schema: {
          summary: 'Takes a CSV or xlsx file and shows its columns and first rows',
          tags,
          params: byForm,
          querystring: named,
        },
      },
      async (request, reply) => {
        const by = personOf(request);
        const name = request.query.name ?? 'import.csv';
        const content = request.body instanceof Readable ? await readAll(request.body) : Buffer.alloc(0);
        if (content.length === 0) throw serverError('FILE_EMPTY');
        const file = await readTableFile(content, name);
        const kept = await platform.files.add(Readable.from([content]), {
          name,
          type: 'application/octet-stream',
          by,
          now: platform.clock.now(),
        });
        const form = platform.catalog().form(request.params.app, request.params.form);
        return reply.code(201).send({
          file: kept.id,
          columns: file.columns,
          rows: file.rows.slice(0, previewRows),
          count: file.rows.length,
          ragged: file.ragged,
          suggestion: likelyColumns(file.columns, form),
        });
      },
    );
  });

  server.post<Form & { Body: Static<typeof importOrder> }>(
    all,
    {
      schema: {
        summary: 'Imports a file that was sent; answers at once, ask for its state',
        tags,
        params: byForm,
        body: importOrder,
      },
    },
    async (request, reply) => {
      const { file: id, plan, dryRun = false } = request.body;
      const file = await storedTable(id);
      return reply.code(202).send(await runs.start(request.actor, { ...request.params, file, plan, dryRun }));
    },
  );

  server.get<Run>(
    `${all}/:id`,
    { schema: { summary: 'How far an import is, or what became of it', tags, params: byRecord } },
    async (request) => runs.state(request.actor, request.params.id),
  );

  server.delete<Run>(
    `${all}/:id`,
    { schema: { summary: 'Stops an import; what was imported stays', tags, params: byRecord } },
    async (request, reply) => {
      await runs.cancel(request.actor, request.params.id);
      return reply.code(204).send();
    },
  );

  server.get<Run>(
    `${all}/:id/errors`,
    { schema: { summary: 'The refused rows as CSV, with what is wrong', tags, params: byRecord } },
    async (request, reply) => {
      const { error_file: id } = await runs.state(request.actor, request.params.id);
      if (id === null) throw serverError('FILE_UNKNOWN');
      const { content, name } = await platform.files.open(id);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(content);
    },
  );

  server.get<Form & { Querystring: Static<typeof importFile> }>(
    `${all}/files`,
    {
      schema: {
        summary: 'Every distinct text of one column, with how often it stands there',
        tags,
        params: byForm,
        querystring: importFile,
      },
    },
    async (request) => {
      personOf(request);
      const { file: id, column } = request.query;
      return { rows: distinctTexts(await storedTable(id), column) };
    },
  );

  async function storedTable(id: string): Promise<TableFile> {
    const { content, name } = await platform.files.open(id);
    return await readTableFile(await buffer(content), name);
  }
}

async function readAll(body: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > largestFile) throw serverError('FILE_TOO_LARGE', { limit: largestFile / 1_000_000 });
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const mostTexts = 500;

function distinctTexts(file: TableFile, column: string): { text: string; count: number }[] {
  const place = file.columns.indexOf(column);
  const counts = new Map<string, number>();
  for (const row of place < 0 ? [] : file.rows) counts.set(row[place] ?? '', (counts.get(row[place] ?? '') ?? 0) + 1);
  const texts = [...counts].map(([text, count]) => ({ text, count }));
  return texts.sort((a, b) => b.count - a.count).slice(0, mostTexts);
}

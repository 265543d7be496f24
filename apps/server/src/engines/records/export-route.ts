import { accessOf, type RecordRow } from '@tangram/records';
import type { FormModel } from '@tangram/forms';
import { textIn } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import type { Static } from 'typebox';
import { languageOf } from '../../http/problems.ts';
import type { Platform } from '../../platform.ts';
import { csvOf } from './csv-text.ts';
import { cellOf } from './cell-text.ts';
import { readListQuery } from './list-query.ts';
import { byForm, exporting } from './shapes.ts';
import { xlsxOf } from './xlsx-file.ts';

/** `GET /api/apps/:app/export/:form`: the same query as the list, all of it, as a file. */
export function exportRoute(server: FastifyInstance, platform: Platform): void {
  server.get<{ Params: Static<typeof byForm>; Querystring: Static<typeof exporting> }>(
    '/api/apps/:app/export/:form',
    {
      schema: {
        summary: 'Every record of a query as CSV (streamed) or xlsx',
        tags: ['records'],
        params: byForm,
        querystring: exporting,
      },
    },
    async (request, reply) => {
      const { format = 'csv', ...query } = request.query;
      const catalog = platform.catalog();
      const form = catalog.form(request.params.app, request.params.form);
      const asked = readListQuery(request.params, query);
      const fields =
        asked.fields ?? (form === undefined ? [] : readableFields(form, accessOf(request.actor, form, catalog)));
      const rows = platform.records.export(request.actor, { ...asked, fields });
      // The first row is fetched before the answer begins: a refusal must still be able to be a 4xx.
      const begun = await begin(rows);
      const language = languageOf(request.headers['accept-language']);
      const titles = fields.map((path) => titleOf(form, path, language));
      const zone = catalog.workspace.zone;
      const cells = linesOf(begun, fields, (value) => cellOf(value, zone));
      const name = encodeURIComponent(
        `${form === undefined ? request.params.form : textIn(form.definition.form.title, language)}.${format}`,
      );
      reply.header('content-disposition', `attachment; filename*=UTF-8''${name}`);
      if (format === 'xlsx') {
        reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
        return reply.send(await xlsxOf(titles, cells));
      }
      return reply.type('text/csv; charset=utf-8').send(Readable.from(csvOf(titles, cells), { objectMode: false }));
    },
  );
}

function readableFields(form: FormModel, access: { canRead(key: string): boolean }): string[] {
  return [...form.fields.values()]
    .filter((field) => !field.isSystem && access.canRead(field.key))
    .map((field) => field.key);
}

function titleOf(form: FormModel | undefined, path: string, language: string): string {
  const field = form?.fields.get(path);
  return field === undefined ? path : textIn(field.definition.title, language);
}

async function begin(rows: AsyncIterable<RecordRow>): Promise<AsyncIterable<RecordRow>> {
  const iterator = rows[Symbol.asyncIterator]();
  let first: IteratorResult<RecordRow> | undefined = await iterator.next();
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const result = first ?? (await iterator.next());
        first = undefined;
        return result;
      },
      return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
    }),
  };
}

async function* linesOf<Cell>(
  rows: AsyncIterable<RecordRow>,
  fields: readonly string[],
  cell: (value: RecordRow[string]) => Cell,
) {
  for await (const row of rows) yield fields.map((field) => cell(row[field] ?? null));
}

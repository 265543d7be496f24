import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { serverError } from '../errors.ts';
import { personOf } from '../http/person-of.ts';
import type { Platform } from '../platform.ts';
import { largestFile } from './files.ts';

/** What a browser may show by itself; everything else is only ever saved. SVG and HTML can carry scripts. */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain']);

const named = Type.Object({ name: Type.Optional(Type.String({ maxLength: 255 })) }, { additionalProperties: false });
type Named = { Querystring: { name?: string } };

/** Attachments: send the bytes (`?name=`) or a multipart form with one file; the answer is what the field stores. */
export async function fileRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const tags = ['files'];

  await server.register(async (uploads) => {
    await uploads.register(multipart, {
      limits: { fileSize: largestFile, files: 1, fields: 10 },
      throwFileSizeLimit: false,
    });
    uploads.addContentTypeParser('*', (_, payload, done) => done(null, payload));
    uploads.removeContentTypeParser('application/json');
    uploads.removeContentTypeParser('text/plain');

    uploads.post<Named>(
      '/api/files',
      {
        bodyLimit: largestFile,
        schema: { summary: 'Keeps a file; put the answer into an attachment field', tags, querystring: named },
      },
      async (request, reply) => {
        const by = personOf(request);
        const now = platform.clock.now();
        if (request.isMultipart()) {
          const part = await request.file();
          if (part === undefined) throw serverError('FILE_EMPTY');
          const about = { name: part.filename === '' ? 'file' : part.filename, type: part.mimetype, by, now };
          const file = await platform.files.add(part.file, about);
          if (part.file.truncated) throw serverError('FILE_TOO_LARGE', { limit: largestFile / 1_000_000 });
          return reply.code(201).send(file);
        }
        const type = request.headers['content-type'] ?? 'application/octet-stream';
        const content = request.body instanceof Readable ? request.body : Readable.from([]);
        return reply
          .code(201)
          .send(await platform.files.add(content, { name: request.query.name ?? 'file', type, by, now }));
      },
    );
  });

  server.get<{ Params: { id: string } }>(
    '/api/files/:id',
    { schema: { summary: 'The content of a file', tags } },
    async (request, reply) => {
      personOf(request);
      const file = await platform.files.open(request.params.id);
      const type = file.type.split(';')[0]?.trim().toLowerCase() ?? '';
      const isShown = shown.has(type);
      return reply
        .header('content-type', isShown ? type : 'application/octet-stream')
        .header('content-length', file.size)
        .header(
          'content-disposition',
          `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        )
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, max-age=31536000, immutable')
        .send(file.content);
    },
  );
}

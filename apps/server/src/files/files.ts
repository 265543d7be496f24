import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Kysely, sql } from 'kysely';
import { serverError } from '../errors.ts';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** As the browser named it; never trusted when the file is sent back. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

type Tables = {
  'tangram.file': {
    id: string;
    name: string;
    type: string;
    size: number | string;
    sha256: string;
    created_at: Date | string;
    created_by: string | null;
  };
};

/** 100 MB. */
export const largestFile = 100_000_000;

/**
 * Files by their content: `ab/cdef...` is the SHA-256 of what it holds, so the same attachment on a thousand records is
 * one file. Written beside and renamed: a file that is there is whole.
 */
export class Files {
  readonly #folder: string;
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>, folder: string) {
    this.#db = db;
    this.#folder = folder;
  }

  /** Keeps what the stream brings. `FILE_EMPTY`, `FILE_TOO_LARGE`. */
  async add(
    content: Readable,
    about: { name: string; type: string; by: string | null; now: Date },
  ): Promise<StoredFile> {
    const { size, sha256 } = await this.#keep(content);
    // Random, not in time order: knowing one id must not help to guess another.
    const id = randomUUID();
    const { name, type, by, now } = about;
    const row = { id, name, type, size, sha256, created_at: now, created_by: by };
    await this.#db.withTables<Tables>().insertInto('tangram.file').values(row).execute();
    return { id, name, type, size };
  }

  /** Keeps content whose row is elsewhere (in a backup); answers its SHA-256. */
  async put(content: Readable): Promise<string> {
    return (await this.#keep(content)).sha256;
  }

  async open(id: string): Promise<StoredFile & { readonly content: Readable }> {
    const row = await this.#db
      .withTables<Tables>()
      .selectFrom('tangram.file')
      .selectAll()
      .where(sql<boolean>`id::text = ${id.toLowerCase()}`)
      .executeTakeFirst();
    if (row === undefined) throw serverError('FILE_UNKNOWN');
    const file = this.pathOf(row.sha256);
    await stat(file).catch((error: unknown) => {
      throw serverError('FILE_UNKNOWN', {}, '', error);
    });
    return { id: row.id, name: row.name, type: row.type, size: Number(row.size), content: createReadStream(file) };
  }

  pathOf(sha256: string): string {
    return path.join(this.#folder, sha256.slice(0, 2), sha256.slice(2));
  }

  async #keep(content: Readable): Promise<{ size: number; sha256: string }> {
    const incoming = path.join(this.#folder, 'incoming');
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const side = path.join(incoming, randomUUID());
    try {
      const received = await receive(content, side);
      if (received.size === 0) throw serverError('FILE_EMPTY');
      const place = this.pathOf(received.sha256);
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
      await rename(side, place);
      return received;
    } finally {
      await rm(side, { force: true });
    }
  }
}

async function receive(content: Readable, file: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > largestFile) throw serverError('FILE_TOO_LARGE', { limit: largestFile / 1_000_000 });
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(content, counted, createWriteStream(file, { mode: 0o600 }));
  return { size, sha256: hash.digest('hex') };
}

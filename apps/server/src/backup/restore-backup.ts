import type { Migration } from '@tangram/schema';
import { createReadStream } from 'node:fs';
import { Readable, type Transform, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { reasonOf } from '../database/database-error.ts';
import { migrateWith, preamble } from '../database/migrate.ts';
import { serverError } from '../errors.ts';
import type { Files } from '../files/files.ts';
import { copyIn } from './copy.ts';
import { type Frame, readFrames } from './frames.ts';
import { type CopiedTable, copyStatement, platformSchema, quoted } from './tables.ts';
import type { BackupHeader } from './write-backup.ts';

export interface RestoreReport {
  readonly madeAt: string;
  readonly tables: number;
  readonly files: number;
}

interface RestoreParts {
  readonly pool: pg.Pool;
  readonly files: Pick<Files, 'put'>;
  /** All of this version, in order; those newer than the backup run after its rows are in. */
  readonly migrations: readonly Migration[];
  readonly onProgress?: (text: string) => void;
}

/**
 * Puts a backup into an empty system, in one transaction: the platform's tables as the backup knew them, its rows, its
 * tables of forms, then the migrations that are newer than the backup. Anything wrong leaves the system empty.
 * `BACKUP_UNREADABLE`, `BACKUP_NOT_EMPTY`, `DATABASE_NEWER`.
 */
export async function restoreBackup(parts: RestoreParts, source: string): Promise<RestoreReport> {
  const client = await parts.pool.connect();
  let failure: Error | undefined;
  try {
    await refuseUnlessEmpty(client);
    await client.query('begin');
    const report = await restoreAll(client, parts, source);
    await client.query('commit');
    return report;
  } catch (error) {
    failure = error as Error;
    await client.query('rollback').catch(() => {});
    // A changed byte may reach a parser or PostgreSQL before the file's own check fails at its end.
    throw isAboutTheData(error) ? unreadable(source, error) : error;
  } finally {
    client.release(failure);
  }
}

async function refuseUnlessEmpty(client: pg.ClientBase): Promise<void> {
  const { rows: schemas } = await client.query(`select from pg_namespace where nspname = 'tangram'`);
  if (schemas.length === 0) return;
  const { rows } = await client.query<{ apps: number; people: number }>(
    'select (select count(*)::int from tangram.app) as apps, (select count(*)::int from tangram.person) as people',
  );
  const found = rows[0] as { apps: number; people: number };
  if (found.apps > 0) throw serverError('BACKUP_NOT_EMPTY', { what: `${found.apps} applications` });
  if (found.people > 0) throw serverError('BACKUP_NOT_EMPTY', { what: `${found.people} people` });
}

async function restoreAll(client: pg.ClientBase, parts: RestoreParts, source: string): Promise<RestoreReport> {
  const refuse = (error: unknown) => unreadable(source, error);
  const frames = new FrameQueue(readFrames(unzipped(source)), refuse);
  const header = readHeader(await frames.next(), refuse);
  await client.query('drop schema if exists tangram, tangram_jobs cascade');
  const known = new Set(header.migrations);
  const own = [...preamble, ...parts.migrations];
  await migrateWith(
    client,
    own.filter((migration) => known.has(migration.name)),
    header.migrations,
  );
  const links = await loosenPlatformTables(client);
  for (const statement of header.formTables.before) await client.query(statement);

  const counts = { tables: 0, files: 0 };
  for (let frame = await frames.next(); frame.type !== 'E'; frame = await frames.next()) {
    if (frame.type === 'T') {
      const table = JSON.parse(frame.payload.toString('utf8')) as CopiedTable;
      parts.onProgress?.(quoted(table.schema, table.table));
      await copyIn(client, copyStatement(table, 'from stdin'), frames.data());
      counts.tables++;
    } else if (frame.type === 'F') {
      const { sha256 } = JSON.parse(frame.payload.toString('utf8')) as { sha256: string };
      parts.onProgress?.(sha256);
      const kept = await parts.files.put(Readable.from(frames.data()));
      if (kept !== sha256) throw refuse(new Error('an attachment in it is damaged.'));
      counts.files++;
    } else {
      throw refuse(new Error('its parts are in the wrong order.'));
    }
  }
  for (const statement of [...header.formTables.after, ...links, ...header.formTables.links])
    await client.query(statement);
  await client.query(platformSequences);
  await migrateWith(client, own);
  return { madeAt: header.madeAt, ...counts };
}

function unreadable(source: string, error: unknown) {
  return serverError('BACKUP_UNREADABLE', { file: source, reason: reasonOf(error) }, '', error);
}

/** Broken JSON and PostgreSQL's classes 22 (data), 23 (constraints) and 42 (names) are the file's fault, the rest is not. */
function isAboutTheData(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(22|23|42)/.test(code);
}

/** Empties what migrations wrote and takes the foreign keys off until every row is in; answers how to put them on again. */
async function loosenPlatformTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; add: string }>(
    `select format('alter table tangram.%I drop constraint %I', c.relname, k.conname) as drop,
       format('alter table tangram.%I add constraint %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid)) as add
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and k.contype = 'f'`,
    [platformSchema],
  );
  for (const { drop } of rows) await client.query(drop);
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('tangram.%I', relname) as name from pg_class where relnamespace = 'tangram'::regnamespace and relkind = 'r' and relname <> 'migration'`,
  );
  if (tables.length > 0) await client.query(`truncate ${tables.map((table) => table.name).join(', ')}`);
  return rows.map((row) => row.add);
}

/** Identity columns go on after the largest value there is. */
const platformSequences = `
do $$
declare place record;
begin
  for place in
    select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'tangram'::regnamespace and a.attidentity <> ''
  loop
    execute format(
      'select setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false) from tangram.%I',
      'tangram.' || quote_ident(place.relname), place.attname, place.attname, place.relname);
  end loop;
end $$`;

function unzipped(source: string): Transform {
  const bytes = createGunzip();
  // The error is told to whoever reads the bytes.
  pipeline(createReadStream(source), bytes, () => {});
  return bytes;
}

function readHeader(frame: Frame, refuse: (error: unknown) => Error): BackupHeader {
  const header = frame.type === 'H' ? (JSON.parse(frame.payload.toString('utf8')) as BackupHeader) : undefined;
  if (header?.format !== 'tangram-backup') throw refuse(new Error('it is no backup of ours.'));
  if (header.version !== 1) throw refuse(new Error('a newer Tangram made it.'));
  return header;
}

/** The frames one by one; `data()` gives those of the table or file that has just begun. */
class FrameQueue {
  readonly #frames: AsyncGenerator<Frame>;
  readonly #refuse: (error: unknown) => Error;
  #ahead: Frame | undefined;

  constructor(frames: AsyncGenerator<Frame>, refuse: (error: unknown) => Error) {
    this.#frames = frames;
    this.#refuse = refuse;
  }

  async next(): Promise<Frame> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    if (ahead !== undefined) return ahead;
    let result: IteratorResult<Frame>;
    try {
      result = await this.#frames.next();
    } catch (error) {
      throw this.#refuse(error);
    }
    if (result.done === true) throw this.#refuse(new Error('it was cut short.'));
    return result.value;
  }

  async *data(): AsyncGenerator<Buffer> {
    for (let frame = await this.next(); ; frame = await this.next()) {
      if (frame.type !== 'D') {
        this.#ahead = frame;
        return;
      }
      yield frame.payload;
    }
  }
}

import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import type { Files } from '../files/files.ts';
import { copyOut } from './copy.ts';
import { FrameWriter } from './frames.ts';
import { type FormTables, describeFormTables } from './form-tables.ts';
import { type CopiedTable, copyStatement, listTables, platformSchema, quoted } from './tables.ts';

/** What the first frame says. */
export interface BackupHeader {
  readonly format: 'tangram-backup';
  readonly version: 1;
  readonly madeAt: string;
  /** The migrations behind the platform's own tables. */
  readonly migrations: readonly string[];
  readonly formTables: FormTables;
}

export interface BackupReport {
  readonly applications: number;
  readonly tables: number;
  readonly files: number;
  /** Names of attachments whose content was not there. */
  readonly missing: readonly string[];
  readonly bytes: number;
}

interface BackupParts {
  readonly pool: pg.Pool;
  readonly files: Files;
  readonly now: Date;
  readonly onProgress?: (text: string) => void;
}

/**
 * Writes everything into one file: definitions, people, records, history, attachments. All rows come from one
 * repeatable-read transaction, so the backup is the state of one moment, while others go on working. The file appears
 * under its name only when it is whole.
 */
export async function writeBackup(parts: BackupParts, target: string): Promise<BackupReport> {
  const client = await parts.pool.connect();
  const side = `${target}.part`;
  const report = { applications: 0, tables: 0, files: 0, missing: [] as string[] };
  let failure: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read read only');
    await pipeline(
      Readable.from(backupBytes(client, parts, report)),
      createGzip({ level: 6 }),
      createWriteStream(side, { mode: 0o600 }),
    );
    await client.query('commit');
    await rename(side, target);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.release(failure);
    await rm(side, { force: true });
  }
  return { ...report, bytes: (await stat(target)).size };
}

async function* backupBytes(
  client: pg.ClientBase,
  parts: BackupParts,
  report: { applications: number; tables: number; files: number; missing: string[] },
) {
  const frames = new FrameWriter();
  const { rows: applied } = await client.query<{ name: string }>('select name from tangram.migration order by name');
  const { rows: apps } = await client.query<{ key: string }>('select key from tangram.app order by key');
  const schemas = apps.map((app) => app.key);
  report.applications = schemas.length;
  const header: BackupHeader = {
    format: 'tangram-backup',
    version: 1,
    madeAt: parts.now.toISOString(),
    migrations: applied.map((migration) => migration.name),
    formTables: await describeFormTables(client, schemas),
  };
  yield frames.json('H', header);
  for (const table of await listTables(client, [platformSchema, ...schemas])) {
    parts.onProgress?.(quoted(table.schema, table.table));
    yield* tableFrames(client, frames, table);
    report.tables++;
  }
  const { rows: contents } = await client.query<{ sha256: string; name: string }>(
    'select sha256, min(name) as name from tangram.file group by sha256 order by sha256',
  );
  for (const { sha256, name } of contents) {
    const file = parts.files.pathOf(sha256);
    const found = await stat(file).catch(() => null);
    if (found === null) {
      report.missing.push(name);
      continue;
    }
    parts.onProgress?.(name);
    yield frames.json('F', { sha256, size: found.size });
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) yield frames.frame('D', chunk);
    report.files++;
  }
  yield frames.end();
}

/** Rows come one by one: gathered, a million of them are a few thousand frames. */
const frameBytes = 256_000;

async function* tableFrames(client: pg.ClientBase, frames: FrameWriter, table: CopiedTable) {
  yield frames.json('T', table);
  let gathered: Buffer[] = [];
  let size = 0;
  for await (const chunk of copyOut(client, copyStatement(table, 'to stdout')) as AsyncIterable<Buffer>) {
    gathered.push(chunk);
    size += chunk.length;
    if (size < frameBytes) continue;
    yield frames.frame('D', Buffer.concat(gathered));
    gathered = [];
    size = 0;
  }
  if (size > 0) yield frames.frame('D', Buffer.concat(gathered));
}

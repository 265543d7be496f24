import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { openTestPlatform, type TestPlatform, testPassword } from '@tangram/tests/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { allMigrations, openKysely } from '../database/index.ts';
import { readAppFolder } from '../engines/apps/app-folder.ts';
import { Files } from '../files/files.ts';
import { createPlatform } from '../platform.ts';
import { describeFormTables } from './form-tables.ts';
import { restoreBackup } from './restore-backup.ts';
import { listTables, quoted } from './tables.ts';
import { writeBackup } from './write-backup.ts';

const crm = path.resolve(import.meta.dirname, '../../../../templates/crm');
let product: TestPlatform;
let empty: TestDatabase;
let folder: string;
let file: string;
beforeAll(async () => {
  product = await openTestPlatform();
  empty = await openTestDatabase({ migrated: false });
  folder = mkdtempSync(path.join(os.tmpdir(), 'tangram-backup-'));
  file = path.join(folder, 'all.tangram');
  const { platform, owner } = product;
  const actor = (await platform.auth.actor(owner.id)) as NonNullable<Awaited<ReturnType<typeof platform.auth.actor>>>;
  await platform.apps.install(actor, await readAppFolder(crm), { sampleData: true });
  await platform.files.add(Readable.from([Buffer.from('合同正文')]), {
    name: '合同.txt',
    type: 'text/plain',
    by: owner.id,
    now: new Date(),
  });
});
afterAll(async () => {
  await product.close();
  await empty.close();
  rmSync(folder, { recursive: true, force: true });
});

async function contentOf(database: TestDatabase) {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    const sums: { [table: string]: string } = {};
    for (const { schema, table, columns } of await listTables(client, ['tangram', 'crm'])) {
      const row = `(${columns.map((column) => `t.${quoted(column)}`).join(', ')})`;
      const { rows } = await client.query(
        `select count(*) || ' ' || coalesce(md5(string_agg(row${row}::text, ';' order by row${row}::text)), '') as sum from ${quoted(schema, table)} t`,
      );
      sums[`${schema}.${table}`] = rows[0].sum;
    }
    return { sums, tables: await describeFormTables(client, ['crm']) };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const restore = async (source: string, target = empty) =>
  restoreBackup(
    {
      pool: target.pool,
      files: new Files(openKysely(target.pool), path.join(folder, 'data', 'files')),
      migrations: allMigrations,
    },
    source,
  );

test('a backup is the whole system, and comes back the same in an empty one', async () => {
  const { platform, database } = product;
  const report = await writeBackup({ pool: platform.pool, files: platform.files, now: new Date() }, file);
  expect(report).toMatchObject({ applications: 1, files: 1, missing: [] });
  await expect(restore(file)).resolves.toMatchObject({ tables: report.tables, files: 1 });
  const [before, after] = [await contentOf(database), await contentOf(empty)];
  expect(Object.keys(before.sums).length).toBeGreaterThan(20);
  expect(after).toEqual(before);
});

test('the restored system works: people sign in, records are written, attachments open', async () => {
  const config = readConfig({ DATABASE_URL: empty.url, DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'warn' });
  const platform = await createPlatform(config, { log: console, isServing: false, connections: 4 });
  try {
    const { actor } = await platform.auth.signIn('owner@example.com', testPassword, new Headers());
    const made = await platform.records.create(actor, { app: 'crm', form: 'account', values: { name: '恢复之后' } });
    expect(made.version).toBe(1);
    expect((await platform.records.history(actor, { app: 'crm', form: 'account', id: made.id })).entries).toHaveLength(
      1,
    );
    const { rows } = await platform.pool.query('select id from tangram.file');
    expect(await text((await platform.files.open(rows[0].id)).content)).toBe('合同正文');
  } finally {
    await platform.close();
  }
});

test('a system that is not empty is left alone', async () => {
  await expect(restore(file, product.database)).rejects.toMatchObject({ problems: [{ code: 'BACKUP_NOT_EMPTY' }] });
});

test('a backup that was cut short or changed is refused, and nothing of it stays', async () => {
  const other = await openTestDatabase({ migrated: false });
  try {
    const whole = readFileSync(file);
    const damagedAt = (share: number) => {
      const damaged = Buffer.from(whole);
      const at = Math.floor(whole.length * share);
      damaged[at] = (damaged[at] as number) ^ 0xff;
      return damaged;
    };
    for (const [name, bytes] of [
      ['cut', whole.subarray(0, whole.length - 2000)],
      // Where a changed byte is noticed differs: in the file's frames, by PostgreSQL, or by the sum at the end.
      ...[0.2, 0.35, 0.5, 0.65, 0.8, 0.95].map((share) => [`damaged at ${share}`, damagedAt(share)] as const),
      ['other', Buffer.from('PK something else')],
    ] as const) {
      const source = path.join(folder, name);
      writeFileSync(source, bytes);
      await expect(restore(source, other), name).rejects.toMatchObject({ problems: [{ code: 'BACKUP_UNREADABLE' }] });
    }
    await expect(restore(path.join(folder, 'missing'), other)).rejects.toMatchObject({
      problems: [{ code: 'BACKUP_UNREADABLE' }],
    });
    const { rows } = await other.pool.query(`select nspname from pg_namespace where nspname in ('tangram', 'crm')`);
    expect(rows).toEqual([]);
  } finally {
    await other.close();
  }
});

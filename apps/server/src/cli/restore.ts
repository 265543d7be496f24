import path from 'node:path';
import { restoreBackup } from '../backup/restore-backup.ts';
import { allMigrations, openKysely } from '../database/index.ts';
import { openDatabase } from '../database/open-database.ts';
import { Files } from '../files/files.ts';
import type { CommandContext } from './command.ts';

export async function run(context: CommandContext): Promise<number> {
  const { config, log } = context;
  const database = await openDatabase(await context.databaseServer(), { connections: 2, log });
  try {
    const files = new Files(openKysely(database.pool), config.filesDir ?? path.join(config.dataDir, 'files'));
    const report = await restoreBackup(
      { pool: database.pool, files, migrations: allMigrations, onProgress: (text) => context.progress(text) },
      context.path(context.words[0] as string),
    );
    context.answer(
      report,
      `The backup of ${report.madeAt} is restored: ${report.tables} tables, ${report.files} attachments.`,
    );
    return 0;
  } finally {
    await database.close();
  }
}

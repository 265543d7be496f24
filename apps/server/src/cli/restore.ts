import path from 'node:path';
import { restoreBackup } from '../backup/restore-backup.ts';
import { allMigrations, openKysely } from '../database/index.ts';
import { openDatabaseServer } from '../database/database-server.ts';
import { openDatabase } from '../database/open-database.ts';
import { Files } from '../files/files.ts';
import type { Command } from './command.ts';

export const restoreCommand: Command = {
  name: 'restore',
  usage: '<file>',
  summary: 'Puts a backup into an empty system, built-in or server, of this or a newer version. Stop the server first.',
  words: [1, 1],
  async run(context) {
    const { config, log } = context;
    const database = await openDatabase(await openDatabaseServer(config), { connections: 2, log });
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
  },
};

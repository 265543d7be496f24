import type { Migration } from '@tangram/schema';
import { authMigration } from './auth/auth.sql.ts';
import { importMigration } from './engines/records/import.sql.ts';
import { filesMigration } from './files/files.sql.ts';
import { notificationsMigration } from './notifications/notifications.sql.ts';
import { hooksMigration } from './hooks/hooks.sql.ts';
import { connectionsMigration } from './outside/connections/connections.sql.ts';
import { publicFormsMigration } from './public-forms/public-forms.sql.ts';

/** The server's own tables: accounts, notifications, links of public forms, files, connections, addresses for events. */
export const serverMigrations: readonly Migration[] = [
  authMigration,
  notificationsMigration,
  publicFormsMigration,
  filesMigration,
  importMigration,
  connectionsMigration,
  hooksMigration,
];

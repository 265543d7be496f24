import type { Catalog, Workspace } from '@tangram/records';
import type { AppDefinition, DefinitionKind } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { AppsTables } from '../tables.ts';
import { buildCatalog, modelOf } from './build-catalog.ts';

/** Reads every published definition; one statement for the version and one for the documents. */
export async function loadCatalog(db: Kysely<unknown>, workspace: Workspace): Promise<Catalog> {
  const tables = db.withTables<AppsTables>();
  const version = await readCatalogVersion(db);
  const rows = await tables
    .selectFrom('tangram.definition')
    .select(['app', 'kind', 'key', 'published'])
    .where('published', 'is not', null)
    .orderBy('app')
    .orderBy('kind')
    .orderBy('key')
    .execute();
  const apps = new Map<string, Map<DefinitionKind, Map<string, unknown>>>();
  for (const row of rows) {
    const documents = apps.get(row.app) ?? new Map<DefinitionKind, Map<string, unknown>>();
    const ofKind = documents.get(row.kind) ?? new Map<string, unknown>();
    ofKind.set(row.key, row.published);
    documents.set(row.kind, ofKind);
    apps.set(row.app, documents);
  }
  const models = [...apps].map(([key, documents]) => modelOf(documents, blankApp(key)));
  return buildCatalog(models, workspace, version);
}

export async function readCatalogVersion(db: Kysely<unknown>): Promise<string> {
  const row = await db
    .withTables<AppsTables>()
    .selectFrom('tangram.catalog')
    .select('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/**
 * Makes the catalog newer, inside the transaction that publishes. The notification is only a hint: whoever misses it
 * sees the version at its next look.
 */
export async function raiseCatalogVersion(trx: Kysely<unknown>): Promise<void> {
  await sql`update tangram.catalog set version = version + 1`.execute(trx);
  await sql`select pg_notify('tangram_catalog', '')`.execute(trx);
}

export function blankApp(key: string, title: AppDefinition['title'] = key): AppDefinition {
  return { key, title, version: '0.1.0', menu: [] };
}

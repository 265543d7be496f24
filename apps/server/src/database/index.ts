export { startEmbedded, stopOrphan, type EmbeddedOptions, type EmbeddedServer } from './embedded/index.ts';
export { databaseErrors } from './errors.ts';
export { openKysely } from './kysely.ts';
export { migrate } from './migrate.ts';
export { allMigrations } from './migrations.ts';
export { checkServer, openPool, type Pool, type PoolOptions } from './pool.ts';

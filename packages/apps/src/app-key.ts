import { type Problem, isKey, problemsOf, schemaErrors } from '@tangram/schema';
import { appErrors } from './errors.ts';

const appProblem = problemsOf(appErrors);
const schemaProblem = problemsOf(schemaErrors);

/** Names of PostgreSQL schemas that are not ours to give away: an application's key is the name of its schema. */
const reserved = new Set(['public', 'information_schema', 'tangram', 'flow', 'pgboss', 'auth']);

export function checkAppKey(key: string, path = '/key'): Problem[] {
  if (!isKey(key)) return [schemaProblem('SCHEMA_KEY', path, { name: 'key', value: key.slice(0, 80) })];
  if (reserved.has(key.toLowerCase()) || key.toLowerCase().startsWith('pg_')) {
    return [appProblem('APP_KEY_RESERVED', path, { app: key })];
  }
  return [];
}

import { openPool } from '@tangram/server/database';

/** The same server, another database. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement outside any transaction, on a connection of its own. */
export async function onServer(server: string, statement: string): Promise<void> {
  const pool = openPool(server, { max: 1 });
  try {
    await pool.query(statement);
  } finally {
    await pool.end();
  }
}

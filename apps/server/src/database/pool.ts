import pg from 'pg';
import { databaseError, hasCode, reasonOf } from './database-error.ts';
import { StatementNames } from './statement-names.ts';
import { parserOf } from './value-parsers.ts';

export interface PoolOptions {
  /** Connections at most; default 10. */
  readonly max?: number;
  readonly applicationName?: string;
}

/** A pool of connections whose answers lose nothing (see `value-parsers.ts`) and whose repeated statements are prepared. */
export interface Pool extends pg.Pool {
  /**
   * Gives every statement a new name, and so a new plan. To be called when tables of forms have changed: a prepared
   * statement whose columns changed their type answers with an error.
   */
  forgetStatements(): void;
}

/**
 * Opens a pool on `url`; connects only when first asked. Sessions run in UTC with ISO dates.
 * A statement that comes back is prepared under a name on each connection, which halves its cost: measured on a read by
 * primary key and on a list of 50 rows.
 */
export function openPool(url: string, options: PoolOptions = {}): Pool {
  const names = new StatementNames();
  /** A column changed its type since the statement was prepared: this once it fails, the next time it is made anew. */
  const forgetChangedPlans = (error: unknown): never => {
    if (hasCode(error, '0A000') && reasonOf(error).includes('cached plan')) names.forget();
    throw error;
  };
  class Client extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      // The pool listens to idle connections alone: one that breaks while it is lent, between two statements of a
      // transaction, would end the process. The next statement on it fails, and whoever sent it is told.
      this.on('error', () => {});
    }

    // pg overloads `query` six ways and calls it with all of them itself; ours only looks at (text, values).
    // oxlint-disable-next-line typescript/no-explicit-any
    override query(...args: any[]): any {
      const [first, values] = args;
      const isPlain = typeof first === 'string' && Array.isArray(values) && values.length > 0;
      const name = isPlain ? names.nameOf(first) : undefined;
      // @ts-expect-error the overloads do not take a spread
      if (name === undefined) return super.query(...args);
      const answer: unknown = super.query({ name, text: first, values }, args[2]);
      return answer instanceof Promise ? answer.catch(forgetChangedPlans) : answer;
    }
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    // Prepared statements live as long as their connection: renewing it keeps the server's memory in bounds.
    maxLifetimeSeconds: 1800,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 15_000,
    application_name: options.applicationName ?? 'tangram',
    Client,
    types: { getTypeParser: parserOf },
    // pg-pool waits for it, though its types say void.
    // oxlint-disable-next-line typescript/no-misused-promises
    onConnect: async (client) => {
      await client.query(`set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'iso_8601'`);
    },
  });
  // An idle connection that breaks (server restarted) is replaced at the next query; without a listener Node would end.
  pool.on('error', () => {});
  return Object.assign(pool, { forgetStatements: () => names.forget() });
}

/** The oldest server we write SQL for. */
const oldestMajor = 15;

/** Throws `DATABASE_CONNECT` or `DATABASE_TOO_OLD` when the server behind the pool cannot be used. */
export async function checkServer(pool: pg.Pool): Promise<void> {
  let version: number;
  try {
    const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num');
    version = Number(rows[0]?.server_version_num);
  } catch (error) {
    throw databaseError('DATABASE_CONNECT', { reason: reasonOf(error) }, error);
  }
  const major = Math.floor(version / 10_000);
  if (major < oldestMajor) throw databaseError('DATABASE_TOO_OLD', { found: String(major) });
}

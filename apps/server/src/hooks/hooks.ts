import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { serverError } from '../errors.ts';

/** An address at which one source tells of events to records of one form, without its token. */
export interface Hook {
  readonly id: string;
  /** The source: "Website". */
  readonly title: string;
  /** ISO 8601 */
  readonly created_at: string;
  /** ISO 8601, to the minute; null: never. */
  readonly used_at: string | null;
}

export interface HookPlace {
  readonly app: string;
  readonly form: string;
}

type Tables = {
  'tangram.hook': {
    id: string;
    app: string;
    form: string;
    title: string;
    hash: Buffer;
    created_by: string | null;
    created_at: unknown;
    used_at: unknown;
  };
};

const mostHooks = 50;

/** Tokens of event sources: 256 random bits, shown once, kept as a hash, which needs no salt for that. */
export class Hooks {
  readonly #db: Kysely<unknown>;
  readonly #newId: () => string;
  readonly #now: () => Date;

  constructor(db: Kysely<unknown>, newId: () => string, now: () => Date) {
    this.#db = db;
    this.#newId = newId;
    this.#now = now;
  }

  async list({ app, form }: HookPlace): Promise<Hook[]> {
    const rows = await this.#tables()
      .selectFrom('tangram.hook')
      .select(['id', 'title', 'created_at', 'used_at'])
      .where('app', '=', app)
      .where('form', '=', form)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows as Hook[];
  }

  /** Makes one; the answer is the only time the token is seen. HOOKS_FULL. */
  async make(place: HookPlace, title: string, by: string | null): Promise<{ id: string; token: string }> {
    if ((await this.list(place)).length >= mostHooks) throw serverError('HOOKS_FULL', { most: mostHooks });
    const token = randomBytes(32).toString('base64url');
    const id = this.#newId();
    await this.#tables()
      .insertInto('tangram.hook')
      .values({ id, ...place, title, hash: hashOf(token), created_by: by, created_at: this.#now(), used_at: null })
      .execute();
    return { id, token };
  }

  /** From now on its token opens nothing. HOOK_UNKNOWN. */
  async revoke({ app, form }: HookPlace, id: string): Promise<void> {
    const result = await this.#tables()
      .deleteFrom('tangram.hook')
      .where('app', '=', app)
      .where('form', '=', form)
      .where(sql<boolean>`id::text = ${id.toLowerCase()}`)
      .executeTakeFirst();
    if (result.numDeletedRows === 0n) throw serverError('HOOK_UNKNOWN');
  }

  /** What a token opens, noting that it was used. HOOK_UNKNOWN. */
  async open(token: string): Promise<HookPlace & { readonly id: string; readonly title: string }> {
    const hash = hashOf(token);
    const row = await this.#tables()
      .selectFrom('tangram.hook')
      .select(['id', 'app', 'form', 'title'])
      .where('hash', '=', hash)
      .executeTakeFirst();
    if (row === undefined) throw serverError('HOOK_UNKNOWN');
    // Once a minute is enough to see that it is alive, and no row is written for every event.
    const now = this.#now();
    await sql`update tangram.hook set used_at = ${now}
      where id = ${row.id} and (used_at is null or used_at < ${new Date(now.getTime() - 60_000)})`.execute(this.#db);
    return row;
  }

  #tables() {
    return this.#db.withTables<Tables>();
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

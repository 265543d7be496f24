import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';

type Tables = {
  'tangram.public_link': { token: string; app: string; form: string };
};

/** The tokens by which visitors reach public forms; 128 random bits each. */
export class PublicLinks {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    this.#db = db;
  }

  /** The token of a form, made when it is first asked for. */
  async tokenOf(app: string, form: string): Promise<string> {
    const tables = this.#db.withTables<Tables>();
    const made = { token: randomBytes(16).toString('base64url'), app, form };
    await tables
      .insertInto('tangram.public_link')
      .values(made)
      .onConflict((conflict) => conflict.columns(['app', 'form']).doNothing())
      .execute();
    const row = await tables
      .selectFrom('tangram.public_link')
      .select('token')
      .where('app', '=', app)
      .where('form', '=', form)
      .executeTakeFirstOrThrow();
    return row.token;
  }

  async formOf(token: string): Promise<{ app: string; form: string } | undefined> {
    return await this.#db
      .withTables<Tables>()
      .selectFrom('tangram.public_link')
      .select(['app', 'form'])
      .where('token', '=', token)
      .executeTakeFirst();
  }
}

import { FinalFailure } from '@tangram/records';
import type { LocalText } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { serverError, serverProblem } from '../../errors.ts';
import { readAddress } from '../post-json.ts';
import type { ConnectionSecrets, ConnectionUse } from './kinds/connection-kind.ts';
import { connectionKindNamed } from './kinds/index.ts';
import { Seal } from './seal.ts';

/** A connection as it is shown: nothing by which somebody else could send to it. */
export interface ShownConnection {
  readonly key: string;
  readonly kind: string;
  readonly title: LocalText;
  readonly use: ConnectionUse;
  /** Where it leads, `https://oapi.dingtalk.com`; the rest of the address is a secret. */
  readonly host: string;
  readonly has_signing_secret: boolean;
  /** ISO 8601 */
  readonly updated_at: string;
}

/** What is given of a connection; a secret that is missing stays as it was, null takes it away. */
export interface ConnectionChanges {
  readonly kind: string;
  readonly title: LocalText;
  readonly url?: string | undefined;
  readonly signing_secret?: string | null | undefined;
}

interface Shown {
  readonly host: string;
  readonly has_signing_secret: boolean;
}

type Tables = {
  'tangram.connection': {
    key: string;
    kind: string;
    title: unknown;
    shown: unknown;
    secrets: string;
    updated_at: unknown;
  };
};

/** Where rules may send to, with the secrets that this takes; kept sealed, opened only to send. */
export class Connections {
  readonly #db: Kysely<unknown>;
  readonly #seal: Seal;
  readonly #now: () => Date;

  constructor(db: Kysely<unknown>, secret: string, now: () => Date) {
    this.#db = db;
    this.#seal = new Seal(secret);
    this.#now = now;
  }

  async list(): Promise<ShownConnection[]> {
    const rows = await this.#tables().selectFrom('tangram.connection').selectAll().orderBy('key').execute();
    return rows.flatMap(({ key, kind, title, shown, updated_at: updatedAt }) => {
      const use = connectionKindNamed(kind)?.use;
      if (use === undefined) return [];
      return [{ key, kind, title: title as LocalText, use, ...(shown as Shown), updated_at: updatedAt as string }];
    });
  }

  /** Makes it or changes it. CONNECTION_KIND_UNKNOWN, OUTSIDE_ADDRESS, CONNECTION_SECRET_MISSING, CONNECTION_NO_SECRET. */
  async save(key: string, changes: ConnectionChanges): Promise<void> {
    const kind = connectionKindNamed(changes.kind);
    if (kind === undefined) throw serverError('CONNECTION_KIND_UNKNOWN', { kind: changes.kind }, '/kind');
    const before = await this.#row(key);
    // Another kind is another receiver: its secrets are given anew.
    const kept = before?.kind === changes.kind ? this.#open(key, before.secrets) : null;
    const url = changes.url ?? kept?.url;
    if (url === undefined) throw serverError('CONNECTION_SECRET_MISSING', { key }, '/url');
    const { origin } = readAddress(url);
    const signingSecret =
      changes.signing_secret === undefined ? kept?.signingSecret : (changes.signing_secret ?? undefined);
    if (signingSecret !== undefined && kind.secretTitle === null) {
      throw serverError('CONNECTION_NO_SECRET', { kind: kind.title }, '/signing_secret');
    }
    const secrets: ConnectionSecrets = { url, ...(signingSecret === undefined ? {} : { signingSecret }) };
    const shown: Shown = { host: origin, has_signing_secret: signingSecret !== undefined };
    const row = {
      kind: kind.kind,
      title: JSON.stringify(changes.title),
      shown: JSON.stringify(shown),
      secrets: this.#seal.close(JSON.stringify(secrets), key),
      updated_at: this.#now(),
    };
    await this.#tables()
      .insertInto('tangram.connection')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
  }

  async remove(key: string): Promise<void> {
    const result = await this.#tables().deleteFrom('tangram.connection').where('key', '=', key).executeTakeFirst();
    if (result.numDeletedRows === 0n) throw serverError('CONNECTION_UNKNOWN', { key });
  }

  /** Which of these keys no connection has. */
  async missing(keys: readonly string[]): Promise<string[]> {
    if (keys.length === 0) return [];
    const known = new Set((await this.list()).map(({ key }) => key));
    return [...new Set(keys)].filter((key) => !known.has(key));
  }

  /** What actions send to it. CONNECTION_UNKNOWN. */
  async useOf(key: string): Promise<ConnectionUse> {
    const row = await this.#row(key);
    const use = row === undefined ? undefined : connectionKindNamed(row.kind)?.use;
    if (use === undefined) throw serverError('CONNECTION_UNKNOWN', { key });
    return use;
  }

  /** Within the caller's transaction; null when there is none. */
  async titleOf(trx: Kysely<unknown>, key: string): Promise<LocalText | null> {
    const row = await trx
      .withTables<Tables>()
      .selectFrom('tangram.connection')
      .select('title')
      .where('key', '=', key)
      .executeTakeFirst();
    return row === undefined ? null : (row.title as LocalText);
  }

  /** For sending. Throws, as final, CONNECTION_UNKNOWN and CONNECTION_SEALED. */
  async secretsOf(key: string): Promise<{ readonly kind: string; readonly secrets: ConnectionSecrets }> {
    const row = await this.#row(key);
    if (row === undefined) throw new FinalFailure('not-found', [serverProblem('CONNECTION_UNKNOWN', '', { key })]);
    const secrets = this.#open(key, row.secrets);
    if (secrets === null) throw new FinalFailure('conflict', [serverProblem('CONNECTION_SEALED', '', { key })]);
    return { kind: row.kind, secrets };
  }

  #row(key: string) {
    return this.#tables()
      .selectFrom('tangram.connection')
      .select(['kind', 'secrets'])
      .where('key', '=', key)
      .executeTakeFirst();
  }

  #open(key: string, sealed: string): ConnectionSecrets | null {
    const text = this.#seal.open(sealed, key);
    // It was sealed here, from secrets.
    return text === null ? null : (JSON.parse(text) as ConnectionSecrets);
  }

  #tables() {
    return this.#db.withTables<Tables>();
  }
}

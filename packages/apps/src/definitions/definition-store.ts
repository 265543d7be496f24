import { type DefinitionAddress, type LocalText, PlatformError, problemsOf } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { appErrors } from '../errors.ts';
import { kindNamed } from '../kinds/index.ts';
import type { AppsTables } from '../tables.ts';

const appProblem = problemsOf(appErrors);

/** A definition as the designers see it: what is being edited and what is in force. */
export interface StoredDefinition extends DefinitionAddress {
  /** null when nothing has been changed since publishing. */
  readonly draft: unknown;
  /** null until published for the first time. */
  readonly published: unknown;
  /** Grows with every saved draft. */
  readonly revision: number;
  /** Grows with every publication; 0 until the first. */
  readonly version: number;
}

export interface ListedDefinition extends DefinitionAddress {
  readonly title: LocalText;
  readonly state: 'draft' | 'published' | 'changed';
  readonly updatedAt: string;
}

/** Reads and writes of `tangram.definition`; who may and what is right is decided before. */
export class DefinitionStore {
  readonly #db: Kysely<AppsTables>;

  constructor(db: Kysely<unknown>) {
    this.#db = db.withTables<AppsTables>() as unknown as Kysely<AppsTables>;
  }

  async list(app: string): Promise<ListedDefinition[]> {
    const rows = await this.#db
      .selectFrom('tangram.definition')
      .select(['app', 'kind', 'key', 'draft', 'published', 'updated_at'])
      .where('app', '=', app)
      .orderBy('kind')
      .orderBy('key')
      .execute();
    return rows.map((row) => ({
      app: row.app,
      kind: row.kind,
      key: row.key,
      title: titleOf(row.draft ?? row.published, row.key),
      state: row.published === null ? 'draft' : row.draft === null ? 'published' : 'changed',
      updatedAt: row.updated_at,
    }));
  }

  async find({ app, kind, key }: DefinitionAddress): Promise<StoredDefinition | undefined> {
    return await this.#db
      .selectFrom('tangram.definition')
      .select(['app', 'kind', 'key', 'draft', 'published', 'revision', 'version'])
      .where('app', '=', app)
      .where('kind', '=', kind)
      .where('key', '=', key)
      .executeTakeFirst();
  }

  /** Like `find`; throws APP_DEFINITION_UNKNOWN. */
  async get(address: DefinitionAddress): Promise<StoredDefinition> {
    const found = await this.find(address);
    if (found === undefined) throw new PlatformError('not-found', [unknown(address)]);
    return found;
  }

  /** Saves a draft over revision `revision` (any when undefined); returns the new revision, or null when it was not the last. */
  async saveDraft(
    address: DefinitionAddress,
    draft: unknown,
    by: string | null,
    revision?: number,
  ): Promise<number | null> {
    const text = JSON.stringify(draft);
    const row = await this.#db
      .insertInto('tangram.definition')
      .values({ ...addressOf(address), draft: text, updated_by: by, published_at: null, published_by: null })
      .onConflict((conflict) =>
        conflict
          .columns(['app', 'kind', 'key'])
          .doUpdateSet((eb) => {
            const set = {
              draft: text,
              updated_by: by,
              updated_at: eb.fn<string>('now'),
              revision: eb('tangram.definition.revision', '+', 1),
            };
            return set;
          })
          .where((eb) => (revision === undefined ? eb.lit(true) : eb('tangram.definition.revision', '=', revision))),
      )
      .returning('revision')
      .executeTakeFirst();
    return row?.revision ?? null;
  }

  /** Puts `document` in force and keeps it as the next version. */
  async publish(address: DefinitionAddress, document: unknown, by: string | null, now: Date): Promise<number> {
    const text = JSON.stringify(document);
    const at = now.toISOString();
    const version = await this.#nextVersion(address);
    const published = { published: text, version, updated_by: by, published_at: at, published_by: by };
    await this.#db
      .insertInto('tangram.definition')
      .values({ ...addressOf(address), ...published })
      .onConflict((conflict) =>
        conflict.columns(['app', 'kind', 'key']).doUpdateSet({ ...published, draft: null, updated_at: at }),
      )
      .execute();
    await this.#db
      .insertInto('tangram.definition_version')
      .values({ ...addressOf(address), version, document: text, published_at: at, published_by: by })
      .execute();
    return version;
  }

  /** Counts on from a removed definition of the same key: its versions are still kept. */
  async #nextVersion({ app, kind, key }: DefinitionAddress): Promise<number> {
    const { last } = await this.#db
      .selectFrom('tangram.definition_version')
      .select((eb) => eb.fn.max('version').as('last'))
      .where('app', '=', app)
      .where('kind', '=', kind)
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
    return Number(last ?? 0) + 1;
  }

  /** The newest `limit` publications, of those below the version `before`. */
  async versions({ app, kind, key }: DefinitionAddress, limit: number, before?: number) {
    let select = this.#db
      .selectFrom('tangram.definition_version')
      .select(['version', 'published_at', 'published_by', 'document'])
      .where('app', '=', app)
      .where('kind', '=', kind)
      .where('key', '=', key)
      .orderBy('version', 'desc')
      .limit(limit);
    if (before !== undefined) select = select.where('version', '<', before);
    return await select.execute();
  }

  async discardDraft({ app, kind, key }: DefinitionAddress): Promise<void> {
    await this.#db
      .updateTable('tangram.definition')
      .set((eb) => ({ draft: null, revision: eb('revision', '+', 1) }))
      .where('app', '=', app)
      .where('kind', '=', kind)
      .where('key', '=', key)
      .where('published', 'is not', null)
      .execute();
  }

  async remove({ app, kind, key }: DefinitionAddress): Promise<void> {
    await this.#db
      .deleteFrom('tangram.definition')
      .where('app', '=', app)
      .where('kind', '=', kind)
      .where('key', '=', key)
      .execute();
  }
}

function addressOf({ app, kind, key }: DefinitionAddress): DefinitionAddress {
  return { app, kind, key };
}

function unknown({ app, kind, key }: DefinitionAddress) {
  return appProblem('APP_DEFINITION_UNKNOWN', '', { app, kind: kindNamed(kind).title, key });
}

/** The title a document gives itself; a half-made draft may have none. */
function titleOf(document: unknown, key: string): LocalText {
  const holder = document as { title?: LocalText; form?: { title?: LocalText } } | null;
  return holder?.form?.title ?? holder?.title ?? key;
}

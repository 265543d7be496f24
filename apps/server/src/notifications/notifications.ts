import { PlatformError, type LocalText } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { serverProblem } from '../errors.ts';

export interface NewNotification {
  /** Ids of people; unknown and inactive ones are left out. */
  readonly to: readonly string[];
  readonly title: LocalText;
  readonly body?: LocalText;
  /** A path of the web app, `/apps/crm/forms/lead/...`. */
  readonly link?: string;
}

export interface Notification {
  readonly id: string;
  readonly title: LocalText;
  readonly body: LocalText | null;
  readonly link: string | null;
  readonly created_at: string;
  readonly read_at: string | null;
}

export interface NotificationParts {
  readonly db: Kysely<unknown>;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Told which inboxes have something new. A hint: it may come before the commit. */
  readonly tell: (people: readonly string[]) => void;
}

type Tables = {
  'tangram.notification': {
    id: string;
    person_id: string;
    title: unknown;
    body: unknown;
    link: string | null;
    created_at: Date | string;
    read_at: Date | string | null;
  };
};

/** Short messages to people, kept until read; what engines call `Notifier`. */
export class Notifications {
  readonly #parts: NotificationParts;

  constructor(parts: NotificationParts) {
    this.#parts = parts;
  }

  /** Writes one message per person inside the caller's transaction. */
  async notify(trx: Kysely<unknown>, message: NewNotification): Promise<void> {
    const people = [...new Set(message.to)];
    if (people.length === 0) return;
    const { newId, now, tell } = this.#parts;
    const ids = people.map(() => newId());
    await sql`
      insert into tangram.notification (id, person_id, title, body, link, created_at)
      select given.id, given.person_id, ${JSON.stringify(message.title)}::jsonb,
        ${message.body === undefined ? null : JSON.stringify(message.body)}::jsonb, ${message.link ?? null}, ${now()}
      from unnest(${ids}::uuid[], ${people}::uuid[]) as given(id, person_id)
      join tangram.person on person.id = given.person_id and person.is_active`.execute(trx);
    tell(people);
  }

  /** The newest 100, unread first. */
  async list(personId: string): Promise<Notification[]> {
    const rows = await this.#parts.db
      .withTables<Tables>()
      .selectFrom('tangram.notification')
      .select(['id', 'title', 'body', 'link', 'created_at', 'read_at'])
      .where('person_id', '=', personId)
      .orderBy(sql`read_at is not null`)
      .orderBy('created_at', 'desc')
      .limit(100)
      .execute();
    return rows as Notification[];
  }

  /** Reading it again changes nothing. */
  async markRead(personId: string, id: string): Promise<void> {
    const result = await this.#parts.db
      .withTables<Tables>()
      .updateTable('tangram.notification')
      .set({ read_at: sql`coalesce(read_at, ${this.#parts.now()})` })
      .where('person_id', '=', personId)
      .where(sql<boolean>`id::text = ${id.toLowerCase()}`)
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) throw new PlatformError('not-found', [serverProblem('NOTIFICATION_UNKNOWN')]);
    this.#parts.tell([personId]);
  }
}

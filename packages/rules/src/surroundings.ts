import type { LocalText } from '@tangram/schema';
import type { Kysely } from 'kysely';

/** What rules need of the rest of the product; the server hands it in, a trial run hands in harmless ones. */

/** Members of groups and single people, as assignments and notifications speak of them. */
export interface People {
  /** Members in position order, inactive ones included and marked. Unknown group: empty. */
  members(app: string, group: string): Promise<readonly Member[]>;
  /** The active people among these ids or e-mail addresses, by what was asked. */
  active(idsOrEmails: readonly string[]): Promise<ReadonlyMap<string, Pick<Member, 'id' | 'name'>>>;
  /** The active manager of each person who has one. */
  managers(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly isActive: boolean;
}

/** Gives turns round a group, evenly: see `turns.ts`. */
export interface Turns {
  /** The next `count` people in turn; empty when no member is active. */
  take(place: TurnPlace, members: readonly Member[], count: number): Promise<readonly Member[]>;
}

/** Whose turn it is, is kept per rule and group. */
export interface TurnPlace {
  readonly app: string;
  readonly rule: string;
  readonly group: string;
}

export interface Notifier {
  /** Tells these people; part of the caller's transaction, so nothing is told of a write that did not happen. */
  notify(trx: Kysely<unknown>, message: Message): Promise<void>;
}

export interface Message {
  readonly to: readonly string[];
  readonly title: LocalText;
  readonly body?: LocalText;
  /** A path of the web application: `/apps/crm/forms/lead/<id>`. */
  readonly link?: string;
}

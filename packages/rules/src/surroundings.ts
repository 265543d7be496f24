import type { WorkCalendar } from '@tangram/expression';
import type { Actor, RowOutcome, RowWrite } from '@tangram/records';
import type { JsonObject, LocalText, Problem } from '@tangram/schema';
import type { Kysely } from 'kysely';

/** What rules need of the rest of the product; the server hands it in, a trial run hands in harmless ones. */

/** Members of groups and single people, as assignments and notifications speak of them. */
export interface People {
  /** Members in position order, inactive ones included and marked. Unknown group: empty. */
  members(app: string, group: string): Promise<readonly Member[]>;
  /** The active people among these ids or e-mail addresses, by what was asked. */
  active(idsOrEmails: readonly string[]): Promise<ReadonlyMap<string, Pick<Member, 'id' | 'name' | 'isPresent'>>>;
  /** The active manager of each person who has one. */
  managers(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly isActive: boolean;
  /** Active, and not away today. */
  readonly isPresent: boolean;
}

/** Gives turns round a group, evenly: see `turns.ts`. */
export interface Turns {
  /** The next `count` people in turn; empty when no member is present. */
  take(place: TurnPlace, members: readonly Member[], count: number): Promise<readonly Member[]>;
  /** Writers that hold the same place wait for one another until their transactions end. */
  hold(place: TurnPlace): Promise<void>;
  /** `count` people by weight, spread evenly over time: see `weighted-turns.ts`. Empty when nobody has any weight. */
  weigh(place: TurnPlace, people: readonly Weighted[], count: number): Promise<readonly string[]>;
}

export interface Weighted {
  readonly id: string;
  /** Turns of a round: somebody of weight 2 gets twice as many as somebody of weight 1. */
  readonly weight: number;
}

/** Whose turn it is, is kept per rule and group. */
export interface TurnPlace {
  readonly app: string;
  readonly rule: string;
  readonly group: string;
}

/** What actions do beyond the record they run on, in the transaction of the write. A trial does none of it. */
export interface Beyond {
  /** Writes records of another form of the application, with the rights of the rule; an outcome for each row. */
  write(form: string, rows: readonly RowWrite[]): Promise<readonly RowOutcome[]>;
  /** Starts a flow on each of these records of the rule's form; answers why it cannot. */
  startFlow(flow: string, records: readonly string[]): Promise<Problem | null>;
  /** Puts a task about each of these records of the rule's form into people's inboxes. */
  createTask(task: NewTask, records: readonly string[]): Promise<void>;
  /** What people call a connection; its key where there is none of that key. */
  connectionTitle(key: string): Promise<LocalText>;
  /** Orders deliveries through the outbox, sent once the write is committed. */
  send(letters: readonly Letter[]): Promise<void>;
  /** For questions to the database. */
  readonly trx: Kysely<unknown>;
  readonly zone: string;
  readonly calendar: WorkCalendar;
  readonly now: Date;
}

/** What people call the connection of that key; null when there is none. */
export type ConnectionTitle = (trx: Kysely<unknown>, key: string) => Promise<LocalText | null>;

/** What an action sends about a record of the rule's form. */
export interface Letter {
  readonly record: string;
  /** Who takes it out: `web-call`, `chat`, `mail`. */
  readonly kind: string;
  readonly request: JsonObject;
}

export interface NewTask {
  /** With `{fields}` of the record. */
  readonly title: LocalText;
  readonly note?: LocalText;
  readonly assignees: readonly JsonObject[];
  readonly due?: JsonObject;
}

/** The engine of flows, as far as rules need it. Everything is part of the caller's transaction. */
export interface FlowStarter {
  /** Answers why it cannot: there is no such flow of the form, or it is switched off. */
  start(trx: Kysely<unknown>, cause: FlowCause, flow: string): Promise<Problem | null>;
  createTask(trx: Kysely<unknown>, cause: FlowCause, task: NewTask): Promise<void>;
}

/** Which rule starts something, on which records, because of whom. */
export interface FlowCause {
  readonly app: string;
  readonly form: string;
  readonly rule: string;
  /** The rule's title. */
  readonly title: LocalText;
  readonly records: readonly string[];
  readonly actor: Actor;
  readonly now: Date;
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

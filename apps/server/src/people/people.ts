import {
  type PersonValues,
  type Person as StoredPerson,
  readPersons,
  recordErrors,
  updatePerson,
} from '@tangram/records';
import { PlatformError, problemsOf } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { Auth } from '../auth/auth.ts';

const recordProblem = problemsOf(recordErrors);

/** A person as the interface shows them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly manager: string | null;
  readonly department: string | null;
  readonly language: string | null;
  /** IANA; null: the workspace's. */
  readonly zone: string | null;
  readonly is_administrator: boolean;
  readonly is_active: boolean;
  /** The first and the last day away, both included, ISO 8601; no last day: until further notice. */
  readonly absent_from: string | null;
  readonly absent_until: string | null;
}

export interface PersonChanges {
  readonly name?: string;
  readonly email?: string | null;
  readonly manager?: string | null;
  readonly department?: string | null;
  readonly language?: string | null;
  readonly is_administrator?: boolean;
  readonly is_active?: boolean;
  /** With `absent_until`, which is blank when missing. */
  readonly absent_from?: string | null;
  readonly absent_until?: string | null;
  readonly password?: string;
}

/** At most this many people are listed; a picker searches instead. */
const mostListed = 1000;

/** People and their accounts together. */
export class People {
  readonly #db: Kysely<unknown>;
  readonly #auth: Auth;

  constructor(db: Kysely<unknown>, auth: Auth) {
    this.#db = db;
    this.#auth = auth;
  }

  /** The address is shown to administrators only. */
  async list(query: { readonly search?: string; readonly showsEmail: boolean }): Promise<Person[]> {
    const people = await readPersons(this.#db, {
      limit: mostListed,
      ...(query.search === undefined ? {} : { search: query.search }),
    });
    return people.map((person) => shown(query.showsEmail ? person : { ...person, email: null }));
  }

  async one(id: string): Promise<Person> {
    const [person] = await readPersons(this.#db, { ids: [id] });
    if (person === undefined) throw new PlatformError('not-found', [recordProblem('PERSON_UNKNOWN')]);
    return shown(person);
  }

  async byEmail(email: string): Promise<Person> {
    const { rows } = await sql<{
      id: string;
    }>`select id from tangram.person where lower(email) = lower(${email})`.execute(this.#db);
    if (rows[0] === undefined) throw new PlatformError('not-found', [recordProblem('PERSON_UNKNOWN')]);
    return await this.one(rows[0].id);
  }

  async create(person: PersonChanges & { readonly name: string }): Promise<Person> {
    const { password, ...values } = person;
    const id = await this.#db
      .transaction()
      .execute((trx) => this.#auth.createPerson(trx, { ...stored(values), name: person.name }, password));
    return await this.one(id);
  }

  async update(id: string, changes: PersonChanges): Promise<Person> {
    const { password, ...values } = changes;
    await this.#db.transaction().execute(async (trx) => {
      await updatePerson(trx, id, stored(values));
      if (password !== undefined) await this.#auth.setPassword(trx, id, password);
    });
    if (changes.is_active === false) await this.#auth.signOutEverywhere(id);
    this.#auth.forget();
    return await this.one(id);
  }
}

function shown({ isAdministrator, isActive, absentFrom, absentUntil, ...person }: StoredPerson): Person {
  return {
    ...person,
    is_administrator: isAdministrator,
    is_active: isActive,
    absent_from: absentFrom,
    absent_until: absentUntil,
  };
}

function stored({
  is_administrator: isAdministrator,
  is_active: isActive,
  absent_from: absentFrom,
  absent_until: absentUntil,
  ...person
}: Omit<PersonChanges, 'password'>): PersonValues {
  return {
    ...person,
    ...(person.email == null ? {} : { email: person.email.toLowerCase() }),
    ...(isAdministrator === undefined ? {} : { isAdministrator }),
    ...(isActive === undefined ? {} : { isActive }),
    ...(absentFrom === undefined ? {} : { absentFrom }),
    ...(absentUntil === undefined ? {} : { absentUntil }),
  };
}

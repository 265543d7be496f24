import { PlatformError, refuseIfAny } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { NewId } from '../catalog.ts';
import { recordErrors, recordProblem } from '../errors.ts';
import { likePattern } from '../sql/like.ts';
import type { PeopleTables } from './tables.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly manager: string | null;
  readonly department: string | null;
  readonly language: string | null;
  readonly zone: string | null;
  readonly isAdministrator: boolean;
  readonly isActive: boolean;
  /** The first and the last day away, ISO 8601; no last day: until further notice. */
  readonly absentFrom: string | null;
  readonly absentUntil: string | null;
}

export interface PersonQuery {
  readonly ids?: readonly string[];
  /** Part of the name or the address. */
  readonly search?: string;
  readonly activeOnly?: boolean;
  /** At most; 200 when missing. */
  readonly limit?: number;
}

/** People by name. */
export async function readPersons(db: Kysely<unknown>, query: PersonQuery = {}): Promise<Person[]> {
  let select = db
    .withTables<PeopleTables>()
    .selectFrom('tangram.person')
    .select(['id', 'name', 'email', 'manager', 'department', 'language', 'zone'])
    .select(['is_administrator as isAdministrator', 'is_active as isActive'])
    .select(['absent_from as absentFrom', 'absent_until as absentUntil'])
    .orderBy('name')
    .orderBy('id')
    .limit(query.limit ?? 200);
  if (query.ids !== undefined) select = select.where(sql<boolean>`id = any(${query.ids}::uuid[])`);
  if (query.activeOnly === true) select = select.where('is_active', '=', true);
  if (query.search !== undefined && query.search !== '') {
    const pattern = likePattern(query.search);
    select = select.where((is) => is.or([is('name', 'ilike', pattern), is('email', 'ilike', pattern)]));
  }
  return select.execute();
}

export type PersonValues = Partial<Omit<Person, 'id'>>;

/** Adds a person and returns the id. `PERSON_INVALID`, `PERSON_EMAIL_TAKEN`. */
export async function createPerson(
  db: Kysely<unknown>,
  person: PersonValues & { readonly name: string },
  parts: { readonly newId: NewId; readonly now: Date; readonly id?: string },
): Promise<string> {
  const id = parts.id ?? parts.newId();
  refuseIfAny(personProblems(person), recordErrors);
  await db
    .withTables<PeopleTables>()
    .insertInto('tangram.person')
    .values({
      id,
      created_at: parts.now,
      ...(personRow(person) as {
        name: string;
        email: null;
        manager: null;
        department: null;
        language: null;
        zone: null;
        absent_from: null;
        absent_until: null;
      }),
    })
    .execute()
    .catch(refuseTakenEmail(person.email));
  return id;
}

/** Changes what is given. `PERSON_UNKNOWN`, `PERSON_INVALID`, `PERSON_EMAIL_TAKEN`, `PERSON_LAST_ADMINISTRATOR`. */
export async function updatePerson(db: Kysely<unknown>, id: string, person: PersonValues): Promise<void> {
  refuseIfAny(personProblems(person), recordErrors);
  const row = personRow(person);
  if (Object.keys(row).length === 0) return;
  const tables = db.withTables<PeopleTables>();
  const dropsAdministrator = person.isAdministrator === false || person.isActive === false;
  if (dropsAdministrator) {
    const others = await tables
      .selectFrom('tangram.person')
      .select('id')
      .where('is_administrator', '=', true)
      .where('is_active', '=', true)
      .where('id', '<>', id)
      .limit(1)
      .execute();
    if (others.length === 0) throw new PlatformError('conflict', [recordProblem('PERSON_LAST_ADMINISTRATOR')]);
  }
  const result = await tables
    .updateTable('tangram.person')
    .set(row)
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(refuseTakenEmail(person.email));
  if (result.numUpdatedRows === 0n) throw new PlatformError('not-found', [recordProblem('PERSON_UNKNOWN')]);
}

function personProblems(person: PersonValues) {
  const problems = [];
  if (person.name !== undefined && person.name.trim() === '') {
    problems.push(recordProblem('PERSON_INVALID', '/name', { field: 'name' }));
  }
  if (person.email != null && !/^[^\s@]+@[^\s@]+$/.test(person.email)) {
    problems.push(recordProblem('PERSON_INVALID', '/email', { field: 'email' }));
  }
  const { absentFrom = null, absentUntil = null } = person;
  if (absentUntil !== null && (absentFrom === null || absentUntil < absentFrom)) {
    problems.push(recordProblem('PERSON_ABSENCE_BACKWARDS', '/absent_until'));
  }
  return problems;
}

function personRow({ isAdministrator, isActive, absentFrom, absentUntil, ...person }: PersonValues) {
  return {
    ...person,
    ...(person.name === undefined ? {} : { name: person.name.trim() }),
    ...(isAdministrator === undefined ? {} : { is_administrator: isAdministrator }),
    ...(isActive === undefined ? {} : { is_active: isActive }),
    // One without the other would leave an end that lies before its beginning.
    ...(absentFrom === undefined ? {} : { absent_from: absentFrom, absent_until: absentUntil ?? null }),
  };
}

function refuseTakenEmail(email: string | null | undefined) {
  return (cause: unknown): never => {
    if ((cause as { constraint?: string }).constraint !== 'person_email') throw cause;
    const problem = recordProblem('PERSON_EMAIL_TAKEN', '/email', { email: email ?? '' });
    throw new PlatformError('conflict', [problem], { cause });
  };
}

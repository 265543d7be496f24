import { PlatformError } from '@tangram/schema';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countingIds } from '../testing/sales-app.ts';
import { createSalesPeople, type SalesPeople } from '../testing/sales-people.ts';
import { readDepartments, removeDepartment, saveDepartment } from './departments.ts';
import { ensureGroup, readGroups, setGroupMembers } from './groups.ts';
import { keepActors, loadActor } from './load-actor.ts';
import { readManagers } from './managers.ts';
import { createPerson, readPersons, updatePerson } from './persons.ts';
import { grantRole, readRoleGrants, revokeRole } from './role-grants.ts';

let database: TestDatabase;
let people: SalesPeople;
const newId = countingIds(0x500);
const idOf = (who: keyof SalesPeople) => people[who].userId as string;

beforeAll(async () => {
  database = await openTestDatabase();
  people = await createSalesPeople(database.db);
});
afterAll(() => database.close());

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PlatformError);
  return (error as PlatformError).problems[0]?.code ?? '';
}

describe('actors', () => {
  it('know their departments, those below them, and their roles', () => {
    expect(people.ann.departmentsBelow).toEqual(people.ann.departments);
    expect(people.hua.roles).toEqual([{ app: 'sales', role: 'head' }]);
    expect(people.dora.departmentsBelow).toHaveLength(3);
  });

  it('have a role through a group and through the department above', async () => {
    const { db } = database;
    const group = await ensureGroup(db, { key: 'team', title: { en: 'Team', zh: '团队' }, app: 'sales' }, newId);
    await setGroupMembers(db, group, [idOf('cai'), idOf('ann')]);
    await grantRole(db, 'sales', 'helper', { type: 'group', id: group }, newId);
    const company = people.dora.departments[0] as string;
    await grantRole(db, 'sales', 'guest', { type: 'department', id: company }, newId);
    const cai = await loadActor(db, idOf('cai'));
    expect(cai?.roles.map(({ role }) => role).sort()).toEqual(['guest', 'helper', 'seller']);
    expect(cai?.groups).toEqual(['team']);
    expect((await readRoleGrants(db, 'sales', 'helper')).map(({ holder }) => holder.title)).toEqual(['Team']);
    await revokeRole(db, 'sales', 'guest', { type: 'department', id: company });
    expect((await loadActor(db, idOf('bob')))?.roles.map(({ role }) => role)).toEqual(['seller']);
  });

  it('are nobody when unknown or no longer active', async () => {
    const id = await createPerson(database.db, { name: 'Gone', isActive: false }, { newId, now: new Date() });
    expect(await loadActor(database.db, id)).toBeNull();
    expect(await loadActor(database.db, newId())).toBeNull();
  });

  it('are kept until told to forget', async () => {
    const kept = keepActors(database.db);
    const first = await kept.actor(idOf('bob'));
    await updatePerson(database.db, idOf('bob'), { name: 'Robert' });
    expect(await kept.actor(idOf('bob'))).toBe(first);
    kept.forget();
    expect((await kept.actor(idOf('bob')))?.name).toBe('Robert');
  });
});

describe('the manager of a person', () => {
  it('is his own manager, else the head of the department, else of the one above; never himself', async () => {
    const managers = await readManagers(
      database.db,
      Object.values(people).map((actor) => (actor as SalesPeople['ann']).userId as string),
    );
    expect(managers.get(idOf('bob'))).toBe(idOf('ann'));
    expect(managers.get(idOf('ann'))).toBe(idOf('hua'));
    expect(managers.get(idOf('cai'))).toBe(idOf('dora'));
    expect(managers.get(idOf('hua'))).toBe(idOf('dora'));
    expect(managers.has(idOf('dora'))).toBe(false);
  });

  it('is an active person', async () => {
    await updatePerson(database.db, idOf('hua'), { isActive: false });
    expect((await readManagers(database.db, [idOf('ann')])).get(idOf('ann'))).toBe(idOf('dora'));
    await updatePerson(database.db, idOf('hua'), { isActive: true });
  });
});

describe('wrong changes', () => {
  it('are refused with their problem', async () => {
    const { db } = database;
    const now = new Date();
    expect(await codeOf(createPerson(db, { name: ' ' }, { newId, now }))).toBe('PERSON_INVALID');
    expect(await codeOf(createPerson(db, { name: 'X', email: 'ANN@example.com' }, { newId, now }))).toBe(
      'PERSON_EMAIL_TAKEN',
    );
    expect(await codeOf(updatePerson(db, newId(), { name: 'X' }))).toBe('PERSON_UNKNOWN');
    expect(await codeOf(updatePerson(db, idOf('dora'), { isAdministrator: false }))).toBe('PERSON_LAST_ADMINISTRATOR');
    const [company, north] = [people.dora.departments[0] as string, people.hua.departments[0] as string];
    expect(await codeOf(saveDepartment(db, { id: company, title: 'C', parent: north, head: null }, newId))).toBe(
      'DEPARTMENT_LOOP',
    );
    expect(await codeOf(saveDepartment(db, { title: 'C', parent: newId(), head: null }, newId))).toBe(
      'DEPARTMENT_UNKNOWN',
    );
    expect(await codeOf(removeDepartment(db, company))).toBe('DEPARTMENT_NOT_EMPTY');
    expect(await codeOf(setGroupMembers(db, newId(), []))).toBe('GROUP_UNKNOWN');
    expect(await readDepartments(db)).toHaveLength(3);
  });
});

it('groups keep the turn of their members', async () => {
  const { db } = database;
  const id = await ensureGroup(db, { key: 'turn', title: 'Turn', app: null }, newId);
  expect(await ensureGroup(db, { key: 'turn', title: 'Again', app: null }, newId)).toBe(id);
  await setGroupMembers(db, id, [idOf('cai'), idOf('ann'), idOf('bob')]);
  await setGroupMembers(db, id, [idOf('bob'), idOf('cai')]);
  const [group] = await readGroups(db, { key: 'turn' });
  expect(group?.members.map((member) => member.id)).toEqual([idOf('bob'), idOf('cai')]);
});

it('finds people by part of their name, with % and _ meaning themselves', async () => {
  expect((await readPersons(database.db, { search: 'an' })).map((person) => person.name)).toEqual(['Ann']);
  expect(await readPersons(database.db, { search: '%' })).toEqual([]);
});

import type { Kysely } from 'kysely';
import type { Actor } from '../actor.ts';
import { saveDepartment } from '../people/departments.ts';
import { loadActor } from '../people/load-actor.ts';
import { createPerson, updatePerson } from '../people/persons.ts';
import { grantRole } from '../people/role-grants.ts';
import { countingIds } from './sales-app.ts';

/**
 * Two departments under one: Ann and Bob sell in the north, Cai in the south. Hua heads the north, Dora is the
 * administrator and heads the company.
 */
export interface SalesPeople {
  readonly dora: Actor;
  readonly hua: Actor;
  readonly ann: Actor;
  readonly bob: Actor;
  readonly cai: Actor;
}

export async function createSalesPeople(db: Kysely<unknown>): Promise<SalesPeople> {
  const newId = countingIds(0xabc000);
  const now = new Date('2026-11-01T00:00:00Z');
  const company = await saveDepartment(db, { title: 'Company', parent: null, head: null }, newId);
  const north = await saveDepartment(db, { title: 'North', parent: company, head: null }, newId);
  const south = await saveDepartment(db, { title: 'South', parent: company, head: null }, newId);
  const person = (name: string, department: string, isAdministrator = false) =>
    createPerson(db, { name, email: `${name.toLowerCase()}@example.com`, department, isAdministrator }, { newId, now });
  const dora = await person('Dora', company, true);
  const hua = await person('Hua', north);
  const ann = await person('Ann', north);
  const bob = await person('Bob', north);
  const cai = await person('Cai', south);
  await saveDepartment(db, { id: north, title: 'North', parent: company, head: hua }, newId);
  await saveDepartment(db, { id: company, title: 'Company', parent: null, head: dora }, newId);
  for (const seller of [ann, bob, cai]) await grantRole(db, 'sales', 'seller', { type: 'person', id: seller }, newId);
  await grantRole(db, 'sales', 'head', { type: 'person', id: hua }, newId);
  await updatePerson(db, bob, { manager: ann });
  const actor = async (id: string) => (await loadActor(db, id)) as Actor;
  return {
    dora: await actor(dora),
    hua: await actor(hua),
    ann: await actor(ann),
    bob: await actor(bob),
    cai: await actor(cai),
  };
}

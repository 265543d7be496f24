import { modelForm, planTable, stepSql } from '@tangram/forms';
import {
  type Actor,
  type Catalog,
  type Courier,
  createOutbox,
  createRecords,
  createPerson,
  ensureGroup,
  grantRole,
  loadActor,
  type Outbox,
  type Records,
  setGroupMembers,
  type Workspace,
} from '@tangram/records';
import type { AppModel, FlowDefinition, FormDefinition } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { Dispatcher } from '../execute/parts.ts';
import { createFlows, type Flows } from '../flows.ts';
import { leadDefinition } from './lead-flows.ts';

const workspace: Workspace = { zone: 'Asia/Shanghai', weekStart: 1, language: 'zh', currency: 'CNY' };

/** An application with the form of the tests and these flows, as a publish would hand it out. */
export function leadCatalog(
  flows: { readonly [key: string]: FlowDefinition },
  version = '1',
  lead: FormDefinition = leadDefinition,
): Catalog {
  const form = modelForm('crm', 'lead', lead, () => undefined);
  const app: AppModel = {
    app: { key: 'crm', title: 'CRM', version: '1.0.0', menu: [], groups: [{ key: 'sales', title: '销售组' }] },
    forms: new Map([['lead', lead]]),
    roles: new Map([
      ['sales_manager', { title: '销售主管', forms: { lead: { operations: ['read', 'update'], scope: 'all' } } }],
    ]),
    rules: new Map(),
    flows: new Map(Object.entries(flows)),
    reports: new Map(),
    dashboards: new Map(),
  };
  return {
    form: (appKey, key) => (appKey === 'crm' && key === 'lead' ? form : undefined),
    app: (key) => (key === 'crm' ? app : undefined),
    apps: () => [app],
    workspace,
    version,
  };
}

/** The form's table in an empty database. */
export async function createLeadTable(db: Kysely<unknown>, catalog: Catalog): Promise<void> {
  const form = catalog.form('crm', 'lead');
  if (form === undefined) throw new Error('The catalog has no leads.');
  await sql`create schema crm`.execute(db);
  for (const step of planTable(null, form).steps) {
    for (const statement of stepSql(step)) await sql.raw(statement).execute(db);
  }
}

export interface Team {
  /** Sells; reports to wang. */
  readonly li: Actor;
  /** Manages sales, as does zhao. */
  readonly wang: Actor;
  readonly zhao: Actor;
  readonly administrator: Actor;
}

/** Li sells and reports to Wang; Wang and Zhao hold the role sales_manager; Li is in the group sales. */
export async function createTeam(db: Kysely<unknown>, newId: () => string): Promise<Team> {
  const make = async (name: string, more: { manager?: string; isAdministrator?: boolean } = {}) =>
    createPerson(db, { name, email: null, ...more }, { newId, now: new Date('2026-01-01T00:00:00Z') });
  const wang = await make('王经理');
  const zhao = await make('赵经理');
  const li = await make('李四', { manager: wang });
  const administrator = await make('管理员', { isAdministrator: true });
  for (const person of [wang, zhao]) await grantRole(db, 'crm', 'sales_manager', { type: 'person', id: person }, newId);
  await setGroupMembers(db, await ensureGroup(db, { key: 'sales', title: '销售组', app: 'crm' }, newId), [li]);
  const actor = async (id: string) => (await loadActor(db, id)) as Actor;
  return {
    li: await actor(li),
    wang: await actor(wang),
    zhao: await actor(zhao),
    administrator: await actor(administrator),
  };
}

export interface LeadEngines {
  readonly flows: Flows;
  readonly records: Records;
  readonly outbox: Outbox;
}

/** Flows and records over one database, wired as the server wires them. */
export function leadEngines(parts: {
  readonly db: Kysely<unknown>;
  readonly catalog: () => Catalog;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly effects: { readonly [effect: string]: Courier };
  readonly dispatcher?: Dispatcher;
}): LeadEngines {
  const clock = { now: parts.now };
  const silent: Dispatcher = { wake: async () => {}, committed: () => {} };
  const outbox = createOutbox({
    db: parts.db,
    clock,
    newId: parts.newId,
    couriers: () => parts.effects,
    failed: (trx, delivery, problem) => flows.effectFailed(trx, delivery, problem),
  });
  const flows: Flows = createFlows({
    db: parts.db,
    catalog: parts.catalog,
    records: () => records,
    clock,
    newId: parts.newId,
    dispatcher: parts.dispatcher ?? silent,
    inboxChanged: () => {},
    outbox,
  });
  const records = createRecords({
    db: parts.db,
    catalog: parts.catalog,
    clock,
    newId: parts.newId,
    hooks: [flows.hooks],
  });
  return { flows, records, outbox };
}

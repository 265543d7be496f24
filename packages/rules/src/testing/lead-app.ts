import { type FormModel, inRunningOrder, modelForm, planTable, stepSql } from '@tangram/forms';
import {
  type Actor,
  type Catalog,
  createPerson,
  createRecords,
  ensureGroup,
  type NewDelivery,
  type Records,
  setGroupMembers,
  systemActor,
  type Workspace,
} from '@tangram/records';
import type {
  AppModel,
  FieldDefinition,
  FieldSchema,
  FormDefinition,
  JsonObject,
  RoleDefinition,
  RuleDefinition,
} from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { createRules, type Rules } from '../create-rules.ts';
import type { FlowStarter, Message, NewTask } from '../surroundings.ts';

/** An application `crm` of two forms, leads and accounts, for the tests of this package. */
export function leadCatalog(
  rules: { readonly [key: string]: RuleDefinition } = {},
  changes: Partial<Workspace> = {},
): Catalog {
  const definitions: { readonly [form: string]: FormDefinition } = { account, lead };
  const models = new Map<string, FormModel>();
  const form = (app: string, key: string): FormModel | undefined => {
    const definition = app === 'crm' ? definitions[key] : undefined;
    if (definition === undefined) return undefined;
    const known = models.get(key) ?? modelForm('crm', key, definition, form, () => Object.keys(definitions));
    models.set(key, known);
    return known;
  };
  const model: AppModel = {
    app: { key: 'crm', title: 'CRM', version: '1.0.0', menu: [], groups: [{ key: 'sales_a', title: '销售A组' }] },
    forms: new Map(Object.entries(definitions)),
    roles: new Map([
      [
        'clerk',
        {
          title: 'Clerk',
          forms: {
            lead: { operations: ['read'], scope: 'all', fields: { amount: 'hidden' } },
            account: { operations: ['read'], scope: 'all' },
          },
        },
      ],
      ...['seller', 'manager'].map((role): [string, RoleDefinition] => [
        role,
        { title: role, forms: { lead: { operations: ['read', 'update'], scope: 'all' } } },
      ]),
      ['keeper', { title: 'Keeper', forms: { lead: { operations: ['read', 'update'], scope: 'own' } } }],
      ['typist', { title: 'Typist', forms: { lead: { operations: ['read', 'create'], scope: 'own' } } }],
    ]),
    rules: new Map(Object.entries(rules)),
    flows: new Map(),
    reports: new Map(),
    dashboards: new Map(),
  };
  const workspace = { zone: 'Asia/Shanghai', weekStart: 1, language: 'en', currency: 'CNY', ...changes } as const;
  return { form, app: (key) => (key === 'crm' ? model : undefined), apps: () => [model], workspace, version: '7' };
}

export interface LeadEngines {
  readonly records: Records;
  readonly rules: Rules;
  readonly told: Message[];
  readonly started: Started[];
  /** What was ordered through the outbox. */
  readonly sent: NewDelivery[];
  readonly catalog: Catalog;
}

/** What rules asked of the engine of flows. */
export type Started = { readonly records: readonly string[] } & (
  | { readonly flow: string }
  | { readonly task: NewTask }
);

/** The engines of one process over `db`, with these rules published. `told` collects the messages. Time stands unless `now` moves it. */
export function leadEngines(
  db: Kysely<unknown>,
  rules: { readonly [key: string]: RuleDefinition },
  newId: () => string,
  now: () => Date = () => new Date('2026-11-22T08:00:00Z'),
  workspace: Partial<Workspace> = {},
): LeadEngines {
  const started: Started[] = [];
  const catalog = leadCatalog(rules, workspace);
  const told: Message[] = [];
  const clock = { now };
  const notifier = { notify: async (_trx: unknown, message: Message) => void told.push(message) };
  const flows: FlowStarter = {
    async start(_, cause, flow) {
      started.push({ flow, records: cause.records });
      return null;
    },
    async createTask(_, cause, task) {
      started.push({ task, records: cause.records });
    },
  };
  const sent: NewDelivery[] = [];
  const outbox = {
    enqueue: async (_trx: unknown, deliveries: readonly NewDelivery[]) => void sent.push(...deliveries),
  };
  const engine = createRules({
    db,
    catalog: () => catalog,
    clock,
    notifier,
    flows,
    outbox,
    connectionTitle: async () => null,
  });
  const records = createRecords({ db, catalog: () => catalog, clock, newId, hooks: [engine.hooks] });
  return { records, rules: engine, told, started, sent, catalog };
}

export async function createLeadTables(db: Kysely<unknown>): Promise<void> {
  const catalog = leadCatalog();
  const plans = ['account', 'lead'].map((key) => planTable(null, catalog.form('crm', key) as FormModel));
  for (const step of inRunningOrder(plans)) for (const text of stepSql(step)) await sql.raw(text).execute(db);
}

/** People by name, in the order of their turns in group `sales_a`; the first one is the manager of all others. */
export async function createSalesGroup(
  db: Kysely<unknown>,
  names: readonly string[],
  newId: () => string,
): Promise<ReadonlyMap<string, string>> {
  const now = new Date('2026-11-01T00:00:00Z');
  const ids = new Map<string, string>();
  for (const name of names) {
    const manager = [...ids.values()][0];
    const email = `${name.toLowerCase()}@example.com`;
    ids.set(
      name,
      await createPerson(
        db,
        { name, email, ...(manager === undefined ? { isAdministrator: true } : { manager }) },
        { newId, now },
      ),
    );
  }
  const group = await ensureGroup(db, { key: 'sales_a', title: '销售A组', app: 'crm' }, newId);
  await setGroupMembers(db, group, [...ids.values()]);
  return ids;
}

export const system = systemActor();

export function person(id: string, name: string, roles: Actor['roles'] = []): Actor {
  return { ...systemActor('person', { name }), userId: id, isAdministrator: roles.length === 0, roles };
}

export function countingIds(start: number): () => string {
  let count = start;
  return () => `00000000-0000-7000-8000-${(++count).toString(16).padStart(12, '0')}`;
}

const field = (type: string, more: Partial<FieldDefinition> = {}): FieldSchema => ({
  field: { type, title: more.title ?? type, ...more },
});
const options = (...values: string[]): JsonObject => ({ options: values.map((value) => ({ value, title: value })) });

const account: FormDefinition = {
  type: 'object',
  required: ['name'],
  properties: {
    name: field('text', { title: 'Name' }),
    sector: field('select', { title: 'Sector', settings: options('retail', 'medical') }),
    parent: field('reference', { title: 'Parent', settings: { form: 'account' } }),
    rank: field('number', { title: 'Rank' }),
  },
  form: { title: 'Account', titleField: 'name', layout: [] },
};

const lead: FormDefinition = {
  type: 'object',
  required: ['name'],
  properties: {
    name: field('text', { title: { en: 'Customer', zh: '客户名称' } }),
    source: field('select', {
      title: { en: 'Source', zh: '客户来源' },
      settings: options('官网', '展会', '老客户介绍'),
    }),
    stage: field('select', {
      title: { en: 'Stage', zh: '跟进阶段' },
      settings: options('新线索', '初步沟通', '方案报价'),
    }),
    industry: field('select', { title: 'Industry', settings: options('manufacturing', 'retail') }),
    region: field('select', { title: 'Region', settings: options('east', 'north', 'abroad') }),
    job: field('text', { title: 'Job' }),
    visits: field('number', { title: 'Visits' }),
    amount: field('money', { title: 'Amount', settings: { currency: 'CNY', digits: 2 } }),
    doubled: field('number', { title: 'Doubled', formula: 'amount * 2' }),
    score: field('number', { title: { en: 'Score', zh: '评分' } }),
    tags: field('multi-select', { title: { en: 'Tags', zh: '标签' }, settings: { ...options('VIP'), isOpen: true } }),
    grade: field('select', { title: 'Grade', settings: options('A', 'B') }),
    due: field('date', { title: 'Due' }),
    note: field('text', { title: 'Note' }),
    salesperson: field('member', { title: { en: 'Salesperson', zh: '销售人员' } }),
    account: field('reference', { title: 'Account', settings: { form: 'account' } }),
  },
  form: { title: { en: 'Lead', zh: '线索' }, titleField: 'name', layout: [] },
};

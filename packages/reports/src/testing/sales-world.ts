import { type FormModel, inRunningOrder, modelForm, planTable, stepSql } from '@tangram/forms';
import type { Actor, Catalog, Workspace } from '@tangram/records';
import type {
  AppModel,
  FieldDefinition,
  FieldSchema,
  FormDefinition,
  JsonValue,
  ReportDefinition,
  RoleDefinition,
} from '@tangram/schema';
import { type Kysely, sql } from 'kysely';

/** A small company for the tests of this package: every number of an answer can be checked by hand. */
export interface SalesWorld {
  readonly catalog: Catalog;
  /** The same definitions in another zone or week. */
  catalogWith(workspace: Partial<Workspace>): Catalog;
}

const people = { u1: 1, u2: 2 } as const;

/** `id(11)` is the record or person number 11. */
export function id(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export const admin: Actor = actor('admin', { isAdministrator: true });
/** Sees his own deals, and customers of the region N. */
export const seller: Actor = actor('u1', { userId: id(people.u1), roles: [{ app: 'sales', role: 'seller' }] });
export const stranger: Actor = actor('nobody', { userId: id(9), roles: [] });

export async function openSalesWorld(
  db: Kysely<unknown>,
  more: { reports?: { [key: string]: ReportDefinition } } = {},
): Promise<SalesWorld> {
  const catalogWith = (changes: Partial<Workspace>) => makeCatalog({ ...workspace, ...changes }, more.reports ?? {});
  const catalog = catalogWith({});
  const plans = Object.keys(forms).map((key) => planTable(null, catalog.form('sales', key) as FormModel));
  for (const step of inRunningOrder(plans)) for (const text of stepSql(step)) await sql.raw(text).execute(db);
  for (const [name, number] of Object.entries(people)) {
    await sql`insert into tangram.person (id, name, email) values (${id(number)}, ${name}, ${`${name}@example.com`})`.execute(
      db,
    );
  }
  await insertRows(db, 'customer', ['name', 'segment', 'region'], customers);
  await insertRows(db, 'deal', ['customer', 'amount', 'stage', 'owner', 'tags'], deals);
  return { catalog, catalogWith };
}

/** Each row is `[number, ...values]`; references are numbers too, dates of making are the clock's of the test. */
export async function insertRows(
  db: Kysely<unknown>,
  form: string,
  fields: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  for (const [number, ...values] of rows) {
    const system = sql`${id(number as number)}, '2026-01-01', '2026-01-01'`;
    const own = values.map(
      (value, at) => sql`${isReference(fields[at] as string) && value !== null ? id(value as number) : value}`,
    );
    await sql`insert into ${sql.id('sales', form)} (id, created_at, updated_at, ${sql.join(fields.map((field) => sql.id(field)))}) values (${system}, ${sql.join(own)})`.execute(
      db,
    );
  }
}

type Row = readonly (JsonValue | readonly string[])[];

function isReference(field: string): boolean {
  return field === 'customer' || field === 'owner';
}

const customers: readonly Row[] = [
  [101, 'Acme', 'Ent', 'N'],
  [102, 'Bolt', 'SMB', 'N'],
  [103, 'Cora', 'SMB', null],
  [104, 'Dune', 'Ent', 'S'],
];

const deals: readonly Row[] = [
  [11, 101, 100, 'won', people.u1, ['x', 'y']],
  [12, 101, 50, 'lost', people.u2, ['y']],
  [13, 102, 30, 'won', people.u2, []],
  [14, 103, 20, 'open', people.u1, null],
  [15, null, 7, 'open', people.u2, ['x']],
];

const workspace: Workspace = { zone: 'Asia/Shanghai', weekStart: 1, language: 'en', currency: 'CNY' };

const field = (type: string, title: string, more: Partial<FieldDefinition> = {}): FieldSchema => ({
  field: { type, title, ...more },
});
const options = (...values: string[]) => ({
  settings: { options: values.map((value) => ({ value, title: value.toUpperCase() })) },
});
const form = (title: string, properties: { [key: string]: FieldSchema }): FormDefinition => ({
  type: 'object',
  properties,
  form: { title, layout: [] },
});

const forms: { readonly [key: string]: FormDefinition } = {
  customer: form('Customer', {
    name: field('text', 'Name'),
    segment: field('text', 'Segment'),
    region: field('text', 'Region'),
  }),
  deal: form('Deal', {
    customer: field('reference', 'Customer', { settings: { form: 'customer' } }),
    amount: field('money', 'Amount', { settings: { currency: 'CNY', digits: 2 } }),
    // The order of the choices is neither that of the alphabet nor that of the records.
    stage: field('select', 'Stage', options('open', 'won', 'lost')),
    tags: field('multi-select', 'Tags', options('y', 'x')),
    cost: field('number', 'Cost'),
    closed: field('date', 'Closed'),
    happened: field('date-time', 'Happened'),
    active: field('boolean', 'Active'),
    note: field('textarea', 'Note'),
    files: field('attachment', 'Files'),
  }),
};

const roles: { readonly [key: string]: RoleDefinition } = {
  seller: {
    title: 'Seller',
    forms: {
      deal: { operations: ['read'], scope: 'own', fields: { cost: 'hidden' } },
      customer: { operations: ['read'], scope: { condition: 'region = "N"' }, fields: { segment: 'masked' } },
    },
    dashboards: ['open_to_sellers'],
  },
};

/** The definitions alone, for what needs no database. */
export function makeCatalog(
  settings: Workspace = workspace,
  reports: { readonly [key: string]: ReportDefinition } = {},
): Catalog {
  const models = new Map<string, FormModel>();
  const lookup = (app: string, key: string): FormModel | undefined => {
    const definition = app === 'sales' ? forms[key] : undefined;
    if (definition === undefined) return undefined;
    const known = models.get(key) ?? modelForm('sales', key, definition, lookup, () => Object.keys(forms));
    models.set(key, known);
    return known;
  };
  const app: AppModel = {
    app: { key: 'sales', title: 'Sales', version: '1.0.0', menu: [] },
    forms: new Map(Object.entries(forms)),
    roles: new Map(Object.entries(roles)),
    rules: new Map(),
    flows: new Map(),
    reports: new Map(Object.entries(reports)),
    dashboards: new Map(),
  };
  return {
    form: lookup,
    app: (key) => (key === 'sales' ? app : undefined),
    apps: () => [app],
    workspace: settings,
    version: '1',
  };
}

function actor(name: string, more: Partial<Actor>): Actor {
  return {
    userId: null,
    name,
    channel: 'person',
    isAdministrator: false,
    roles: [],
    departments: [],
    departmentsBelow: [],
    groups: [],
    ...more,
  };
}

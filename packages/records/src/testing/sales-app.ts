import { type FormModel, inRunningOrder, modelForm, planTable, stepSql } from '@tangram/forms';
import type {
  AppModel,
  FieldDefinition,
  FieldSchema,
  FormDefinition,
  FormSettings,
  JsonObject,
  RoleDefinition,
} from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { Catalog, Workspace } from '../catalog.ts';

/** An application of two forms for the tests of this package: leads that belong to accounts, two roles. */
export function salesCatalog(
  changes: { readonly lead?: FormDefinition; readonly roles?: { readonly [key: string]: RoleDefinition } } = {},
): Catalog {
  const definitions: { readonly [form: string]: FormDefinition } = { account, lead: changes.lead ?? lead };
  const models = new Map<string, FormModel>();
  const form = (app: string, key: string): FormModel | undefined => {
    const definition = app === 'sales' ? definitions[key] : undefined;
    if (definition === undefined) return undefined;
    const known = models.get(key) ?? modelForm('sales', key, definition, form, () => Object.keys(definitions));
    models.set(key, known);
    return known;
  };
  const model: AppModel = {
    app: { key: 'sales', title: 'Sales', version: '1.0.0', menu: [] },
    forms: new Map(Object.entries(definitions)),
    roles: new Map(Object.entries(changes.roles ?? roles)),
    rules: new Map(),
    flows: new Map(),
    reports: new Map(),
    dashboards: new Map(),
  };
  return { form, app: (key) => (key === 'sales' ? model : undefined), apps: () => [model], workspace, version: '1' };
}

export async function createTables(db: Kysely<unknown>, catalog: Catalog): Promise<void> {
  const plans = [...(catalog.app('sales')?.forms.keys() ?? [])].map((key) =>
    planTable(null, catalog.form('sales', key) as FormModel),
  );
  for (const step of inRunningOrder(plans)) {
    for (const text of stepSql(step)) await sql.raw(text).execute(db);
  }
}

/** Ids in order of time that a test can tell apart: `00000000-0000-7000-8000-00000000002a`. */
export function countingIds(start = 0): () => string {
  let count = start;
  return () => `00000000-0000-7000-8000-${(++count).toString(16).padStart(12, '0')}`;
}

export function fieldOf(type: string, more: Partial<FieldDefinition> = {}): FieldSchema {
  return { field: { type, title: more.title ?? type, ...more } };
}

export function formOf(
  properties: { readonly [key: string]: FieldSchema },
  more: { readonly required?: readonly string[]; readonly form?: Partial<FormSettings> } = {},
): FormDefinition {
  return {
    type: 'object',
    properties,
    ...(more.required === undefined ? {} : { required: more.required }),
    form: { title: 'Form', layout: [], ...more.form },
  };
}

const workspace: Workspace = { zone: 'Asia/Shanghai', weekStart: 1, language: 'en', currency: 'CNY' };

const options = (...values: string[]): JsonObject => ({ options: values.map((value) => ({ value, title: value })) });

const account = formOf(
  {
    name: fieldOf('text', { title: 'Name' }),
    sector: fieldOf('select', { title: 'Sector', settings: options('retail', 'medical') }),
    parent: fieldOf('reference', { title: { en: 'Parent', zh: '上级' }, settings: { form: 'account' } }),
    secret: fieldOf('text', { title: 'Secret' }),
  },
  { required: ['name'], form: { title: 'Account', titleField: 'name' } },
);

export const lead = formOf(
  {
    name: fieldOf('text', { title: 'Name' }),
    number: fieldOf('auto-number', { title: 'Number' }),
    stage: fieldOf('select', {
      title: '跟进阶段',
      settings: options('新线索', '方案报价', '流失客户'),
      default: '"新线索"',
    }),
    reason: fieldOf('text', { title: 'Reason' }),
    amount: fieldOf('number', { title: 'Amount' }),
    chance: fieldOf('number', { title: 'Chance', default: '0.5' }),
    weighted: fieldOf('number', { title: 'Weighted', formula: 'amount * chance' }),
    segment: fieldOf('text', { title: 'Segment', formula: 'account.sector' }),
    email: fieldOf('email', { title: 'E-mail', unique: true }),
    phone: fieldOf('mobile', { title: 'Phone' }),
    tags: fieldOf('multi-select', { title: 'Tags', settings: options('vip', 'late', '重点') }),
    due: fieldOf('date', { title: 'Due' }),
    seen: fieldOf('date-time', { title: 'Seen' }),
    open: fieldOf('boolean', { title: 'Open' }),
    account: fieldOf('reference', { title: 'Account', settings: { form: 'account' } }),
    rep: fieldOf('member', { title: 'Representative' }),
    files: fieldOf('attachment', { title: 'Files' }),
  },
  {
    required: ['name'],
    form: {
      title: 'Lead',
      titleField: 'name',
      conditions: [
        { effect: 'require', when: 'stage = "流失客户"', fields: ['reason'] },
        { effect: 'read-only', when: 'stage = "流失客户"', fields: ['amount'] },
      ],
      public: { enabled: true, fields: ['name', 'phone'] },
    },
  },
);

const roles: { readonly [key: string]: RoleDefinition } = {
  /** Own leads only; the amount hidden, the telephone masked; accounts of the retail sector. */
  seller: {
    title: 'Seller',
    forms: {
      lead: {
        operations: ['read', 'create', 'update', 'import'],
        scope: 'own',
        fields: { amount: 'hidden', weighted: 'hidden', phone: 'masked', rep: 'read' },
      },
      account: { operations: ['read'], scope: { condition: 'sector = "retail"' }, fields: { secret: 'hidden' } },
    },
  },
  /** Everything of the department and below. */
  head: {
    title: 'Head',
    forms: {
      lead: { operations: ['read', 'create', 'update', 'delete', 'import', 'export'], scope: 'department' },
      account: { operations: ['read'], scope: 'all' },
    },
  },
};

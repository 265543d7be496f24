import { modelForm, planTable, stepSql } from '@tangram/forms';
import { type Catalog, createRecords, type Records } from '@tangram/records';
import { createRules, type Rules } from '@tangram/rules';
import type { AppModel, FormDefinition, RuleDefinition } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';

const lead: FormDefinition = {
  type: 'object',
  properties: {
    name: { field: { type: 'text', title: 'Name' } },
    touched: { field: { type: 'number', title: 'Touched' } },
    due: { field: { type: 'date', title: 'Due' } },
    parent: { field: { type: 'reference', title: 'Parent', settings: { form: 'lead' } } },
  },
  form: { title: 'Lead', titleField: 'name', layout: [] },
};

const rule = (more: object): RuleDefinition =>
  ({ type: 'event', title: 'Rule', form: 'lead', enabled: true, ...more }) as RuleDefinition;
const points = (n: number) => ({ type: 'add-points', settings: { field: 'touched', points: n } });

/** A date, silence and a schedule, each adding its own points, so that one done twice or not at all is seen. */
const rules = new Map<string, RuleDefinition>([
  ['date', rule({ when: { type: 'date', field: 'due' }, if: 'parent = null', actions: [points(1)] })],
  [
    'silence',
    rule({
      when: { type: 'idle', days: 1, fields: ['name'] },
      if: 'parent = null',
      actions: [
        points(100),
        {
          type: 'create-record',
          settings: { form: 'lead', link: 'parent', fields: [{ field: 'name', value: '"child of " + name' }] },
        },
      ],
    }),
  ],
  ['schedule', rule({ when: { type: 'schedule', cron: '0 0 1 1 *' }, if: 'parent = null', actions: [points(10_000)] })],
]);

/** What every lead has been touched by in the end. */
export const touchedOnce = 10_101;

const form = modelForm('crash', 'lead', lead, (app, key) => (app === 'crash' && key === 'lead' ? form : undefined));
const app: AppModel = {
  app: { key: 'crash', title: 'Crash', version: '1.0.0', menu: [] },
  forms: new Map([['lead', lead]]),
  roles: new Map(),
  rules,
  flows: new Map(),
  reports: new Map(),
  dashboards: new Map(),
};
const catalog: Catalog = {
  form: (appKey, key) => (appKey === 'crash' && key === 'lead' ? form : undefined),
  app: (key) => (key === 'crash' ? app : undefined),
  apps: () => [app],
  workspace: { zone: 'UTC', weekStart: 1, language: 'en', currency: 'CNY' },
  version: '1',
};

export async function createRuleTables(db: Kysely<unknown>): Promise<void> {
  for (const step of planTable(null, form).steps) for (const text of stepSql(step)) await sql.raw(text).execute(db);
}

export function ruleEngines(
  db: Kysely<unknown>,
  now: () => Date,
): { readonly records: Records; readonly rules: Rules } {
  const clock = { now };
  const engine = createRules({
    db,
    catalog: () => catalog,
    clock,
    notifier: { notify: async () => {} },
    flows: { start: async () => null, createTask: async () => {} },
    outbox: { enqueue: async () => {} },
    connectionTitle: async () => null,
  });
  const records = createRecords({
    db,
    catalog: () => catalog,
    clock,
    newId: () => crypto.randomUUID(),
    hooks: [engine.hooks],
  });
  return { records, rules: engine };
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type FormModel, inRunningOrder, modelForm, planTable, stepSql } from '@tangram/forms';
import { type Catalog, createRecords, systemActor } from '@tangram/records';
import { createReports, drillFilter, type Reports } from '@tangram/reports';
import type { AppModel, FormDefinition, JsonValue, RecordValues, ReportQuery } from '@tangram/schema';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The public sales data of a hardware seller: 8,800 opportunities with accounts, products and sales teams. Its files stay
// beside the repository, so these tests run where they are.
const folder = path.join(import.meta.dirname, '../../../shared/data/maven-crm');
const isThere = existsSync(path.join(folder, 'sales_pipeline.csv'));
if (!isThere) process.stdout.write(`The Maven data is not at ${folder}: its report tests are left out.\n`);

const actor = systemActor('system');
const clock = { now: () => new Date('2026-11-22T06:00:00Z') };

describe.runIf(isThere)('the Maven sales data', () => {
  let database: TestDatabase;
  let reports: Reports;
  let countRecords: (filter: string) => Promise<number>;

  beforeAll(async () => {
    database = await openTestDatabase();
    const catalog = mavenCatalog();
    await createTables(database, catalog);
    let ids = 0;
    const newId = () => `00000000-0000-7000-8000-${(++ids).toString(16).padStart(12, '0')}`;
    const records = createRecords({ db: database.db, catalog: () => catalog, clock, newId, hooks: [] });
    const load = async (form: string, rows: readonly RecordValues[]) => {
      const outcomes = await records.writeMany(actor, {
        app: 'maven',
        form,
        rows: rows.map((values) => ({ kind: 'create', values })),
      });
      expect(outcomes.filter((outcome) => !outcome.saved)).toEqual([]);
      return outcomes.map((outcome) => outcome.id as string);
    };
    const named = async (form: string, file: string, key: string, fields: readonly string[]) => {
      const rows = readCsv(file);
      const made = await load(
        form,
        rows.map((row) => pick(row, fields)),
      );
      return new Map(rows.map((row, at) => [row[key] as string, made[at] as string]));
    };
    const accounts = await named('account', 'accounts.csv', 'account', ['account', 'sector']);
    const products = await named('product', 'products.csv', 'product', ['product', 'series', 'sales_price']);
    const agents = await named('agent', 'sales_teams.csv', 'sales_agent', [
      'sales_agent',
      'manager',
      'regional_office',
    ]);
    await load(
      'deal',
      readCsv('sales_pipeline.csv').map((row) => ({
        ...pick(row, ['opportunity_id', 'deal_stage', 'engage_date', 'close_date', 'close_value']),
        account: accounts.get(row['account'] as string) ?? null,
        agent: agents.get(row['sales_agent'] as string) ?? null,
        // The pipeline writes this one product without its space.
        product: products.get((row['product'] as string).replace('GTXPro', 'GTX Pro')) ?? null,
      })),
    );
    reports = createReports({ db: database.db, catalog: () => catalog, clock });
    countRecords = (filter) => records.count(actor, { app: 'maven', form: 'deal', filter });
  }, 120_000);
  afterAll(() => database.close());

  const won = { key: 'won', aggregate: 'count', filter: 'deal_stage = "Won"' } as const;
  const lost = { key: 'lost', aggregate: 'count', filter: 'deal_stage = "Lost"' } as const;
  const deals = { key: 'deals', aggregate: 'count' } as const;
  const revenue = { key: 'revenue', aggregate: 'sum', of: 'close_value', filter: 'deal_stage = "Won"' } as const;
  const winRate = { key: 'win_rate', expression: 'won / (won + lost)' };
  const ask = (query: Partial<ReportQuery>) =>
    reports.query(actor, 'maven', { form: 'deal', measures: [deals], ...query });

  it('says won 4,238, lost 2,473, win rate 0.6315, revenue 10,005,534', async () => {
    const { rows } = await ask({ measures: [won, lost, revenue], calculations: [winRate] });
    expect(rows).toEqual([{ won: 4238, lost: 2473, revenue: 10_005_534, win_rate: 0.631500521532 }]);
  });

  it('stands in its stages in the order of the sale', async () => {
    const { rows } = await ask({ dimensions: [{ key: 'stage', field: 'deal_stage' }] });
    expect(rows).toEqual([
      { stage: 'Prospecting', deals: 500 },
      { stage: 'Engaging', deals: 1589 },
      { stage: 'Won', deals: 4238 },
      { stage: 'Lost', deals: 2473 },
    ]);
  });

  it('adds up over every dimension, the blank group included', async () => {
    for (const field of [
      'account',
      'account.sector',
      'product.series',
      'product',
      'agent',
      'agent.manager',
      'agent.regional_office',
      'deal_stage',
    ]) {
      const { rows, totals } = await ask({
        dimensions: [{ key: 'd', field }],
        measures: [deals, revenue],
        totals: true,
      });
      expect(totals, field).toEqual({ deals: 8800, revenue: 10_005_534 });
      expect(sumOf(rows, 'deals'), field).toBe(8800);
      expect(sumOf(rows, 'revenue'), field).toBe(10_005_534);
    }
  });

  it('has 1,425 open deals without an account, and drilling finds them', async () => {
    const query: ReportQuery = { form: 'deal', measures: [deals], dimensions: [{ key: 'account', field: 'account' }] };
    const answer = await reports.query(actor, 'maven', query);
    const blank = answer.rows.find((row) => row['account'] === null);
    expect(blank?.['deals']).toBe(1425);
    const drilled = drillFilter(query, answer, blank as { [key: string]: JsonValue });
    expect('filter' in drilled && (await countRecords(drilled.filter))).toBe(1425);
  });

  it('ranks its sellers, with the rest as one group of its own average', async () => {
    const average = { key: 'average', aggregate: 'average', of: 'close_value', filter: 'deal_stage = "Won"' } as const;
    const { rows, totals } = await ask({
      dimensions: [{ key: 'agent', field: 'agent' }],
      measures: [revenue, average],
      top: { count: 3, others: true },
      totals: true,
    });
    expect(rows.map((row) => (row['agent'] as { title?: string }).title)).toEqual([
      'Darcel Schlecht',
      'Vicki Laflamme',
      'Kary Hendrixson',
      undefined,
    ]);
    expect(sumOf(rows, 'revenue')).toBe(10_005_534);
    expect(totals?.['average']).toBe('2360.909391222275');
  });

  it('is cut into quarters by the day of closing, and into months that add up to them', async () => {
    const by = async (grain: 'quarter' | 'month') =>
      (
        await ask({
          dimensions: [{ key: 'closed', field: 'close_date', grain }],
          measures: [revenue],
          filter: 'close_date != null',
        })
      ).rows;
    const quarters = await by('quarter');
    expect(quarters.map((row) => row['closed'])).toEqual(['2017-01-01', '2017-04-01', '2017-07-01', '2017-10-01']);
    const months = await by('month');
    expect(months).toHaveLength(10);
    for (const { closed, revenue: total } of quarters) {
      const inside = months.filter((month) => quarterOf(month['closed'] as string) === quarterOf(closed as string));
      expect(sumOf(inside, 'revenue')).toBe(total);
    }
  });
});

function sumOf(rows: readonly { readonly [key: string]: JsonValue }[], key: string): number {
  return rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);
}

/** All closing dates are in 2017. */
function quarterOf(day: string): number {
  return Math.ceil(Number(day.slice(5, 7)) / 3);
}

type CsvRow = { readonly [column: string]: string };

/** These files quote nothing; they end their lines with CR LF. */
function readCsv(file: string): CsvRow[] {
  const [head, ...lines] = readFileSync(path.join(folder, file), 'utf8').trim().split(/\r?\n/);
  const columns = (head as string).split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [columns[at] as string, cell])));
}

function pick(row: CsvRow, fields: readonly string[]): RecordValues {
  return Object.fromEntries(fields.map((field) => [field, row[field] === '' ? null : (row[field] as string)]));
}

function mavenCatalog(): Catalog {
  const field = (type: string, settings?: { [name: string]: JsonValue }) => ({
    field: { type, title: type, ...(settings === undefined ? {} : { settings }) },
  });
  const form = (title: string, properties: FormDefinition['properties']): FormDefinition => ({
    type: 'object',
    properties,
    form: { title, layout: [] },
  });
  const forms: { readonly [key: string]: FormDefinition } = {
    account: form('Account', { account: field('text'), sector: field('text') }),
    product: form('Product', { product: field('text'), series: field('text'), sales_price: field('number') }),
    agent: form('Agent', { sales_agent: field('text'), manager: field('text'), regional_office: field('text') }),
    deal: form('Deal', {
      opportunity_id: field('text'),
      agent: field('reference', { form: 'agent' }),
      product: field('reference', { form: 'product' }),
      account: field('reference', { form: 'account' }),
      deal_stage: field('select', {
        options: ['Prospecting', 'Engaging', 'Won', 'Lost'].map((value) => ({ value, title: value })),
      }),
      engage_date: field('date'),
      close_date: field('date'),
      close_value: field('money', { currency: 'USD', digits: 2 }),
    }),
  };
  const models = new Map<string, FormModel>();
  const lookup = (app: string, key: string): FormModel | undefined => {
    const definition = app === 'maven' ? forms[key] : undefined;
    if (definition === undefined) return undefined;
    const known = models.get(key) ?? modelForm('maven', key, definition, lookup);
    models.set(key, known);
    return known;
  };
  const app: AppModel = {
    app: { key: 'maven', title: 'Maven', version: '1.0.0', menu: [] },
    forms: new Map(Object.entries(forms)),
    roles: new Map(),
    rules: new Map(),
    flows: new Map(),
    reports: new Map(),
    dashboards: new Map(),
  };
  const workspace = { zone: 'Asia/Shanghai', weekStart: 1, language: 'en', currency: 'USD' } as const;
  return {
    form: lookup,
    app: (key) => (key === 'maven' ? app : undefined),
    apps: () => [app],
    workspace,
    version: '1',
  };
}

async function createTables({ db }: TestDatabase, catalog: Catalog): Promise<void> {
  const keys = [...(catalog.app('maven')?.forms.keys() ?? [])];
  const plans = keys.map((key) => planTable(null, catalog.form('maven', key) as FormModel));
  for (const step of inRunningOrder(plans)) for (const text of stepSql(step)) await sql.raw(text).execute(db);
}

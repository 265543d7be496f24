import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { systemActor } from '@tangram/records';
import { createPlatform, type Platform } from '@tangram/server';
import { openTestPlatform, type TestPerson, type TestPlatform } from '@tangram/tests/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crmSampleData } from './crm-sample-data.ts';

const template = path.join(import.meta.dirname, '../../templates/crm');
const shared = path.join(import.meta.dirname, '../../../shared/data');
const records = '/api/apps/crm/records';

let product: TestPlatform;
let owner: TestPerson;
let ann: TestPerson;
let bob: TestPerson;

beforeAll(async () => {
  product = await openTestPlatform();
  owner = product.owner;
  const manager = await product.person('Mia');
  ann = await product.person('Ann', { manager: manager.id });
  bob = await product.person('Bob', { manager: manager.id });
  const installed = await owner.ask('POST', '/api/templates/crm:install', { sampleData: true });
  expect(installed.json).toMatchObject({ key: 'crm', problems: [] });
  const groups = await owner.ask('GET', '/api/groups');
  const group = groups.json.rows.find((one: { key: string }) => one.key === 'sales_a');
  await owner.ask('PATCH', `/api/groups/${group.id}`, { members: [ann.id, bob.id] });
}, 120_000);
afterAll(() => product.close());

async function count(form: string, filter = 'true'): Promise<number> {
  const query = new URLSearchParams({ filter, count: 'exact', limit: '1' });
  return (await owner.ask('GET', `${records}/${form}?${query}`)).json.count;
}

async function figures(report: string): Promise<readonly { [key: string]: unknown }[]> {
  return (await owner.ask('POST', '/api/apps/crm/query', { report })).json.rows;
}

/** The wizard's way: the file, the map, and the outcome when it is done. */
async function importFile(form: string, source: string, file: string) {
  const plan = JSON.parse(readFileSync(path.join(template, `imports/${source}.${form}.json`), 'utf8')) as object;
  const sent = await owner.ask(
    'POST',
    `/api/apps/crm/import/${form}/files?name=${path.basename(file)}`,
    readFileSync(file),
    {
      'content-type': 'application/octet-stream',
    },
  );
  const begun = await owner.ask('POST', `/api/apps/crm/import/${form}`, { file: sent.json.file, plan });
  expect(begun.status, begun.text).toBe(202);
  for (;;) {
    const { json } = await owner.ask('GET', `/api/apps/crm/import/${form}/${begun.json.id}`);
    if (json.state !== 'running') return json;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('the installed CRM', () => {
  it('holds its sample data, scored by its own rules', async () => {
    for (const [form, rows] of crmSampleData()) expect(await count(form), form).toBe(rows.length);
    expect(await count('lead', 'score = null or grade = null and score >= 0')).toBe(0);
    expect(await count('lead', 'score >= 100 and not(list contains(tags, "MQL"))')).toBe(0);
    expect(await count('lead', 'score >= 100')).toBeGreaterThan(3);
    expect(await count('opportunity', 'stage = "Won" and probability != 1')).toBe(0);
  });

  it('answers every report, and none is empty', async () => {
    const app = (await owner.ask('GET', '/api/apps/crm')).json;
    for (const report of Object.keys(app.reports)) {
      // Until somebody is assigned, nobody can be ranked.
      if (report !== 'salesperson_ranking') expect((await figures(report)).length, report).toBeGreaterThan(0);
    }
  });

  it('takes a website lead from the public form in turn to the sales team, scored, with a reason for each', async () => {
    const made = [];
    for (const name of ['Acme', 'Bolt', 'Corp']) {
      const values = {
        name,
        source: '官网',
        trial_requested: true,
        industry: 'manufacturing',
        seniority: 'director',
        region: 'east_china',
      };
      made.push((await owner.ask('POST', `${records}/lead`, { values })).json);
    }
    expect(made.map((lead) => lead.salesperson.title)).toEqual(['Ann', 'Bob', 'Ann']);
    expect(made[0]).toMatchObject({ score: 100, grade: 'A', stage: '新线索', owner: { title: 'Ann' } });
    expect(new Set(made[0].tags)).toEqual(new Set(['MQL', '华东区', '官网线索', '高意向']));
    const why = (await owner.ask('GET', `${records}/lead/${made[0].id}/explanation`)).json;
    const ran = why.rules
      .filter((rule: { runs: unknown[] }) => rule.runs.length > 0)
      .map((rule: { rule: string }) => rule.rule);
    expect(ran).toEqual(['assign_website_leads', 'tag_high_intent', 'tag_east_china', 'lead_score']);
    expect(why.titles).toEqual({ [owner.id]: 'Owner', [ann.id]: 'Ann' });
    const history = (await owner.ask('GET', `${records}/lead/${made[0].id}/history`)).json;
    expect(JSON.stringify(history)).toContain('官网线索分配给销售A组：客户来源是“官网”');
    const told = (await ann.ask('GET', '/api/notifications')).json.rows;
    expect(told.map((one: { title: { en: string } }) => one.title.en)).toContain('Acme is ready for sales: 100 points');
  });

  it('keeps the turns even when two processes take leads at the same time', async () => {
    const config = { ...product.platform.config, databaseUrl: product.database.url };
    const other = await createPlatform(config, { log: product.platform.log, isServing: false, connections: 5 });
    try {
      const newLead = (platform: Platform, index: number) =>
        platform.records.create(systemActor(), {
          app: 'crm',
          form: 'lead',
          values: { name: `Race ${index}`, source: '官网' },
        });
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => newLead(index % 2 === 0 ? product.platform : other, index)),
      );
    } finally {
      await other.close();
    }
    const races = (seller: TestPerson) =>
      count('lead', `starts with(name, "Race ") and salesperson.id = "${seller.id}"`);
    expect([await races(ann), await races(bob)]).toEqual([20, 20]);
  });

  it('tries a rule over HTTP, for designers only', async () => {
    const sample = { type: 'latest', limit: 200 };
    const tried = (await owner.ask('POST', '/api/apps/crm/rules/tag_east_china/test', { sample })).json;
    expect(tried.records).toHaveLength(200);
    expect(tried.matched).toBeGreaterThan(10);
    expect((await ann.ask('POST', '/api/apps/crm/rules/tag_east_china/test', { sample })).status).toBe(403);
    expect((await owner.ask('POST', '/api/apps/crm/rules/nope/test', { sample })).status).toBe(404);
    expect((await owner.ask('POST', '/api/apps/crm/rules/nope/test', { sample: { type: 'all' } })).status).toBe(400);
  });

  it('shows a salesperson his own leads only, and marketing no amounts', async () => {
    const roles = '/api/apps/crm/roles';
    await owner.ask('PUT', `${roles}/sales/members`, { members: [{ person_id: ann.id }] });
    await owner.ask('PUT', `${roles}/marketing/members`, { members: [{ person_id: bob.id }] });
    const mine = (await ann.ask('GET', `${records}/lead?count=exact`)).json;
    const names = mine.rows.map((lead: { name: string }) => lead.name);
    expect(mine.count).toBe(22);
    expect(names).toEqual(expect.arrayContaining(['Acme', 'Corp']));
    expect(names).not.toContain('Bolt');
    const all = (await bob.ask('GET', `${records}/lead?count=exact&limit=1`)).json;
    expect(all.count).toBe(203);
    expect(all.rows[0]).not.toHaveProperty('amount');
  });

  it('scores a lead by what happens to it, hands it to sales once, and tells every step', async () => {
    const person = { industry: 'manufacturing', seniority: 'director', region: 'northwest', salesperson: ann.id };
    const made = (await owner.ask('POST', `${records}/lead`, { values: { name: 'Steps', ...person } })).json;
    const address = `${records}/lead/${made.id}`;
    const scores = [made.score];
    for (const name of ['website_visit', 'pricing_view', 'whitepaper_download', 'trial_request', 'website_visit']) {
      const event = { form: 'lead', record: { id: made.id }, name };
      expect((await owner.ask('POST', '/api/apps/crm/events', event)).status).toBe(201);
      scores.push((await owner.ask('GET', address)).json.score);
    }
    expect(scores).toEqual([40, 45, 65, 95, 145, 145]);
    expect((await owner.ask('GET', address)).json).toMatchObject({ grade: 'A', tags: ['MQL'] });
    // Out of the band and back: the grade follows, sales are told no second time.
    for (const seniority of [null, 'director']) {
      await owner.ask('PATCH', address, {
        values: { seniority, industry: seniority === null ? null : 'manufacturing' },
      });
    }
    const told = (await ann.ask('GET', '/api/notifications')).json.rows;
    const titles = told.map((one: { title: { en: string } }) => one.title.en);
    expect(titles.filter((title: string) => title.startsWith('Steps'))).toEqual([
      'Steps is ready for sales: 145 points',
    ]);
    const { scores: cards } = (await owner.ask('GET', `${address}/score?limit=3`)).json;
    expect(cards).toHaveLength(1);
    const [{ now, history, next }] = cards;
    expect(now).toMatchObject({ after: 145, band: 'A', nextBand: null });
    expect(now.events[0]).toMatchObject({ event: 'website_visit', points: 5, count: 2 });
    expect(history.map(({ before, after }: { before: number; after: number }) => [before, after])).toEqual([
      [95, 145],
      [145, 95],
      [95, 145],
    ]);
    const older = (await owner.ask('GET', `${address}/score?after=${next}`)).json.scores[0].history;
    expect(older[0]).toMatchObject({ before: 65, after: 95, occasion: 'whitepaper_download' });
    expect(older[0].lines.map(({ key }: { key: string }) => key)).toContain('whitepaper');
    // Whoever may not see the record learns nothing of its score.
    expect(
      (await bob.ask('GET', `${records}/lead/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}/score`)).status,
    ).toBe(404);
    const { recomputation } = (await owner.ask('GET', '/api/apps/crm/rules/lead_score/recomputation')).json;
    expect(recomputation).toMatchObject({ finishedAt: null });
    expect((await ann.ask('GET', '/api/apps/crm/rules/lead_score/recomputation')).status).toBe(403);
  });
});

describe.runIf(existsSync(path.join(shared, 'maven-crm/sales_pipeline.csv')))('the public data', () => {
  it('comes in whole: accounts, products, people and 8,800 opportunities', async () => {
    const before = await figures('sales_results');
    const maven = (file: string) => path.join(shared, 'maven-crm', file);
    expect(await importFile('account', 'maven', maven('accounts.csv'))).toMatchObject({ created: 85, failed: 0 });
    expect(await importFile('product', 'maven', maven('products.csv'))).toMatchObject({ created: 7, failed: 0 });
    expect(await importFile('salesperson', 'maven', maven('sales_teams.csv'))).toMatchObject({
      created: 35,
      failed: 0,
    });
    const start = performance.now();
    expect(await importFile('opportunity', 'maven', maven('sales_pipeline.csv'))).toMatchObject({
      created: 8800,
      failed: 0,
    });
    process.stdout.write(`8,800 opportunities in ${Math.round(performance.now() - start)} ms, rules included\n`);
    const [after] = await figures('sales_results');
    const grown = (key: string) => Number(after?.[key]) - Number(before[0]?.[key]);
    expect([grown('won'), grown('lost'), grown('revenue')]).toEqual([4238, 2473, 10_005_534]);
    expect(await count('account', 'subsidiary_of.name = "Acme Corporation"')).toBe(4);
    expect(await count('opportunity', 'product.name = "GTX Pro"')).toBe(1480);
    expect(await count('opportunity', 'stage = "Engaging" and probability != 0.25')).toBe(0);
    // Once more changes nothing: rows are found by their number.
    expect(await importFile('opportunity', 'maven', maven('sales_pipeline.csv'))).toMatchObject({
      created: 0,
      unchanged: 8800,
      failed: 0,
    });
  }, 120_000);

  it('brings leads in as well', async () => {
    const file = path.join(shared, 'leadforge-leads/lead_scoring_intro_v7.csv');
    expect(await importFile('lead', 'leadforge', file)).toMatchObject({ created: 1000, failed: 0 });
    expect(await count('lead', 'converted = true')).toBe(300);
    expect(await count('lead', 'source = "内容下载" and region = "uk" and score = null')).toBe(0);
  }, 60_000);
});

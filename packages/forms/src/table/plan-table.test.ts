import type { FieldDefinition, FormDefinition } from '@tangram/schema';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldOf, formOf, modelsOf, sources } from '../lead.fixture.ts';
import type { FormModel } from '../model/form-model.ts';
import { inRunningOrder, planTable, type TablePlan } from './plan-table.ts';
import type { TrashedColumn } from './trash-count.ts';
import { findingWords } from './plan-words.ts';
import { stepSql } from './step-sql.ts';
import type { DryRunFindings } from './table-step.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

let apps = 0;

/** One application of its own on the database: forms are published one version after the other, as the platform does. */
class Workbench {
  readonly app = `app${++apps}`;
  #published: { [key: string]: FormModel } = {};

  async publish(forms: { readonly [key: string]: FormDefinition }): Promise<TablePlan[]> {
    const after = modelsOf(forms, this.app);
    const plans: TablePlan[] = [];
    for (const [key, form] of Object.entries(after)) {
      const trash = await this.trash(key);
      plans.push(planTable(this.#published[key] ?? null, form, { trash, zone: 'Asia/Shanghai' }));
    }
    const client = await test.pool.connect();
    try {
      await client.query('begin');
      for (const step of inRunningOrder(plans)) for (const sql of stepSql(step)) await client.query(sql);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
    this.#published = after;
    return plans;
  }

  async trash(form: string): Promise<TrashedColumn[]> {
    const { rows } = await test.pool.query(
      'select field, column_name as column, definition from tangram.column_trash where app = $1 and form = $2 order by removed_at, column_name',
      [this.app, form],
    );
    return rows;
  }

  async insert(form: string, values: { readonly [column: string]: unknown }): Promise<void> {
    const columns = ['id', 'created_at', 'updated_at', ...Object.keys(values)].map((name) => `"${name}"`);
    const marks = Object.keys(values).map((_, at) => `$${at + 1}`);
    await test.pool.query(
      `insert into "${this.app}"."${form}" (${columns.join(', ')}) values (${['gen_random_uuid()', 'now()', 'now()', ...marks].join(', ')})`,
      Object.values(values),
    );
  }

  async column(form: string, column: string): Promise<unknown[]> {
    const { rows } = await test.pool.query(
      `select "${column}" as value from "${this.app}"."${form}" order by created_at, id`,
    );
    return rows.map((row: { value: unknown }) => row.value);
  }

  async dryRuns(plan: TablePlan | undefined): Promise<string[]> {
    const words: string[] = [];
    for (const step of plan?.steps ?? []) {
      if (step.dryRun === undefined) continue;
      const { rows } = await test.pool.query(step.dryRun.sql);
      const said = findingWords(step.dryRun, rows[0] as DryRunFindings);
      if (said !== null) words.push(said.en);
    }
    return words;
  }

  plan(form: string, next: FormDefinition, trash: readonly TrashedColumn[] = []): TablePlan {
    const model = modelsOf({ [form]: next }, this.app)[form] as FormModel;
    return planTable(this.#published[form] ?? null, model, { trash, zone: 'Asia/Shanghai' });
  }
}

const kinds = (plan: TablePlan | undefined) =>
  plan?.steps.map((step) => (step.field === undefined ? step.type : `${step.type} ${step.field}`));

describe('the table of a new form', () => {
  it('has a typed column for every kind of field, and forms may refer to each other', async () => {
    const bench = new Workbench();
    await bench.publish({
      lead: formOf({
        客户名称: fieldOf('text'),
        note: fieldOf('textarea'),
        手机: fieldOf('mobile'),
        mail: fieldOf('email'),
        site: fieldOf('url'),
        n: fieldOf('number'),
        金额: fieldOf('money'),
        p: fieldOf('percent'),
        no: fieldOf('auto-number', { prefix: 'LD-' }),
        来源: fieldOf('select', sources),
        tags: fieldOf('multi-select', { isOpen: true }),
        ok: fieldOf('boolean'),
        day: fieldOf('date'),
        at: fieldOf('date-time'),
        who: fieldOf('member'),
        account: fieldOf('reference', { form: 'account' }),
        files: fieldOf('attachment'),
      }),
      account: formOf({
        name: fieldOf('text', undefined, { unique: true }),
        first: fieldOf('reference', { form: 'lead' }),
      }),
    });
    const { rows } = await test.pool.query(
      'select column_name, data_type from information_schema.columns where table_schema = $1 and table_name = $2',
      [bench.app, 'lead'],
    );
    const types = Object.fromEntries(
      rows.map((row: { column_name: string; data_type: string }) => [row.column_name, row.data_type]),
    );
    expect(types).toEqual({
      id: 'uuid',
      created_at: 'timestamp with time zone',
      created_by: 'uuid',
      updated_at: 'timestamp with time zone',
      updated_by: 'uuid',
      owner: 'uuid',
      version: 'integer',
      deleted_at: 'timestamp with time zone',
      客户名称: 'text',
      note: 'text',
      手机: 'text',
      mail: 'text',
      site: 'text',
      n: 'numeric',
      金额: 'numeric',
      p: 'numeric',
      no: 'text',
      来源: 'text',
      tags: 'ARRAY',
      ok: 'boolean',
      day: 'date',
      at: 'timestamp with time zone',
      who: 'uuid',
      account: 'uuid',
      files: 'jsonb',
    });
    await bench.insert('lead', { 客户名称: 'A' });
    await bench.insert('lead', { 客户名称: 'B' });
    expect(await bench.column('lead', 'no')).toEqual(['LD-0001', 'LD-0002']);
    await expect(bench.insert('lead', { n: 'NaN' })).rejects.toThrow(/check/);
    await expect(bench.insert('lead', { account: '0198f0a0-0000-7000-8000-000000000001' })).rejects.toThrow(
      /foreign key/,
    );
    await bench.insert('account', { name: 'x' });
    await expect(bench.insert('account', { name: 'x' })).rejects.toThrow(/unique/);
  });

  it('is safe from what names hold: quotes, and long names that are cut to the same beginning', async () => {
    const bench = new Workbench();
    const long = '名'.repeat(20);
    await bench.publish({
      [long]: formOf({
        [`${long}一`]: fieldOf('select', sources),
        [`${long}二`]: fieldOf('select', { options: [{ value: `a'; drop table x; --` }] }),
      }),
    });
    await bench.insert(long, { [`${long}一`]: '官网' });
    expect(await bench.column(long, `${long}一`)).toEqual(['官网']);
  });
});

describe('a changed form with data', () => {
  const name = fieldOf('text');
  async function filled(more: { readonly [key: string]: FieldDefinition } = {}) {
    const bench = new Workbench();
    await bench.publish({ lead: formOf({ name, ...more }) });
    return bench;
  }

  it('gets a new field, blank for what is there', async () => {
    const bench = await filled();
    await bench.insert('lead', { name: 'A' });
    const [plan] = await bench.publish({ lead: formOf({ name, 备注: fieldOf('number') }) });
    expect(kinds(plan)).toEqual(['add-column 备注']);
    expect(plan?.impact.lock).toBe('moment');
    expect(await bench.column('lead', '备注')).toEqual([null]);
    await expect(bench.insert('lead', { 备注: 'NaN' })).rejects.toThrow(/check/);
  });

  it('calls a field something else without touching its column', async () => {
    const bench = await filled();
    await bench.insert('lead', { name: 'A' });
    const [plan] = await bench.publish({ lead: formOf({ name: { ...name, title: { en: 'Customer', zh: '客户' } } }) });
    expect(plan?.steps).toMatchObject([
      {
        type: 'set-title',
        lock: 'none',
        words: { zh: '“text”改名为“客户”。', en: '“text” is now called “Customer”.' },
      },
    ]);
    expect(plan?.steps.flatMap(stepSql)).toEqual([]);
    expect(await bench.column('lead', 'name')).toEqual(['A']);
  });

  it('keeps the values of a removed field and gives them back, indexes and uniqueness included', async () => {
    const code = fieldOf('text', undefined, { unique: true });
    const bench = await filled({ code, 来源: fieldOf('select', sources) });
    await bench.insert('lead', { name: 'A', code: '1', 来源: '官网' });
    const [removed] = await bench.publish({ lead: formOf({ name }) });
    expect(kinds(removed)).toEqual(['drop-index code', 'trash-column code', 'drop-index 来源', 'trash-column 来源']);
    expect((await bench.trash('lead')).map(({ field, column }) => [field, column])).toEqual([
      ['code', 'trash_1_code'],
      ['来源', 'trash_2_来源'],
    ]);
    await bench.insert('lead', { name: 'B' });
    const [restored] = await bench.publish({ lead: formOf({ name, code, 来源: fieldOf('select', sources) }) });
    expect(kinds(restored)).toEqual([
      'restore-column code',
      'create-index code',
      'restore-column 来源',
      'create-index 来源',
    ]);
    expect(await bench.column('lead', 'code')).toEqual(['1', null]);
    expect(await bench.column('lead', '来源')).toEqual(['官网', null]);
    expect(await bench.trash('lead')).toEqual([]);
    await expect(bench.insert('lead', { code: '1' })).rejects.toThrow(/unique/);
  });

  it('restores what was removed last when the same key was removed twice', async () => {
    const bench = await filled({ x: fieldOf('text') });
    await bench.insert('lead', { x: 'old' });
    await bench.publish({ lead: formOf({ name }) });
    await bench.publish({ lead: formOf({ name, x: fieldOf('text') }) });
    await test.pool.query(`update "${bench.app}".lead set x = 'newer'`);
    await bench.publish({ lead: formOf({ name }) });
    await bench.publish({ lead: formOf({ name, x: fieldOf('text') }) });
    expect(await bench.column('lead', 'x')).toEqual(['newer']);
  });

  it('restores a field and converts it when it comes back as another type', async () => {
    const bench = await filled({ x: fieldOf('text') });
    for (const x of ['12', '1,234.5', 'many', null]) await bench.insert('lead', { x });
    await bench.publish({ lead: formOf({ name }) });
    const [plan] = await bench.publish({ lead: formOf({ name, x: fieldOf('number') }) });
    expect(kinds(plan)).toEqual(['restore-column x', 'convert-column x']);
    expect(await bench.column('lead', 'x')).toEqual(['12', '1234.5', null, null]);
    expect(await bench.column('lead', 'trash_2_x')).toEqual(['12', '1,234.5', 'many', null]);
  });

  it('says which values will not convert before it converts, and keeps them all', async () => {
    const bench = await filled({ x: fieldOf('text') });
    for (const x of ['2026-11-22', '2026年1月2日', '2026-02-30', 'soon', null]) await bench.insert('lead', { x });
    const next = formOf({ name, x: fieldOf('date') });
    expect(await bench.dryRuns(bench.plan('lead', next))).toEqual([
      '2 of 5 values will not convert and become blank: 2026-02-30, soon.',
    ]);
    const [plan] = await bench.publish({ lead: next });
    expect(plan?.impact.lock).toBe('rewrite');
    expect(await bench.column('lead', 'x')).toEqual(['2026-11-22', '2026-01-02', null, null, null]);
    expect(await bench.column('lead', 'trash_1_x')).toEqual(['2026-11-22', '2026年1月2日', '2026-02-30', 'soon', null]);
  });

  it('counts the records that stand in the way of uniqueness, hold a removed option, or are blank', async () => {
    const bench = await filled({ 来源: fieldOf('select', sources) });
    for (const values of [{ name: 'A', 来源: '官网' }, { name: 'A', 来源: '展会' }, { name: 'B' }, { name: null }])
      await bench.insert('lead', values);
    const next = formOf(
      { name: { ...name, unique: true }, 来源: fieldOf('select', { options: [{ value: '展会' }] }) },
      {},
      ['来源'],
    );
    const plan = bench.plan('lead', next);
    expect(kinds(plan)).toEqual(['create-index name', 'set-settings 来源', 'set-required 来源']);
    expect(await bench.dryRuns(plan)).toEqual([
      '2 of 4 records share their value with another; make them differ first: A.',
      '1 of 4 records hold a removed option and keep it until changed: 官网.',
      '2 of 4 records are blank there and must be filled in when next changed.',
    ]);
    await expect(bench.publish({ lead: next })).rejects.toThrow(/unique/);
    expect(await bench.column('lead', 'name')).toHaveLength(4);
  });

  it('numbers the records that are there in the order of their creation, and goes on from there', async () => {
    const bench = await filled();
    for (const one of ['A', 'B', 'C']) await bench.insert('lead', { name: one });
    await bench.publish({ lead: formOf({ name, no: fieldOf('auto-number', { prefix: 'K', digits: 2, start: 99 }) }) });
    await bench.insert('lead', { name: 'D' });
    expect(await bench.column('lead', 'no')).toEqual(['K99', 'K100', 'K101', 'K102']);
  });

  it('changes nothing when nothing changed', async () => {
    const bench = await filled({ no: fieldOf('auto-number'), 来源: fieldOf('select', sources), n: fieldOf('money') });
    const [plan] = await bench.publish({
      lead: formOf({ name, no: fieldOf('auto-number'), 来源: fieldOf('select', sources), n: fieldOf('money') }),
    });
    expect(plan?.steps).toEqual([]);
    expect(plan?.impact.lock).toBe('none');
  });

  it('adds fields without a look at the records: the table stays the same file', async () => {
    const bench = await filled();
    // With 1,000,000 records a column takes milliseconds, the index of a select or reference half a second to one.
    await test.pool.query(
      `insert into "${bench.app}".lead (id, created_at, updated_at, name) select gen_random_uuid(), now(), now(), 'n' || n from generate_series(1, 50000) as n`,
    );
    const file = `select pg_relation_filenode('"${bench.app}".lead') as file`;
    const before = await test.pool.query(file);
    const started = performance.now();
    await bench.publish({
      lead: formOf({
        name,
        备注: fieldOf('text'),
        n: fieldOf('number'),
        who: fieldOf('member'),
        来源: fieldOf('select', sources),
      }),
    });
    expect(performance.now() - started).toBeLessThan(1000);
    expect((await test.pool.query(file)).rows).toEqual(before.rows);
  });
});

describe('changing the type of a field', () => {
  const pairs: readonly (readonly [
    from: FieldDefinition,
    to: FieldDefinition,
    values: readonly (readonly [unknown, string | boolean | null])[],
  ])[] = [
    [
      fieldOf('text'),
      fieldOf('mobile'),
      [
        ['+86 138-0013-8000', '13800138000'],
        ['12', null],
        ['+1 415 555 2671', '+14155552671'],
      ],
    ],
    [
      fieldOf('text'),
      fieldOf('email'),
      [
        [' A@B.CN ', 'A@b.cn'],
        ['a@b', null],
      ],
    ],
    [
      fieldOf('text'),
      fieldOf('url'),
      [
        ['https://a.cn/x', 'https://a.cn/x'],
        ['a.cn', 'https://a.cn'],
        ['javascript:x', null],
      ],
    ],
    [
      fieldOf('text'),
      fieldOf('boolean'),
      [
        ['是', true],
        ['No', false],
        ['x', null],
      ],
    ],
    [
      fieldOf('text'),
      fieldOf('select', sources),
      [
        ['Website', '官网'],
        ['website', '官网'],
        ['展会', '展会'],
        ['朋友', null],
      ],
    ],
    [
      fieldOf('text'),
      fieldOf('multi-select', sources),
      [
        ['Website，展会', '{官网,展会}'],
        ['官网,x', null],
        ['', null],
      ],
    ],
    [fieldOf('text'), fieldOf('multi-select', { isOpen: true }), [['a, b', '{a,b}']]],
    [
      fieldOf('text'),
      fieldOf('percent'),
      [
        ['12.5%', '0.125'],
        ['0.5', '0.5'],
      ],
    ],
    [
      fieldOf('text'),
      fieldOf('money'),
      [
        ['¥1,200.50', '1200.50'],
        ['1.2.3', null],
        ['1e5', null],
      ],
    ],
    [
      fieldOf('text'),
      fieldOf('date-time'),
      [
        ['2026-11-22 09:30', '2026-11-22 01:30:00+00'],
        ['2026-11-22', '2026-11-21 16:00:00+00'],
        ['2026-11-22T09:30:00+02:00', '2026-11-22 07:30:00+00'],
        ['25:00', null],
      ],
    ],
    [
      fieldOf('textarea'),
      fieldOf('text'),
      [
        ['a\nb', 'a b'],
        ['x'.repeat(501), null],
      ],
    ],
    [fieldOf('date'), fieldOf('date-time'), [['2026-11-22', '2026-11-21 16:00:00+00']]],
    [fieldOf('date-time'), fieldOf('date'), [['2026-11-22T01:30:00Z', '2026-11-22']]],
    [
      fieldOf('number'),
      fieldOf('text'),
      [
        ['1.50', '1.5'],
        ['12345678901234567890.12', '12345678901234567890.12'],
      ],
    ],
    [fieldOf('select', sources), fieldOf('multi-select', sources), [['官网', '{官网}']]],
    [fieldOf('multi-select', { isOpen: true }), fieldOf('text'), [[['a', 'b'], 'a, b']]],
    [fieldOf('boolean'), fieldOf('number'), [[true, null]]],
    [fieldOf('text'), fieldOf('attachment'), [['x', null]]],
  ];

  it.each(pairs.map(([from, to, values]) => [from.type, to.type, from, to, values] as const))(
    'turns %s into %s',
    async (_from, _to, from, to, values) => {
      const bench = new Workbench();
      await bench.publish({ lead: formOf({ x: from }) });
      for (const [value] of values) await bench.insert('lead', { x: value });
      const plan = bench.plan('lead', formOf({ x: to }));
      await bench.dryRuns(plan);
      await bench.publish({ lead: formOf({ x: to }) });
      const { rows } = await test.pool.query(
        `select x::text as value from "${bench.app}".lead order by created_at, id`,
      );
      const shown = rows.map((row: { value: string | null }) => row.value);
      expect(shown).toEqual(values.map(([, becomes]) => (becomes === null ? null : String(becomes))));
    },
  );

  it('turns a title into a link to the one record of that title', async () => {
    const bench = new Workbench();
    const account = formOf({ name: fieldOf('text') });
    await bench.publish({ account, lead: formOf({ company: fieldOf('text') }) });
    for (const name of ['Acme', 'Twin', 'Twin']) await bench.insert('account', { name });
    for (const company of ['Acme', 'Twin', 'Nobody']) await bench.insert('lead', { company });
    await bench.publish({ account, lead: formOf({ company: fieldOf('reference', { form: 'account' }) }) });
    const { rows } = await test.pool.query(
      `select a.name from "${bench.app}".lead l left join "${bench.app}".account a on a.id = l.company order by l.created_at, l.id`,
    );
    expect(rows.map((row: { name: string | null }) => row.name)).toEqual(['Acme', null, null]);
  });

  it('leaves the column alone where the values mean the same', () => {
    const [number, money, text, textarea] = ['number', 'money', 'text', 'textarea'].map((type) =>
      formOf({ x: fieldOf(type) }),
    );
    const planOf = (before?: FormDefinition, after?: FormDefinition) =>
      planTable(
        modelsOf({ f: before as FormDefinition })['f'] as FormModel,
        modelsOf({ f: after as FormDefinition })['f'] as FormModel,
      );
    expect(planOf(number, money).steps.filter((step) => step.type === 'convert-column')).toEqual([]);
    expect(planOf(text, textarea).steps.filter((step) => step.type === 'convert-column')).toEqual([]);
    expect(planOf(textarea, text).steps.map((step) => step.type)).toContain('convert-column');
  });
});

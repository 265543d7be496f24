import type { FormDefinition, JsonValue } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { fieldOf, formOf, modelsOf, sources } from '../lead.fixture.ts';
import { checkForm } from './check-form.ts';
import { normalizeForm } from './normalize-form.ts';

const models = modelsOf({ account: formOf({ name: fieldOf('text'), sector: fieldOf('text') }) });

function problemsOf(document: FormDefinition | JsonValue) {
  return checkForm(document, {
    app: 'crm',
    key: 'lead',
    lookup: (_app, form) => models[form],
    formKeys: ['account', 'lead'],
  });
}

function found(document: FormDefinition | JsonValue) {
  return problemsOf(document).map((problem) => [problem.code, problem.path]);
}

const good = formOf(
  {
    客户名称: fieldOf('text'),
    来源: fieldOf('select', sources),
    金额: fieldOf('money', { currency: 'CNY', digits: 2 }),
    account: fieldOf('reference', { form: 'account' }),
    sales: fieldOf('member', undefined, { default: 'user' }),
    tax: fieldOf('number', undefined, { formula: '金额 * 0.06' }),
    total: fieldOf('number', undefined, { formula: '金额 + tax' }),
    no: fieldOf('auto-number'),
  },
  {
    titleField: '客户名称',
    stageField: '来源',
    layout: [
      { type: 'field', field: '客户名称', span: 2 },
      {
        type: 'section',
        title: '更多',
        columns: 2,
        children: [
          { type: 'field', field: '来源' },
          { type: 'field', field: 'account' },
        ],
      },
    ],
    conditions: [
      { effect: 'show', when: '来源 = "展会"', fields: ['金额'] },
      { effect: 'require', when: 'account.sector = "IT"', fields: ['sales'] },
    ],
    views: [
      {
        key: 'mine',
        title: 'Mine',
        type: 'grid',
        columns: [{ field: '客户名称' }, { field: 'account.sector' }, { field: 'owner.name', width: 120 }],
        filter: 'owner.id = user.id',
        sort: [{ field: 'created_at', direction: 'descending' }],
      },
    ],
    public: { enabled: true, fields: ['客户名称', '来源'] },
  },
  ['客户名称'],
);

describe('checking a form', () => {
  it('finds nothing wrong with a good one, before and after it is normalised', () => {
    expect(problemsOf(good)).toEqual([]);
    expect(problemsOf(normalizeForm(good))).toEqual([]);
  });

  it.each([
    null,
    7,
    'x',
    [],
    {},
    { type: 'object' },
    { type: 'array', properties: 3 },
    { properties: { a: null }, form: [] },
  ])('says what is wrong with %j instead of throwing', (document) =>
    expect(problemsOf(document as JsonValue).length).toBeGreaterThan(0),
  );

  it('suggests the type that was meant', () => {
    expect(problemsOf(formOf({ stars: fieldOf('selct') }))).toMatchObject([
      { code: 'FORM_FIELD_TYPE_UNKNOWN', path: '/properties/stars/field/type', hint: 'Did you mean "select"?' },
    ]);
  });

  it('suggests the form that was meant', () => {
    expect(problemsOf(formOf({ a: fieldOf('reference', { form: 'acount' }) }))).toMatchObject([
      { code: 'FORM_REFERENCE_UNKNOWN', path: '/properties/a/field/settings/form', hint: 'Did you mean "account"?' },
    ]);
  });

  it.each([
    'id',
    'deleted_at',
    'ctid',
    'and',
    'user',
    'trash_1_x',
    '1st',
    'a b',
    'x"y',
    '名'.repeat(22),
    '__proto__x',
    '😀',
  ])('refuses %s as a key', (key) => {
    const [first] = found(formOf({ [key]: fieldOf('text') }));
    expect(first?.[0]).toMatch(/^FORM_FIELD_KEY/);
  });

  it('finds formulas that wait for each other, once, however they are entered', () => {
    const form = formOf({
      a: fieldOf('number', undefined, { formula: 'b + 1' }),
      b: fieldOf('number', undefined, { formula: 'c + 1' }),
      c: fieldOf('number', undefined, { formula: 'a + 1' }),
      d: fieldOf('number', undefined, { formula: 'a + 1' }),
      e: fieldOf('number', undefined, { formula: 'e' }),
    });
    expect(problemsOf(form)).toMatchObject([
      { code: 'FORM_FORMULA_CIRCLE', params: { circle: 'a → b → c → a' } },
      { code: 'FORM_FORMULA_CIRCLE', params: { circle: 'e → e' } },
    ]);
  });

  it('refuses more than 500 fields', () => {
    const fields = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`f${n}`, fieldOf('text')]));
    expect(found(formOf(fields))).toEqual([['FORM_TOO_MANY_FIELDS', '/properties']]);
  });

  it('tells thirty mistakes as thirty problems, each at its place', () => {
    const document = {
      type: 'object',
      extra: true,
      properties: {
        one: { field: { type: 'ratting', title: 'One' } },
        two: { field: { type: 'select', title: 'Two', settings: {} } },
        three: { field: { type: 'select', title: 'Three', settings: { options: [{ value: 'a' }, { value: 'a' }] } } },
        four: { field: { type: 'number', title: 'Four', settings: { digits: -1 } } },
        five: { field: { type: 'number', title: 'Five', settings: { minimum: 2, maximum: 1 } } },
        six: { field: { type: 'reference', title: 'Six', settings: { form: 'nowhere' } } },
        seven: { field: { type: 'text', title: 'Seven', formula: 'eight +' } },
        eight: { field: { type: 'text', title: 'Eight', default: '1' } },
        nine: { field: { type: 'text', title: '' } },
        ten: { field: { type: 'text' } },
        owner: { field: { type: 'text', title: 'Owner' } },
        'a b': { field: { type: 'text', title: 'Space' } },
        eleven: { field: { type: 'boolean', title: 'Eleven', unique: true } },
        twelve: { field: { type: 'text', title: 'Twelve', formula: '"x"', default: '"y"' } },
        thirteen: { field: { type: 'auto-number', title: 'Thirteen', formula: '"x"' } },
        fourteen: { field: { type: 'text', title: 'Fourteen', colour: 'red' } },
        fifteen: 'text',
        self: { field: { type: 'number', title: 'Self', formula: 'self + 1' } },
      },
      required: ['missing', 'nine', 'nine', 'twelve'],
      form: {
        title: 'Lead',
        titleField: 'eleven',
        stageField: 'nine',
        layout: [
          { type: 'field', field: 'nobody' },
          { type: 'field', field: 'nine' },
          { type: 'section', columns: 9, children: [{ type: 'field', field: 'nine' }] },
        ],
        conditions: [
          { effect: 'show', when: 'nine >', fields: ['ten'] },
          { effect: 'hide', when: 'true', fields: ['gone'] },
        ],
        views: [
          {
            key: 'v',
            title: 'V',
            type: 'grid',
            columns: [{ field: 'none' }],
            sort: [{ field: 'nine.x', direction: 'up' }],
          },
          { key: 'v', title: 'V', type: 'grid', columns: [] },
        ],
        public: { enabled: true, fields: ['thirteen'] },
      },
    };
    const places = found(document as unknown as JsonValue);
    expect(places).toEqual(
      expect.arrayContaining([
        ['SCHEMA_UNKNOWN', '/extra'],
        ['FORM_FIELD_TYPE_UNKNOWN', '/properties/one/field/type'],
        ['SCHEMA_REQUIRED', '/properties/two/field/settings/options'],
        ['FORM_OPTION_REPEATED', '/properties/three/field/settings/options/1/value'],
        ['SCHEMA_TOO_SMALL', '/properties/four/field/settings/digits'],
        ['FORM_SETTINGS_LIMITS', '/properties/five/field/settings/minimum'],
        ['FORM_REFERENCE_UNKNOWN', '/properties/six/field/settings/form'],
        ['FORM_FIELD_UNTITLED', '/properties/nine/field/title'],
        ['SCHEMA_REQUIRED', '/properties/ten/field/title'],
        ['FORM_FIELD_KEY_RESERVED', '/properties/owner'],
        ['FORM_FIELD_KEY', '/properties/a b'],
        ['FORM_FIELD_NOT_UNIQUE', '/properties/eleven/field/unique'],
        ['FORM_FIELD_FORMULA_AND_DEFAULT', '/properties/twelve/field/default'],
        ['FORM_FIELD_GENERATED', '/properties/thirteen/field/formula'],
        ['SCHEMA_UNKNOWN', '/properties/fourteen/field/colour'],
        ['SCHEMA_TYPE', '/properties/fifteen'],
        ['FORM_FORMULA_CIRCLE', '/properties/self/field/formula'],
        ['FORM_FIELD_UNKNOWN', '/required/0'],
        ['FORM_FIELD_REPEATED', '/required/2'],
        ['FORM_REQUIRED_COMPUTED', '/required/3'],
        ['FORM_TITLE_FIELD', '/form/titleField'],
        ['FORM_STAGE_FIELD', '/form/stageField'],
        ['FORM_FIELD_UNKNOWN', '/form/layout/0/field'],
        ['FORM_FIELD_REPEATED', '/form/layout/2/children/0/field'],
        ['SCHEMA_TOO_LARGE', '/form/layout/2/columns'],
        ['SCHEMA_VALUE', '/form/conditions/1/effect'],
        ['FORM_FIELD_UNKNOWN', '/form/conditions/1/fields/0'],
        ['FORM_FIELD_UNKNOWN', '/form/views/0/columns/0/field'],
        ['FORM_FIELD_UNKNOWN', '/form/views/0/sort/0/field'],
        ['SCHEMA_VALUE', '/form/views/0/sort/0/direction'],
        ['FORM_VIEW_REPEATED', '/form/views/1/key'],
        ['FORM_PUBLIC_FIELD', '/form/public/fields/0'],
      ]),
    );
    const inExpressions = [
      '/properties/seven/field/formula',
      '/properties/eight/field/default',
      '/form/conditions/0/when',
    ];
    for (const path of inExpressions) {
      expect(
        places.some(([code, at]) => code?.startsWith('EXPR_') && at?.startsWith(path)),
        path,
      ).toBe(true);
    }
  });
});

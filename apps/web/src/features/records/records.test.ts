import { modelForm } from '@tangram/forms';
import type { FormDefinition } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { bothFilters } from './both-filters.ts';
import { cellWrite } from './grid/cell-write.ts';
import { columnsOf, mayWrite } from './grid/grid-columns.ts';
import { withColumn, withValues } from './import/import-plan.ts';
import { plainText, recordTitle } from './record-title.ts';
import { readViewAddress, sortAfterClick, withViewAddress } from './view-address.ts';

const definition: FormDefinition = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { field: { type: 'text', title: { en: 'Name', zh: '客户名称' } } },
    source: {
      field: {
        type: 'select',
        title: 'Source',
        settings: { options: [{ value: '官网', title: { en: 'Website', zh: '官网' } }] },
      },
    },
    amount: { field: { type: 'money', title: 'Amount', settings: { currency: 'CNY', digits: 2 } } },
    account: { field: { type: 'reference', title: 'Account', settings: { form: 'account' } } },
    total: { field: { type: 'number', title: 'Total', formula: 'amount' } },
  },
  form: { title: 'Lead', titleField: 'name', layout: [] },
};
const form = modelForm('crm', 'lead', definition, () => undefined);
const access = { operations: ['read', 'update'], fields: { amount: 'read', source: 'hidden' } } as const;
const field = (key: string) => {
  const found = form.fields.get(key);
  if (found === undefined) throw new Error(key);
  return found;
};

describe('columns', () => {
  it('hold no hidden field and take no edits where nothing may be written', () => {
    const columns = columnsOf(form, access, undefined, undefined);
    expect(columns.map((column) => column.field.key)).not.toContain('source');
    expect(columns.find((column) => column.field.key === 'name')?.mayWrite).toBe(true);
    expect(['amount', 'total', 'created_at', 'id'].map((key) => mayWrite(form, access, key))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(mayWrite(form, access, 'owner')).toBe(true);
  });

  it('are the person’s own before the view’s', () => {
    const view = {
      key: 'v',
      title: 'V',
      type: 'grid',
      columns: [{ field: 'name', width: 300 }, { field: 'gone' }],
    } as const;
    expect(columnsOf(form, access, view, undefined).map(({ width }) => width)).toEqual([300]);
    expect(
      columnsOf(form, access, view, { shown: ['total'], widths: { total: 90 } }).map(({ field: { key }, width }) => [
        key,
        width,
      ]),
    ).toEqual([['total', 90]]);
  });
});

describe('an edited cell', () => {
  const context = { language: 'zh', zone: 'Asia/Shanghai' } as const;

  it('asks nothing when it means what stood there', () => {
    expect(cellWrite(field('name'), 'A', ' A ', context)).toEqual({ type: 'same' });
    expect(cellWrite(field('name'), null, '', context)).toEqual({ type: 'same' });
    expect(cellWrite(field('account'), { id: id(1), title: 'X' }, { id: id(1), title: 'X' }, context)).toEqual({
      type: 'same',
    });
  });

  it('sends a reference as its id and shows its title', () => {
    const chosen = { id: id(2), title: 'Acme' };
    expect(cellWrite(field('account'), null, chosen, context)).toEqual({ type: 'write', value: id(2), shown: chosen });
  });

  it('says in the language spoken why it cannot be', () => {
    const refused = cellWrite(field('amount'), null, '一千', context);
    expect(refused.type === 'refused' && /\p{Script=Han}/u.test(refused.problem.message)).toBe(true);
  });

  function id(n: number) {
    return `01920000-0000-7000-8000-00000000000${n}`;
  }
});

it('names a record by its title field and a choice by its label', () => {
  expect(recordTitle(form, { name: 'Acme' }, 'en')).toBe('Acme');
  expect(plainText(form, 'source', '官网', 'en')).toBe('Website');
  expect(plainText(form, 'account', { id: '1', title: null }, 'en')).toBe('');
});

describe('the address', () => {
  it('keeps search, filter and order, and is empty without them', () => {
    const params = withViewAddress(new URLSearchParams('view=mine'), {
      search: '致远',
      filter: 'amount > 1',
      sort: [{ field: 'created_at', direction: 'descending' }],
    });
    expect(readViewAddress(params)).toEqual({
      view: 'mine',
      search: '致远',
      filter: 'amount > 1',
      sort: [{ field: 'created_at', direction: 'descending' }],
    });
    expect(withViewAddress(params, { search: '', filter: '', sort: undefined, view: undefined }).toString()).toBe('');
  });

  it('turns a column over: ascending, descending, as the view says', () => {
    const first = sortAfterClick(undefined, 'name');
    const second = sortAfterClick(first, 'name');
    expect(second).toEqual([{ field: 'name', direction: 'descending' }]);
    expect(sortAfterClick(second, 'name')).toBeUndefined();
    expect(sortAfterClick(second, 'amount')).toEqual([{ field: 'amount', direction: 'ascending' }]);
  });
});

it('joins filters without mixing their "or"', () => {
  expect(bothFilters('a or b', undefined, 'c')).toBe('(a or b) and (c)');
  expect(bothFilters('', ' ', 'c')).toBe('c');
});

describe('an import plan', () => {
  const plan = { columns: { A: 'name', B: 'source' }, values: { B: { web: '官网' } }, upsert: 'name' };

  it('forgets what was said of a column that means something else now', () => {
    expect(withColumn(plan, 'B', 'amount')).toMatchObject({ columns: { A: 'name', B: 'amount' }, values: {} });
    expect(withColumn(plan, 'A', undefined)).not.toHaveProperty('upsert');
  });

  it('keeps only texts that mean something else than themselves', () => {
    expect(withValues(plan, 'B', { web: '官网', 官网: '官网', x: '' }).values).toEqual({ B: { web: '官网' } });
    expect(withValues(plan, 'B', {}).values).toEqual({});
  });
});

import { expect, it } from 'vitest';
import { checkForm } from '../form/check-form.ts';
import { fieldOf, formOf, modelsOf } from '../lead.fixture.ts';

const forms = {
  account: formOf({ name: fieldOf('text'), parent: fieldOf('reference', { form: 'account' }), task: fieldOf('text') }),
  activity: formOf({ account: fieldOf('reference', { form: 'account' }), amount: fieldOf('number') }),
  deal: formOf({
    buyer: fieldOf('reference', { form: 'account' }, { title: { en: 'Buyer', zh: '买方' } }),
    seller: fieldOf('reference', { form: 'account' }),
  }),
  task: formOf({ account: fieldOf('reference', { form: 'account' }) }),
  note: formOf({ activity: fieldOf('reference', { form: 'activity' }) }),
};

it('names the records that refer to a form by their form, and by the field where there is a choice or the name is taken', () => {
  const lists = [...(modelsOf(forms)['account']?.lists().values() ?? [])];
  expect(lists.map(({ name, form, field }) => [name, form.key, field.key])).toEqual([
    ['account', 'account', 'parent'],
    ['activity', 'activity', 'account'],
    ['deal_by_buyer', 'deal', 'buyer'],
    ['deal_by_seller', 'deal', 'seller'],
    ['task_by_account', 'task', 'account'],
  ]);
  expect(lists[2]?.title).toEqual({ en: 'Lead (by Buyer)', zh: '线索（经由买方）' });
});

it('are not for what is stored or shown in the form: defaults, formulas, conditions; the filter of a view may count them', () => {
  const models = modelsOf(forms);
  const codes = (document: object) =>
    checkForm(document as never, {
      app: 'crm',
      key: 'account',
      lookup: (_, key) => models[key],
      formKeys: Object.keys(forms),
    }).map(({ code, path }) => `${code} ${path}`);
  const count = 'count(activity)';
  const form = formOf(
    {
      name: fieldOf('text'),
      a: fieldOf('number', undefined, { formula: count }),
      b: fieldOf('number', undefined, { default: count }),
    },
    {
      conditions: [{ effect: 'require', when: `${count} > 1`, fields: ['name'] }],
      views: [
        { key: 'busy', title: 'Busy', type: 'grid', columns: [{ field: 'name' }], filter: `${count} > 1` },
      ] as never,
    },
  );
  expect(codes(form)).toEqual([
    'EXPR_RELATED_HERE /properties/a/field/formula',
    'EXPR_RELATED_HERE /properties/b/field/default',
    'EXPR_RELATED_HERE /form/conditions/0/when',
  ]);
});

import { formOf, fieldOf } from '../../packages/records/src/testing/sales-app.ts';
export const form = formOf(
  {
    name: fieldOf('text'),
    company: fieldOf('text'),
    email: fieldOf('email'),
    phone: fieldOf('mobile'),
    stage: fieldOf('select', {
      settings: { options: ['a', 'b', 'c', 'd', 'e', 'f'].map((value) => ({ value, title: value })) },
    }),
    amount: fieldOf('number'),
    score: fieldOf('number'),
    due: fieldOf('date'),
    note: fieldOf('textarea'),
    open: fieldOf('boolean'),
    source: fieldOf('select', { settings: { options: ['web', 'fair'].map((value) => ({ value, title: value })) } }),
    account: fieldOf('reference', { settings: { form: 'account' } }),
  },
  { required: ['name'], form: { title: 'Lead', titleField: 'name' } },
);

import type { AppForMember } from '@tangram/client';
import { expect, it } from 'vitest';
import { menuOf } from './pages.ts';

const form = (title: string) => ({
  definition: { type: 'object', properties: {}, form: { title, layout: [] } } as const,
  access: { operations: ['read'], fields: {} } as const,
});
const model = (menu: AppForMember['app']['menu']): AppForMember => ({
  app: { key: 'crm', title: 'CRM', version: '1.0.0', menu },
  forms: { lead: form('Lead'), 客户: form('客户') },
  dashboards: { sales: { title: 'Sales', tiles: [] } },
  reports: {},
});

it('leaves out what the person may not open, and groups that are then empty', () => {
  const menu = menuOf(
    model([
      { type: 'form', form: 'lead' },
      { type: 'group', title: 'Hidden', children: [{ type: 'form', form: 'salary' }] },
      {
        type: 'group',
        title: 'More',
        children: [
          { type: 'form', form: '客户' },
          { type: 'report', report: 'none' },
        ],
      },
    ]),
  );
  expect(menu.map((group) => [group.title, group.pages.map((page) => page.path)])).toEqual([
    [null, ['/apps/crm/forms/lead']],
    ['More', ['/apps/crm/forms/%E5%AE%A2%E6%88%B7']],
  ]);
});

it('shows everything of an application without a menu', () => {
  expect(menuOf(model([])).flatMap((group) => group.pages.map((page) => page.title))).toEqual([
    'Sales',
    'Lead',
    '客户',
  ]);
});

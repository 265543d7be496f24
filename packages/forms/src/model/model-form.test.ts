import { readExpression } from '@tangram/expression';
import { describe, expect, it } from 'vitest';
import { fieldOf, formOf, modelsOf, sources } from '../lead.fixture.ts';

const { lead, account } = modelsOf({
  lead: formOf(
    {
      客户名称: fieldOf('text'),
      来源: fieldOf('select', sources),
      金额: fieldOf('money'),
      标签: fieldOf('multi-select', { isOpen: true }),
      account: fieldOf('reference', { form: 'account' }),
      sales: fieldOf('member'),
      no: fieldOf('auto-number'),
      doubled: fieldOf('number', undefined, { formula: '金额 * 2' }),
    },
    {},
    ['客户名称'],
  ),
  account: formOf({
    name: fieldOf('text'),
    sector: fieldOf('text'),
    parent: fieldOf('reference', { form: 'account' }),
  }),
});

describe('the model of a form', () => {
  it('holds its own fields first, then the fields of every form', () => {
    expect([...(lead?.fields.keys() ?? [])]).toEqual([
      '客户名称',
      '来源',
      '金额',
      '标签',
      'account',
      'sales',
      'no',
      'doubled',
      'id',
      'created_at',
      'created_by',
      'updated_at',
      'updated_by',
      'owner',
      'version',
    ]);
    expect(lead?.fields.get('owner')).toMatchObject({ isSystem: true, references: 'person', column: 'owner' });
  });

  it('says of each field what it is, in the words shared by all engines', () => {
    expect(lead?.fields.get('客户名称')).toMatchObject({ isRequired: true, valueType: 'text', isComputed: false });
    expect(lead?.fields.get('account')).toMatchObject({
      references: { app: 'crm', form: 'account' },
      valueType: 'reference',
    });
    expect(lead?.fields.get('doubled')?.isComputed).toBe(true);
    expect(lead?.fields.get('no')?.isGenerated).toBe(true);
    expect(lead?.fields.get('标签')?.feelType).toEqual({ type: 'list', of: { type: 'text' } });
    expect(lead?.titleField).toBe('客户名称');
  });

  it.each([
    '客户名称 = "x" and 金额 > 100',
    'account.sector = "software" and account.parent.parent.name != null',
    'owner.manager.name = sales.name',
    'owner.email = user.email',
    'created_at < now()',
    'version > 1',
  ])('lets an expression read it: %s', (text) => {
    const scope = lead?.scopeWith({ user: { type: 'context', members: { email: { type: 'text' } } } });
    const read = readExpression(text, scope ?? { variables: {} }, { expects: { type: 'boolean' } });
    expect(read.problems).toEqual([]);
  });

  it('refuses names that no form has', () => {
    const read = readExpression('account.sectr = "x"', lead?.scope ?? { variables: {} });
    expect(read.problems).not.toEqual([]);
  });

  it('finds itself, its neighbours, and nothing else', () => {
    expect(account?.formNamed('account')).toBe(account);
    expect(account?.formNamed('crm/lead')).toBe(lead);
    expect(account?.formNamed('lead')).toBe(lead);
    expect(account?.formNamed('other/lead')).toBeUndefined();
  });
});

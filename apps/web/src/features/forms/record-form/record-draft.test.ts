import { modelForm } from '@tangram/forms';
import type { FormDefinition } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { createRecordDraft } from './record-draft.ts';

const id = '0198f0a0-0000-7000-8000-000000000001';
const definition: FormDefinition = {
  type: 'object',
  properties: {
    name: { field: { type: 'text', title: { en: 'Name', zh: '客户名称' } } },
    phone: { field: { type: 'mobile', title: { en: 'Phone', zh: '手机' } } },
    amount: { field: { type: 'money', title: 'Amount' } },
    owner_of: { field: { type: 'member', title: 'Sales' } },
    reason: { field: { type: 'text', title: 'Reason' } },
    total: { field: { type: 'number', title: 'Total', formula: 'amount * 2' } },
  },
  required: ['name'],
  form: {
    title: 'Lead',
    layout: [],
    conditions: [
      { effect: 'show', when: 'amount > 100', fields: ['reason'] },
      { effect: 'require', when: 'amount > 100', fields: ['reason'] },
    ],
  },
};
const form = modelForm('crm', 'lead', definition, () => undefined);

function draftOf(values = {}, fields?: ReadonlySet<string>) {
  return createRecordDraft({
    form,
    values,
    language: 'zh',
    zone: 'Asia/Shanghai',
    now: () => new Date('2026-11-22T00:00:00Z'),
    ...(fields === undefined ? {} : { fields }),
  });
}

describe('a record being filled in', () => {
  it('becomes what was meant when a field is left, or says in the reader’s language why not', () => {
    const draft = draftOf();
    draft.getState().set('phone', '+86 138-0013-8000');
    draft.getState().leave('phone');
    expect(draft.getState().values['phone']).toBe('13800138000');
    draft.getState().set('phone', '123');
    draft.getState().leave('phone');
    expect(draft.getState().problems.get('phone')?.message).toBe('“手机”不是有效的手机号：123。');
    draft.getState().set('phone', '1234');
    expect(draft.getState().problems.size).toBe(0);
  });

  it('sends only what changed, references by their id, nothing computed', () => {
    const draft = draftOf({ name: 'A', amount: 5, owner_of: null, total: 10 });
    draft.getState().set('amount', '1,200.5');
    draft.getState().set('owner_of', { id, title: '张三' });
    draft.getState().set('reason', 'x');
    expect(draft.getState().submit()).toEqual({ amount: 1200.5, owner_of: id, reason: 'x' });
    expect(draft.getState().values['owner_of']).toEqual({ id, title: '张三' });
  });

  it('shows and asks for a field as the conditions say, while typing', () => {
    const draft = draftOf({ name: 'A' });
    expect(draft.getState().states.hidden).toEqual(new Set(['reason']));
    draft.getState().set('amount', '101');
    expect(draft.getState().states.hidden).toEqual(new Set());
    expect(draft.getState().submit()).toBeNull();
    expect([...draft.getState().problems.keys()]).toEqual(['reason']);
    draft.getState().set('amount', '99');
    expect(draft.getState().submit()).toEqual({ amount: 99 });
  });

  it('does not ask for what is not on the page', () => {
    expect(
      draftOf({}, new Set(['phone']))
        .getState()
        .submit(),
    ).toEqual({});
    expect(draftOf({}).getState().submit()).toBeNull();
  });

  it('shows refusals of the server at their field and hands back the others', () => {
    const draft = draftOf({ name: 'A' });
    const others = draft.getState().refuse([
      { code: 'FORM_VALUE_REQUIRED', message: 'x', path: '/values/name', params: { title: '客户名称' } },
      { code: 'RECORD_CONFLICT', message: 'y', path: '' },
    ]);
    expect(draft.getState().problems.get('name')?.message).toBe('“客户名称”为必填项。');
    expect(others.map((problem) => problem.code)).toEqual(['RECORD_CONFLICT']);
  });
});

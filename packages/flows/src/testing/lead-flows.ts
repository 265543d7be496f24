import { modelForm } from '@tangram/forms';
import type { FlowDefinition, FormDefinition } from '@tangram/schema';
import type { FlowContext } from '../graph/compile-flow.ts';

/** The form of the tests: leads as the product's tutorial draws them, with Chinese keys. */
export const leadDefinition: FormDefinition = {
  type: 'object',
  properties: {
    客户名称: { type: 'string', field: { type: 'text', title: '客户名称' } },
    客户来源: {
      type: 'string',
      field: { type: 'select', title: '客户来源', settings: { options: options('官网', '展会', '老客户介绍') } },
    },
    跟进阶段: {
      type: 'string',
      field: {
        type: 'select',
        title: '跟进阶段',
        settings: { options: options('新线索', '初步沟通', '方案报价', '商务谈判') },
      },
    },
    合同金额: { field: { type: 'number', title: '合同金额' } },
    回访日期: { type: 'string', field: { type: 'date', title: '回访日期' } },
    销售人员: { field: { type: 'member', title: '销售人员' } },
  },
  required: ['客户名称'],
  form: { title: '客户信息表', titleField: '客户名称', layout: [] },
};

export const leadForm = modelForm('crm', 'lead', leadDefinition, () => undefined);

export const leadContext: FlowContext = {
  app: 'crm',
  formNamed: (key) => (key === 'lead' ? leadForm : undefined),
  groups: new Set(['sales']),
  roles: new Set(['sales_manager']),
};

/** A new lead from the web site: a task for its owner, and after a day without progress his manager is told. */
export const newLeadFlow: FlowDefinition = {
  title: { en: 'New web lead', zh: '官网新线索' },
  form: 'lead',
  enabled: true,
  nodes: [
    { id: 'start', type: 'record-created', settings: { condition: '客户来源 = "官网"' } },
    {
      id: 'follow',
      type: 'create-task',
      settings: {
        title: '新线索跟进:{客户名称}',
        assignees: [{ type: 'field', field: 'owner' }],
        due: { amount: 2, unit: 'hours' },
      },
    },
    { id: 'day', type: 'wait', settings: { mode: 'span', span: { amount: 24, unit: 'hours' } } },
    { id: 'followed', type: 'condition', settings: { condition: 'steps.follow.done or 跟进阶段 != "新线索"' } },
    {
      id: 'tell',
      type: 'notify',
      settings: { title: '{客户名称} 24 小时未跟进', assignees: [{ type: 'manager', field: 'owner' }] },
    },
  ],
  edges: [
    edge('start', 'next', 'follow'),
    edge('follow', 'next', 'day'),
    edge('day', 'next', 'followed'),
    edge('followed', 'no', 'tell'),
  ],
};

/** A quotation needs the sales managers' consent; a rejection puts the stage back. */
export const quotationFlow: FlowDefinition = {
  title: { en: 'Quotation approval', zh: '报价审批' },
  form: 'lead',
  enabled: true,
  nodes: [
    { id: 'start', type: 'record-changed', settings: { fields: ['跟进阶段'], from: '初步沟通', to: '方案报价' } },
    {
      id: 'ask',
      type: 'approval',
      settings: {
        title: '报价审批',
        assignees: [{ type: 'role', role: 'sales_manager' }],
        mode: 'any',
        explainRejection: true,
      },
    },
    { id: 'back', type: 'update-record', settings: { values: { 跟进阶段: 'previous.跟进阶段' } } },
    {
      id: 'tell',
      type: 'notify',
      settings: { title: '报价被拒绝:{steps.ask.comment}', assignees: [{ type: 'field', field: 'owner' }] },
    },
    { id: 'done', type: 'end', settings: { ends: 'run' } },
  ],
  edges: [
    edge('start', 'next', 'ask'),
    edge('ask', 'approved', 'done'),
    edge('ask', 'rejected', 'back'),
    edge('back', 'next', 'tell'),
  ],
};

export function edge(source: string, output: string, target: string) {
  return { id: `${source}-${output}-${target}`, source, output, target };
}

function options(...values: string[]) {
  return values.map((value) => ({ value, title: value }));
}

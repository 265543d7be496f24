import { shapeCheck, type JsonObject } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { ruleScope } from '../compile/rule-context.ts';
import { leadCatalog } from '../testing/lead-app.ts';
import { actionTypeNamed, actionTypes } from './index.ts';

const form = leadCatalog().form('crm', 'lead') as NonNullable<ReturnType<ReturnType<typeof leadCatalog>['form']>>;
const context = { app: 'crm', rule: 'r', form, scope: ruleScope(form), groups: ['sales_a'], rules: null };
const names = (language: 'en' | 'zh') => ({
  language,
  field: (key: string) => {
    const title = form.fields.get(key)?.definition.title ?? key;
    return typeof title === 'string' ? title : (title[language] ?? key);
  },
  option: (_field: string, value: string) => value,
  value: (_field: string, expression: string) => expression,
  group: () => (language === 'zh' ? '销售A组' : 'Sales team A'),
  person: () => 'Ann',
  rule: () => (language === 'zh' ? '客户分级' : 'Grade'),
  form: (key: string) => key,
  flow: (key: string) => key,
  connection: (key: string) => key,
});

describe('every action', () => {
  it.each(actionTypes.map((action) => [action.type, action] as const))(
    '%s speaks both languages and knows its own settings',
    (type, action) => {
      expect(Object.keys(action.title)).toEqual(['en', 'zh']);
      expect(Object.keys(action.description)).toEqual(['en', 'zh']);
      expect(actionTypeNamed(type)).toBe(action);
      // What is freshly dropped may be unfinished, but never of a shape that breaks the check or the sentence.
      const initial = action.initial(form);
      expect(() => action.check(initial, context)).not.toThrow();
      expect(action.sentence(initial, names('en'))).not.toBe('');
      expect(shapeCheck(action.settings)({ ...initial, nonsense: 1 }).map(({ path }) => path)).toContain('/nonsense');
    },
  );

  const said: readonly [type: string, settings: JsonObject, en: string, zh: string][] = [
    [
      'set-fields',
      {
        fields: [
          { field: 'stage', value: '"新线索"' },
          { field: 'score', value: '1' },
        ],
      },
      'Set Stage to "新线索", Score to 1',
      '跟进阶段设为 "新线索"，评分设为 1',
    ],
    ['add-tags', { field: 'tags', tags: ['VIP', 'x'] }, 'Add Tags "VIP", "x"', '添加标签“VIP”、“x”'],
    ['remove-tags', { field: 'tags', tags: ['VIP'] }, 'Remove Tags "VIP"', '移除标签“VIP”'],
    [
      'assign',
      { fields: ['salesperson'], to: { type: 'group', group: 'sales_a' } },
      'Assign Salesperson to the members of Sales team A in turn',
      '销售人员由销售A组成员轮流担任',
    ],
    [
      'assign',
      { fields: ['salesperson'], to: { type: 'person', person: 'x' } },
      'Assign Salesperson to Ann',
      '销售人员设为Ann',
    ],
    [
      'assign',
      { fields: ['owner'], to: { type: 'least-load', group: 'sales_a', counts: 'stage = "新线索"' } },
      'Assign Owner to the least busy member of Sales team A',
      '负责人由销售A组中负荷最小的成员担任',
    ],
    [
      'assign',
      { fields: ['salesperson'], to: { type: 'weights', people: [{ person: 'x', weight: 3 }] } },
      'Assign Salesperson by weight (Ann 3)',
      '销售人员按权重分配（Ann 3）',
    ],
    [
      'assign',
      {
        fields: ['salesperson'],
        to: { type: 'table', by: 'region', rows: [{ values: ['east'], to: { type: 'person', person: 'x' } }] },
      },
      'Assign Salesperson by a table of region (1 rows)',
      '销售人员按 region 的对照表分配（1 行）',
    ],
    ['create-record', { form: 'account', fields: [] }, 'Create a account', '新增一条account'],
    [
      'update-related',
      { which: { type: 'referred', field: 'account' }, fields: [] },
      'Change the related Account',
      '修改关联的Account',
    ],
    [
      'create-task',
      { title: { en: 'Call', zh: '致电' }, assignees: [{ type: 'manager', field: 'salesperson' }] },
      'Create the task "Call" for the manager of Salesperson',
      '给销售人员的主管创建任务“致电”',
    ],
    ['start-flow', { flow: 'won' }, 'Start the flow won', '启动流程won'],
    ['stop', {}, 'Run no further rules', '不再执行其他规则'],
    ['add-points', { field: 'score', points: -5 }, 'Take 5 points from Score', '评分减 5 分'],
    ['evaluate-table', { table: 'grade' }, 'Ask the decision table Grade', '查决策表“客户分级”'],
    [
      'notify',
      {
        to: [
          { type: 'field', field: 'salesperson' },
          { type: 'manager', field: 'salesperson' },
        ],
        title: 'x',
      },
      'Notify Salesperson, the manager of Salesperson',
      '通知销售人员、销售人员的主管',
    ],
    [
      'send-mail',
      {
        to: [
          { type: 'manager', field: 'salesperson' },
          { type: 'address', field: 'note' },
        ],
        subject: 'x',
        text: 'x',
      },
      'Send an e-mail to the manager of Salesperson, Note',
      '发邮件给销售人员的主管、Note',
    ],
    ['send-chat', { connection: 'sales', text: 'x' }, 'Send a message to sales', '向sales发送群消息'],
    [
      'call-webhook',
      { connection: 'erp', values: [{ name: 'a', value: '1' }] },
      'Send 1 value to erp',
      '向erp发送 1 项数据',
    ],
  ];
  it.each(said)('%s %j is said as a sentence', (type, settings, en, zh) => {
    expect(actionTypeNamed(type)?.sentence(settings, names('en'))).toBe(en);
    expect(actionTypeNamed(type)?.sentence(settings, names('zh'))).toBe(zh);
  });
});

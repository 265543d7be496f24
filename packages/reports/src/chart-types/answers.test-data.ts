import type { QueryResult, ResultColumn } from '../result/query-result.ts';

const notes = { asOf: '2026-11-22T06:00:00.000Z' };
const zone = 'Asia/Shanghai';

const stage: ResultColumn = {
  key: 'stage',
  title: { en: 'Stage', zh: '跟进阶段' },
  valueType: 'text',
  role: 'dimension',
  format: null,
  options: [
    { value: '新线索', title: { en: 'New lead', zh: '新线索' } },
    { value: '初步沟通', title: { en: 'First talk', zh: '初步沟通' }, color: '#12a594' },
    { value: '方案报价', title: { en: 'Quote', zh: '方案报价' } },
    { value: '成交客户', title: { en: 'Won', zh: '成交客户' } },
    { value: '流失客户', title: { en: 'Lost', zh: '流失客户' } },
  ],
};
const count: ResultColumn = {
  key: 'deals',
  title: { en: 'Deals', zh: '商机数' },
  valueType: 'number',
  role: 'measure',
  format: null,
  aggregate: 'count',
};
const amount: ResultColumn = {
  key: 'amount',
  title: { en: 'Amount', zh: '金额' },
  valueType: 'number',
  role: 'measure',
  format: { style: 'money', currency: 'CNY', digits: 0 },
  aggregate: 'sum',
};
const rate: ResultColumn = {
  key: 'rate',
  title: { en: 'Win rate', zh: '赢率' },
  valueType: 'number',
  role: 'calculation',
  format: { style: 'percent', digits: 1 },
};
const month: ResultColumn = {
  key: 'month',
  title: { en: 'Closed', zh: '成交月份' },
  valueType: 'date',
  role: 'dimension',
  format: null,
  grain: 'month',
};
const owner: ResultColumn = {
  key: 'owner',
  title: { en: 'Owner', zh: '销售人员' },
  valueType: 'reference',
  role: 'dimension',
  format: null,
};

/** 9 new, none in first talk, 4 quoted, 3 won, 2 lost, 1 without a stage. */
export const byStage: QueryResult = {
  columns: [stage, count],
  rows: [
    { stage: '新线索', deals: 9 },
    { stage: '方案报价', deals: 4 },
    { stage: '成交客户', deals: 3 },
    { stage: '流失客户', deals: 2 },
    { stage: null, deals: 1 },
  ],
  forms: ['crm/deal'],
  zone,
  notes,
};

/** A ranking with a name that is HTML, a name with a template in it, a blank and the rest. */
export const byOwner: QueryResult = {
  columns: [owner, amount],
  rows: [
    { owner: { id: '1', title: '<img src=x>' }, amount: 120000 },
    { owner: { id: '2', title: 'Li {c} Si' }, amount: '98000.5' },
    { owner: null, amount: null },
    { owner: { group: 'others' }, amount: 54000 },
  ],
  forms: ['crm/deal'],
  zone,
  notes,
};

/** Nothing happened in October; the win rate of an empty month is blank. */
export const byMonth: QueryResult = {
  columns: [month, count, rate],
  rows: [
    { month: '2026-08-01', deals: 6, rate: 0.5 },
    { month: '2026-09-01', deals: 3, rate: 0.07 },
    { month: '2026-11-01', deals: 2, rate: null },
  ],
  forms: ['crm/deal'],
  zone,
  notes,
};

export const byMonthAndStage: QueryResult = {
  columns: [month, stage, amount],
  rows: [
    { month: '2026-08-01', stage: '成交客户', amount: 100 },
    { month: '2026-08-01', stage: '初步沟通', amount: 50 },
    { month: '2026-09-01', stage: '初步沟通', amount: 20 },
  ],
  forms: ['crm/deal'],
  zone,
  notes,
};

export const figures: QueryResult = {
  columns: [count, rate],
  rows: [{ deals: 4238, rate: 0.631500521532 }],
  forms: ['crm/deal'],
  zone,
  notes,
};

import { PlatformError } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { edge, leadContext, newLeadFlow, quotationFlow } from '../testing/lead-flows.ts';
import { type SimulationCase, simulate } from './simulate.ts';
import type { TraceEntry } from './simulation.ts';

const li = { id: 'li', name: '李四' };
const wang = { id: 'wang', name: '王经理' };
const zhao = { id: 'zhao', name: '赵经理' };
const newLead: SimulationCase = {
  record: { id: 'r1', 客户名称: 'Acme', 客户来源: '官网', 跟进阶段: '新线索', owner: { id: 'li', title: '李四' } },
  at: '2026-11-22T01:00:00Z',
  people: { 'person:li': [li], 'manager:li': [wang], 'role:sales_manager': [wang, zhao] },
};
const quotation: SimulationCase = {
  ...newLead,
  record: { ...newLead.record, 跟进阶段: '方案报价' },
  previous: { ...newLead.record, 跟进阶段: '初步沟通' },
};

const told = (trace: readonly TraceEntry[]) => trace.flatMap((one) => (one.type === 'effect' ? [one.request] : []));
const path = (trace: readonly TraceEntry[]) =>
  trace.flatMap((one) => (one.type === 'history' && one.entry.kind === 'entered' ? [one.entry.node] : []));

describe('the flow for new leads', () => {
  it('makes a task due in two hours for the owner and tells his manager after a day without progress', () => {
    const result = simulate(
      newLeadFlow,
      { ...newLead, events: [{ after: { amount: 24, unit: 'hours' } }] },
      leadContext,
    );
    expect(path(result.trace)).toEqual(['start', 'follow', 'day', 'followed', 'tell']);
    const task = result.trace.find((one) => one.type === 'task');
    expect(task).toMatchObject({ title: '新线索跟进:Acme', person: li, dueAt: '2026-11-22T03:00:00.000Z' });
    expect(told(result.trace)).toEqual([{ to: ['wang'], title: 'Acme 24 小时未跟进' }]);
    expect(result.status).toBe('done');
  });

  it('tells nobody when the task was done, however late in the day', () => {
    const events = [
      { after: { amount: 23, unit: 'hours' as const } },
      { do: 'complete' },
      { after: { amount: 2, unit: 'hours' as const } },
    ];
    const result = simulate(newLeadFlow, { ...newLead, events }, leadContext);
    expect(told(result.trace)).toEqual([]);
    expect(result.status).toBe('done');
  });

  it('looks at the record as it stands after the wait, not as it was', () => {
    const events = [{ change: { 跟进阶段: '初步沟通' } }, { after: { amount: 24, unit: 'hours' as const } }];
    expect(told(simulate(newLeadFlow, { ...newLead, events }, leadContext).trace)).toEqual([]);
  });

  it('waits at the clock until it is moved far enough', () => {
    const result = simulate(
      newLeadFlow,
      { ...newLead, events: [{ after: { amount: 1439, unit: 'minutes' } }] },
      leadContext,
    );
    expect(result).toMatchObject({ status: 'running', at: ['day'], nextDue: '2026-11-23T01:00:00.000Z' });
  });
});

describe('the approval of quotations', () => {
  it('puts the stage back and says why when it is rejected', () => {
    const result = simulate(
      quotationFlow,
      { ...quotation, events: [{ do: 'reject', person: '赵经理', comment: '太便宜' }] },
      leadContext,
    );
    expect(result.record['跟进阶段']).toBe('初步沟通');
    expect(told(result.trace)).toEqual([{ to: ['li'], title: '报价被拒绝:太便宜' }]);
  });

  it('ends with the first approval and takes the task from the others', () => {
    const result = simulate(quotationFlow, { ...quotation, events: [{ do: 'approve', person: 'wang' }] }, leadContext);
    expect(result).toMatchObject({ status: 'done', record: { 跟进阶段: '方案报价' } });
    const late: SimulationCase = {
      ...quotation,
      events: [
        { do: 'approve', person: 'wang' },
        { do: 'approve', person: 'zhao' },
      ],
    };
    expect(() => simulate(quotationFlow, late, leadContext)).toThrow(PlatformError);
  });

  it('needs everybody when all must agree, and only one to reject', () => {
    const all = {
      ...quotationFlow,
      nodes: quotationFlow.nodes.map((node) =>
        node.id === 'ask' ? { ...node, settings: { ...node.settings, mode: 'all' } } : node,
      ),
    };
    const play = (...events: SimulationCase['events'] & object) => simulate(all, { ...quotation, events }, leadContext);
    expect(play({ do: 'approve', person: 'wang' })).toMatchObject({ status: 'running', at: ['ask'] });
    expect(play({ do: 'approve', person: 'wang' }, { do: 'approve', person: 'zhao' }).record['跟进阶段']).toBe(
      '方案报价',
    );
    expect(
      play({ do: 'approve', person: 'wang' }, { do: 'reject', person: 'zhao', comment: 'no' }).record['跟进阶段'],
    ).toBe('初步沟通');
  });
});

describe('a step that cannot be done', () => {
  it('holds its branch with the reason and lets the other go on', () => {
    const flow = {
      ...newLeadFlow,
      nodes: [
        { id: 'start', type: 'record-created', settings: {} },
        { id: 'visit', type: 'wait', settings: { mode: 'field', field: '回访日期' } },
        { id: 'task', type: 'create-task', settings: { title: 'x', assignees: [{ type: 'starter' }] } },
      ],
      edges: [edge('start', 'next', 'visit'), edge('start', 'next', 'task')],
    };
    const result = simulate(flow, { ...newLead, starter: { id: 'li', name: '李四' } }, leadContext);
    expect(result.problems.map((problem) => problem.code)).toEqual(['FLOW_NO_DATE']);
    expect(result.at).toEqual(['visit']);
    expect(result.trace.filter((one) => one.type === 'task')).toHaveLength(1);
  });
});

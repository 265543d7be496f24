import type { FlowDefinition } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { checkFlow } from '../graph/compile-flow.ts';
import { edge, leadContext, newLeadFlow, quotationFlow } from '../testing/lead-flows.ts';

const check = (flow: FlowDefinition) =>
  checkFlow(flow, leadContext).problems.map(({ code, path }) => `${code} ${path}`);

describe('the check of a flow', () => {
  it('finds nothing wrong with the flows of the tutorial', () => {
    expect(checkFlow(newLeadFlow, leadContext)).toEqual({ problems: [], notes: [] });
    expect(checkFlow(quotationFlow, leadContext)).toEqual({ problems: [], notes: [] });
  });

  it('returns every mistake at once, each with its pointer', () => {
    const flow: FlowDefinition = {
      ...newLeadFlow,
      nodes: [
        { id: 'start', type: 'record-created', settings: { condition: '客户来元 = "官网"' } },
        { id: 'again', type: 'record-created', settings: {} },
        {
          id: 'task',
          type: 'create-task',
          settings: {
            title: 'Call {客户名称',
            assignees: [
              { type: 'group', group: 'sails' },
              { type: 'field', field: '客户名称' },
            ],
          },
        },
        { id: 'odd', type: 'aproval', settings: {} },
        {
          id: 'ask',
          type: 'approval',
          settings: { title: 'x', assignees: [{ type: 'role', role: 'boss' }], mode: 'most' },
        },
        {
          id: 'back',
          type: 'update-record',
          settings: { values: { 跟进: '"x"', created_at: 'now()', 合同金额: '"much"' } },
        },
        { id: 'late', type: 'wait', settings: { mode: 'field', field: '客户名称' } },
      ],
      edges: [
        edge('start', 'next', 'task'),
        edge('start', 'later', 'task'),
        edge('task', 'next', 'nowhere'),
        edge('task', 'next', 'ask'),
        edge('task', 'next', 'back'),
        edge('ask', 'approved', 'start'),
      ],
    };
    expect(check(flow).sort()).toEqual(
      [
        'EXPR_NAME_UNKNOWN /nodes/0/settings/condition',
        'EXPR_TYPE_RESULT /nodes/5/settings/values/合同金额',
        'FLOW_MANY_TRIGGERS /nodes/1',
        'FLOW_TEMPLATE /nodes/2/settings/title',
        'FLOW_GROUP_UNKNOWN /nodes/2/settings/assignees/0/group',
        'FLOW_FIELD_KIND /nodes/2/settings/assignees/1/field',
        'FLOW_NODE_TYPE_UNKNOWN /nodes/3/type',
        'FLOW_UNREACHABLE /nodes/3',
        'SCHEMA_VALUE /nodes/4/settings/mode',
        'FLOW_OUTPUT_OPEN /nodes/4',
        'FLOW_OUTPUT_OPEN /nodes/1',
        'FLOW_FIELD_UNKNOWN /nodes/5/settings/values/跟进',
        'FLOW_FIELD_READ_ONLY /nodes/5/settings/values/created_at',
        'FLOW_FIELD_KIND /nodes/6/settings/field',
        'FLOW_UNREACHABLE /nodes/6',
        'FLOW_OUTPUT_UNKNOWN /edges/1/output',
        'FLOW_EDGE_NOWHERE /edges/2/target',
        'FLOW_EDGE_TO_TRIGGER /edges/5/target',
      ].sort(),
    );
  });

  it('lets an expression read the results of earlier steps only', () => {
    const flow = (condition: string): FlowDefinition => ({
      ...newLeadFlow,
      nodes: newLeadFlow.nodes.map((node) => (node.id === 'followed' ? { ...node, settings: { condition } } : node)),
    });
    expect(check(flow('steps.follow.done'))).toEqual([]);
    expect(check(flow('steps.tell.done'))).toHaveLength(1);
    expect(check(flow('user.name = previous.客户名称'))).toEqual([]);
    expect(check(flow('合同金额 + 1'))).toHaveLength(1);
  });

  it('stops at the shape when the document is not a flow', () => {
    expect(check({ ...newLeadFlow, nodes: 'none' } as unknown as FlowDefinition)).toEqual(['SCHEMA_TYPE /nodes']);
  });

  it('says that a flow without a start has none, and not that no step is reached', () => {
    const nodes = newLeadFlow.nodes.filter((node) => node.id !== 'start');
    const edges = newLeadFlow.edges.filter((one) => one.source !== 'start');
    expect(check({ ...newLeadFlow, nodes, edges })).toEqual(['FLOW_NO_TRIGGER /nodes']);
  });
});

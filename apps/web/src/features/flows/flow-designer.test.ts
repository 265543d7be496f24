import type { FlowDefinition, FlowNode } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { createDraftStore } from '../../ui/designer/draft-store.ts';
import { createFlowDesigner } from './flow-designer.ts';
import { connect, insertNode, newNodeId, removeNode, setSettings, setStart } from './flow-edits.ts';
import { layOut } from './flow-layout.ts';

const flow: FlowDefinition = {
  title: 'Approval',
  form: 'lead',
  enabled: true,
  nodes: [
    { id: 'start', type: 'record-created', settings: {} },
    { id: 'tell', type: 'notify', settings: { assignees: [], title: 'x' } },
  ],
  edges: [{ id: 'e1', source: 'start', output: 'next', target: 'tell' }],
};
const ask: FlowNode = { id: 'ask', type: 'approval', settings: { title: '', assignees: [], mode: 'any' } };

function designer(document = flow) {
  const draft = createDraftStore<FlowDefinition>({
    document,
    revision: 1,
    isPublished: true,
    problems: [],
    save: async (_document, revision) => ({ revision: revision + 1, problems: [] }),
  });
  const store = createFlowDesigner(draft);
  return { draft, store, document: () => draft.getState().document };
}
const lines = (document: FlowDefinition) =>
  document.edges.map((edge) => `${edge.source} ${edge.output} ${edge.target}`);

describe('the flow designer', () => {
  it('puts a step into a connection; what followed now follows its first output', () => {
    const { store, document } = designer();
    store.getState().edit('add', insertNode({ type: 'edge', edge: 'e1' }, ask));
    expect(lines(document())).toEqual(['start next ask', 'ask approved tell']);
  });

  it('takes every edit back to the very same document, and does it again', () => {
    const { draft, store, document } = designer();
    const { edit } = store.getState();
    edit('add', insertNode({ type: 'edge', edge: 'e1' }, ask));
    edit(
      'add',
      insertNode(
        { type: 'output', node: 'ask', output: 'rejected' },
        { id: 'end', type: 'end', settings: { ends: 'run' } },
      ),
    );
    edit('connect', connect('tell', 'next', 'ask'));
    edit('settings', setSettings('ask', { ...ask.settings, mode: 'all' }));
    const last = document();
    for (let n = 0; n < 4; n++) draft.getState().undo();
    expect(document()).toBe(flow);
    for (let n = 0; n < 4; n++) draft.getState().redo();
    expect(document()).toEqual(last);
  });

  it('keeps the flow together when a step in its middle is removed', () => {
    const { store, document } = designer(insertNode({ type: 'edge', edge: 'e1' }, ask)(flow));
    store.getState().select({ type: 'node', id: 'ask' });
    store.getState().removeSelected('remove');
    expect(lines(document())).toEqual(['start next tell']);
    expect(store.getState().selection).toBeNull();
  });

  it('removes a step on a circle without leaving a connection to nowhere', () => {
    const circle = connect('tell', 'next', 'ask')(insertNode({ type: 'edge', edge: 'e1' }, ask)(flow));
    const document = removeNode('ask')(circle);
    const ids = new Set(document.nodes.map((node) => node.id));
    expect(document.edges.every((edge) => ids.has(edge.source) && ids.has(edge.target))).toBe(true);
  });

  it('replaces a start and keeps what follows it', () => {
    const document = setStart({ id: 'other', type: 'record-changed', settings: { fields: [] } })(flow);
    expect(document.nodes[0]).toEqual({ id: 'start', type: 'record-changed', settings: { fields: [] } });
    expect(lines(document)).toEqual(['start next tell']);
  });

  it('gives each new step a name of its own that expressions can use', () => {
    expect(newNodeId(flow, 'create-task')).toBe('create_task');
    expect(newNodeId({ ...flow, nodes: [...flow.nodes, { ...ask, id: 'create_task' }] }, 'create-task')).toBe(
      'create_task_2',
    );
  });

  it('finds the step that a problem is about', () => {
    const { store } = designer();
    store.getState().show({ code: 'X', message: '', path: '/nodes/1/settings/title' });
    expect(store.getState().selection).toEqual({ type: 'node', id: 'tell' });
  });

  it('lays out what follows below, and a plus where nothing follows', () => {
    const placed = layOut(insertNode({ type: 'edge', edge: 'e1' }, ask)(flow), { withPluses: true });
    const y = (id: string) => placed.find((one) => one.id === id)?.y ?? Number.NaN;
    expect(y('ask')).toBeGreaterThan(y('start'));
    expect(
      placed
        .filter((one) => one.type === 'plus')
        .map((one) => one.id)
        .sort(),
    ).toEqual(['+ask+rejected', '+tell+next']);
    const boxes = placed.filter((one) => one.type === 'step');
    for (const a of boxes)
      for (const b of boxes) if (a !== b) expect(Math.abs(a.x - b.x) >= 272 || Math.abs(a.y - b.y) >= 92).toBe(true);
  });
});

import type { EventRule, RuleDefinition, Scorecard } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { createDraftStore } from '../../ui/designer/draft-store.ts';
import { createRuleDesigner } from './rule-designer.ts';
import { setCondition, setMoment } from './kinds/event/event-edits.ts';
import { addAttribute, changeAttribute } from './kinds/scorecard/scorecard-edits.ts';
import { insertAction, movePart, setBasics, setSettings } from './rule-edits.ts';

const event: EventRule = {
  type: 'event',
  title: { en: 'Website leads', zh: '官网线索' },
  form: 'lead',
  enabled: true,
  when: { type: 'created' },
  if: 'source = "官网"',
  actions: [
    { type: 'assign', settings: { fields: ['owner'], to: { type: 'group', group: 'sales_a' } } },
    { type: 'add-tags', settings: { field: 'tags', tags: ['官网'] } },
  ],
};

const card: Scorecard = {
  type: 'scorecard',
  title: 'Score',
  form: 'lead',
  enabled: true,
  field: 'score',
  attributes: [
    { key: 'a', title: 'A', when: 'true', points: 1 },
    { key: 'b', title: 'B', when: 'true', points: 2 },
    { key: 'c', title: 'C', when: 'true', points: 3 },
  ],
  bands: [
    { key: 'hot', title: 'Hot', from: 100, actions: [{ type: 'add-points', settings: { field: 'x', points: 1 } }] },
  ],
};

function designer(document: RuleDefinition) {
  const draft = createDraftStore<RuleDefinition>({
    document,
    revision: 1,
    isPublished: true,
    problems: [],
    save: async (_document, revision) => ({ revision: revision + 1, problems: [] }),
  });
  const store = createRuleDesigner(draft);
  return { draft, store, document: () => draft.getState().document };
}

describe('the rule designer', () => {
  it('takes every edit back, one at a time, to the very same document', () => {
    const { draft, store, document } = designer(event);
    const { edit } = store.getState();
    edit('moment', setMoment({ type: 'changed', fields: ['stage'] }));
    edit('condition', setCondition(''));
    edit('add', insertAction({ list: '/actions', index: 1 }, { type: 'notify', settings: {} }));
    edit('name', setBasics({ title: 'Other' }));
    expect(document()).toMatchObject({ when: { type: 'changed' }, title: 'Other' });
    expect(document()).not.toHaveProperty('if');
    expect((document() as EventRule).actions.map((action) => action.type)).toEqual(['assign', 'notify', 'add-tags']);
    for (let n = 0; n < 4; n++) draft.getState().undo();
    expect(document()).toBe(event);
    for (let n = 0; n < 4; n++) draft.getState().redo();
    expect(document()).toMatchObject({ title: 'Other' });
  });

  it('moves an action with its selection, also past the end of its own place', () => {
    const { store, document } = designer(event);
    store.getState().select({ type: 'action', list: '/actions', index: 0 });
    store.getState().moveAction('move', { list: '/actions', index: 0 }, { list: '/actions', index: 1 });
    expect((document() as EventRule).actions.map((action) => action.type)).toEqual(['add-tags', 'assign']);
    expect(store.getState().selection).toEqual({ type: 'action', list: '/actions', index: 1 });
  });

  it('undoes typing into one field as one edit', () => {
    const { draft, store, document } = designer(event);
    const place = { list: '/actions', index: 1 };
    for (const tag of ['高', '高意', '高意向'])
      store.getState().edit('tags', setSettings(place, { field: 'tags', tags: [tag] }), 'tags');
    draft.getState().undo();
    expect(document()).toBe(event);
  });

  it('removes what is selected and nothing when nothing is', () => {
    const { draft, store, document } = designer(event);
    store.getState().removeSelected('remove');
    expect(draft.getState().canUndo).toBe(false);
    store.getState().select({ type: 'action', list: '/actions', index: 0 });
    store.getState().removeSelected('remove');
    expect((document() as EventRule).actions).toHaveLength(1);
    expect(store.getState().selection).toBeNull();
  });

  it('does not note an edit that does not fit the kind of rule', () => {
    const { draft, store, document } = designer(event);
    store.getState().edit('attribute', addAttribute({ key: 'x', title: 'X', when: 'true', points: 1 }));
    expect(document()).toBe(event);
    expect(draft.getState().canUndo).toBe(false);
  });

  it('orders and changes the attributes of a scorecard', () => {
    const { store, document } = designer(card);
    store.getState().edit('move', movePart('attributes', 0, 2));
    store.getState().edit('points', changeAttribute(0, { points: 25 }));
    expect((document() as Scorecard).attributes.map(({ key, points }) => [key, points])).toEqual([
      ['b', 25],
      ['c', 3],
      ['a', 1],
    ]);
  });

  it('finds what a problem is about', () => {
    const { store } = designer(card);
    store.getState().show({ code: 'X', message: '', path: '/bands/0/actions/0/settings/field' });
    expect(store.getState().selection).toEqual({ type: 'action', list: '/bands/0/actions', index: 0 });
    store.getState().show({ code: 'X', message: '', path: '/attributes/2/when' });
    expect(store.getState().selection).toEqual({ type: 'part', part: 'attributes', index: 2 });
    store.getState().show({ code: 'X', message: '', path: '/title' });
    expect(store.getState().selection).toBeNull();
  });
});

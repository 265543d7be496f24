import { modelForm } from '@tangram/forms';
import type { FlowDefinition, FlowNode, FormDefinition, Language } from '@tangram/schema';
import { describe, expect, it, vi } from 'vitest';
import { sentenceOfNode } from './flow-words.ts';

// The editor of expressions, which comes along, asks the browser in which face this person likes to read.
vi.hoisted(() => vi.stubGlobal('localStorage', { getItem: () => null }));

const definition: FormDefinition = {
  type: 'object',
  properties: {
    name: { field: { type: 'text', title: { en: 'Name', zh: '名称' } } },
    state: {
      field: {
        type: 'select',
        title: { en: 'State', zh: '状态' },
        settings: { options: [{ value: 'won', title: { en: 'Closed won', zh: '赢单' } }] },
      },
    },
  },
  form: { title: 'Lead', titleField: 'name', layout: [] },
};
const form = modelForm('crm', 'lead', definition, () => undefined);

function sentence(node: FlowNode, language: Language): string {
  const flow: FlowDefinition = { title: 'Won', form: 'lead', enabled: true, nodes: [node], edges: [] };
  return sentenceOfNode(flow, node, form, { language, names: (_kind, key) => key, formNamed: () => form });
}

describe('the sentence of a step', () => {
  const changed: FlowNode = { id: 'start', type: 'record-changed', settings: { fields: ['state'], to: 'won' } };
  const update = (values: { readonly [field: string]: string }): FlowNode => ({
    id: 'set',
    type: 'update-record',
    settings: { values },
  });

  it('calls the value that a field changes to by the title of its option', () => {
    expect(sentence(changed, 'en')).toBe('When State changes to "Closed won"');
    expect(sentence(changed, 'zh')).toBe('状态变为“赢单”时');
  });

  it('calls the value that a field is set to by the title of its option', () => {
    expect(sentence(update({ state: '"won"' }), 'en')).toBe('Set State to "Closed won"');
    expect(sentence(update({ state: '"won"' }), 'zh')).toBe('将“状态”设为 “赢单”');
  });

  it('leaves a text that is no option of the field as it stands', () => {
    expect(sentence(update({ name: '"won"' }), 'en')).toBe('Set Name to "won"');
    expect(sentence({ ...changed, settings: { fields: ['state'], to: 'lost' } }, 'en')).toBe(
      'When State changes to "lost"',
    );
  });
});

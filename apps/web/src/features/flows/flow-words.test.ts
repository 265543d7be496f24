import { modelForm } from '@tangram/forms';
import type { FlowDefinition, FlowNode } from '@tangram/schema';
import { expect, it, vi } from 'vitest';
import { sentenceOfNode } from './flow-words.ts';

// What is imported along with it remembers in the browser how people like to read expressions.
vi.hoisted(() => vi.stubGlobal('localStorage', { getItem: () => null }));

const won = { value: 'won', title: { en: 'Won', zh: '赢单' } };
const stage = { type: 'select', title: { en: 'Stage', zh: '阶段' }, settings: { options: [won] } };
const lead = {
  type: 'object',
  properties: { stage: { field: stage }, note: { field: { type: 'text', title: { en: 'Note', zh: '备注' } } } },
  form: { title: { en: 'Lead', zh: '线索' }, layout: [] },
} as const;
const form = modelForm('crm', 'lead', lead, () => undefined);

function sentence(node: Omit<FlowNode, 'id'>, language: 'zh' | 'en'): string {
  const placed = { ...node, id: 'one' };
  const flow: FlowDefinition = { title: 'Flow', form: 'lead', enabled: true, nodes: [placed], edges: [] };
  return sentenceOfNode(flow, placed, form, { language, names: (_, key) => key, formNamed: () => undefined });
}

it.each([
  ['zh', '阶段变为“赢单”时'],
  ['en', 'When Stage changes to "Won"'],
] as const)('a start in %s says a choice by its title', (language, said) => {
  const settings = { fields: ['stage'], to: 'won' };
  expect(sentence({ type: 'record-changed', settings }, language)).toBe(said);
});

it.each([
  ['zh', '将“阶段”设为 “赢单”,“备注”设为 “won”'],
  ['en', 'Set Stage to "Won", Note to "won"'],
] as const)('a step in %s that writes a choice says it by its title, and a text as it is', (language, said) => {
  const settings = { values: { stage: '"won"', note: '"won"' } };
  expect(sentence({ type: 'update-record', settings }, language)).toBe(said);
});

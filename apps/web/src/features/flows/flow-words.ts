import {
  type FlowContext,
  type NodeContext,
  nodeTypeNamed,
  nodeTypes,
  reachability,
  scopeAt,
  type Words,
} from '@tangram/flows';
import type { Scope } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { type FlowDefinition, type FlowNode, type JsonValue, type Language, textIn } from '@tangram/schema';
import { type ConditionNames, formNames, readAloud } from '../expressions/index.ts';

/** How people call what flows speak of by key. */
export type Names = (kind: 'form' | 'group' | 'role' | 'person', key: string) => string;

/** The names an expression in the settings of `node` may use. */
export function nodeScope(flow: FlowDefinition, node: FlowNode, form: FormModel): Scope {
  const reaches = reachability(
    flow.nodes.map((one) => one.id),
    flow.edges,
  );
  return scopeAt(node, flow, typesByName, reaches, form);
}

/** Titles of fields, and of steps' results: "Approval › comment". */
export function nodeNames(
  flow: FlowDefinition,
  form: FormModel,
  language: Language,
  formNamed: FlowContext['formNamed'],
): ConditionNames {
  const fields = formNames(form, language, (_app, key) => formNamed(key));
  return {
    ...fields,
    titleOf(path) {
      const [first, id, member] = path.split('.');
      if (first !== 'steps' || member === undefined) return fields.titleOf?.(path);
      const node = flow.nodes.find((one) => one.id === id);
      const word = resultWords[member]?.[language] ?? member;
      return `${titleOfNode(node, language)}${language === 'zh' ? '的' : ' › '}${word}`;
    },
  };
}

/** What the node is called: its own title, else its type's. */
export function titleOfNode(node: FlowNode | undefined, language: Language): string {
  if (node === undefined) return '';
  return textIn(node.title, language) || textIn(nodeTypeNamed(node.type)?.title, language) || node.type;
}

/** What the node does, in one sentence; its type's description where its settings are not filled in far enough for one. */
export function sentenceOfNode(
  flow: FlowDefinition,
  node: FlowNode,
  form: FormModel | undefined,
  around: { readonly language: Language; readonly names: Names; readonly formNamed: FlowContext['formNamed'] },
): string {
  const { language, names, formNamed } = around;
  const type = nodeTypeNamed(node.type);
  if (type === undefined) return node.type;
  if (form === undefined) return textIn(type.description, language);
  const titles = nodeNames(flow, form, language, formNamed);
  const labelOf = (field: string, value: JsonValue) =>
    titles.optionsOf?.(field)?.find((option) => option.value === value)?.label;
  const words: Words = {
    language,
    name: (kind, key) =>
      kind === 'field' ? textIn(form.fields.get(key)?.definition.title, language) || key : names(kind, key),
    expression(path, field) {
      const context: NodeContext = { app: form.app, form, formNamed };
      const text = type.expressions?.(node.settings, context).find((one) => one.path === path)?.text ?? '';
      return readAloud(text, { scope: nodeScope(flow, node, form), language, names: titles, field });
    },
    value: (field, value) => labelOf(field, value) ?? (typeof value === 'string' ? value : JSON.stringify(value)),
  };
  try {
    return type
      .sentence(node.settings, words)
      .replaceAll(/\{([^{}]+)\}/g, (_, path: string) => `{${titles.titleOf?.(path.trim()) ?? path}}`);
  } catch {
    // A draft may hold settings of any shape; the check names what is wrong with them.
    return textIn(type.description, language);
  }
}

const typesByName = new Map(nodeTypes.map((type) => [type.type, type]));

const resultWords: { readonly [name: string]: { readonly en: string; readonly zh: string } } = {
  done: { en: 'done', zh: '已完成' },
  by: { en: 'by', zh: '处理人' },
  comment: { en: 'comment', zh: '意见' },
  outcome: { en: 'outcome', zh: '结果' },
  id: { en: 'record', zh: '记录' },
};

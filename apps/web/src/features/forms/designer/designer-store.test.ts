import { newForm } from '@tangram/forms';
import type { FormDefinition } from '@tangram/schema';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftStore, type DraftStore } from '../../../ui/designer/draft-store.ts';
import { createFormDesigner, type FormDesigner } from './designer-store.ts';
import { setCondition, setField, setFormSettings, setRequired } from './form-edits.ts';

let draft: DraftStore<FormDefinition>;
let designer: FormDesigner;
const published = new Set<string>();

beforeEach(() => {
  vi.useFakeTimers();
  published.clear();
  draft = createDraftStore<FormDefinition>({
    document: newForm('客户'),
    revision: 1,
    isPublished: false,
    problems: [],
    save: async (_document, revision) => ({ revision: revision + 1, problems: [] }),
  });
  designer = createFormDesigner({
    draft,
    language: 'zh',
    words: {
      section: { en: 'Section', zh: '分区' },
      copyOf: (title) => ({ zh: `${typeof title === 'string' ? title : title['zh']} 副本` }),
      commands: { move: 'm', duplicate: 'd', remove: 'r', restore: 's', rename: 'n' },
    },
    fixedKeys: () => published,
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const form = () => draft.getState().document;
const keys = () => Object.keys(form().properties);
const run = () => designer.getState();

describe('the form designer', () => {
  it('adds fields behind what is selected, with keys made from their names', () => {
    run().add('text');
    run().add('number');
    run().select({ type: 'field', key: '单行文本' });
    run().add('text');
    expect(form().form.layout).toEqual([
      { type: 'field', field: '单行文本' },
      { type: 'field', field: '单行文本_2' },
      { type: 'field', field: '数字' },
    ]);
    expect(run().selected).toEqual({ type: 'field', key: '单行文本_2' });
  });

  it('gives a select options whose stored values are what people read', () => {
    run().add('select');
    expect(form().properties['下拉单选']?.field.settings).toEqual({
      options: [
        { value: '选项一', title: '选项一' },
        { value: '选项二', title: '选项二' },
      ],
    });
  });

  it('lets the key follow the name until it is published, everywhere the form names it', () => {
    run().add('text');
    run().edit('required', setRequired('单行文本', true));
    run().edit('title', setFormSettings({ titleField: '单行文本', public: { enabled: true, fields: ['单行文本'] } }));
    run().edit('show', setCondition('单行文本', 'show', 'true'));
    run().rename('单行文本', { en: 'Single-line text', zh: '客户名称' });
    run().settleKey('单行文本');
    expect(form()).toMatchObject({
      properties: { 客户名称: { field: { title: { zh: '客户名称' } } } },
      required: ['客户名称'],
      form: {
        titleField: '客户名称',
        layout: [{ field: '客户名称' }],
        conditions: [{ fields: ['客户名称'] }],
        public: { fields: ['客户名称'] },
      },
    });
    expect(run().selected).toEqual({ type: 'field', key: '客户名称' });
    published.add('客户名称');
    run().rename('客户名称', { zh: '公司' });
    run().settleKey('客户名称');
    expect(keys()).toEqual(['客户名称']);
  });

  it('leaves a key alone that an expression may name', () => {
    run().add('number');
    run().add('number');
    run().edit('formula', setField('数字_2', { formula: '数字 * 2' }));
    run().rename('数字', { zh: '金额' });
    run().settleKey('数字');
    expect(keys()).toEqual(['数字', '数字_2']);
  });

  it('takes a removed field out of everything that named it, and never gives its key to another', () => {
    run().add('text');
    run().edit('required', setRequired('单行文本', true));
    run().edit('title', setFormSettings({ titleField: '单行文本' }));
    run().edit('show', setCondition('单行文本', 'show', 'true'));
    published.add('单行文本');
    const schema = form().properties['单行文本'];
    run().remove({ type: 'field', key: '单行文本' });
    expect(form()).toEqual({ ...newForm('客户'), required: [], form: { ...newForm('客户').form, conditions: [] } });
    run().add('text');
    expect(keys()).toEqual(['单行文本_2']);
    if (schema !== undefined) run().restore('单行文本', schema);
    expect(keys()).toEqual(['单行文本_2', '单行文本']);
  });

  it('keeps the fields of a removed section', () => {
    run().addSection();
    run().add('text');
    run().add('date');
    expect(form().form.layout).toMatchObject([
      { type: 'section', children: [{ field: '单行文本' }, { field: '日期' }] },
    ]);
    run().remove({ type: 'section', path: [0] });
    expect(form().form.layout).toEqual([
      { type: 'field', field: '单行文本' },
      { type: 'field', field: '日期' },
    ]);
  });

  it('duplicates a field beside itself, without its uniqueness', () => {
    run().add('text');
    run().edit('unique', setField('单行文本', { unique: true }));
    run().add('date');
    run().duplicate('单行文本');
    expect(form().form.layout.map((node) => (node.type === 'field' ? node.field : ''))).toEqual([
      '单行文本',
      '单行文本副本',
      '日期',
    ]);
    expect(form().properties['单行文本副本']?.field.unique).toBeUndefined();
  });

  it('follows a section it moves', () => {
    run().add('text');
    run().addSection();
    run().move([1], { parent: [], index: 0 });
    expect(run().selected).toEqual({ type: 'section', path: [0] });
  });

  it('undoes every edit back to the empty form and does them all again', () => {
    const before = form();
    run().add('text');
    run().add('select');
    run().addSection();
    run().move([0], { parent: [2], index: 0 });
    run().duplicate('下拉单选');
    run().remove({ type: 'field', key: '下拉单选' });
    const after = form();
    let steps = 0;
    while (draft.getState().canUndo) {
      draft.getState().undo();
      steps++;
    }
    expect(form()).toEqual(before);
    while (draft.getState().canRedo) draft.getState().redo();
    expect(form()).toEqual(after);
    expect(steps).toBe(6);
  });

  it('undoes the typing of a name as one', () => {
    run().add('text');
    for (const zh of ['客', '客户', '客户名']) run().rename('单行文本', { zh });
    draft.getState().undo();
    expect(form().properties['单行文本']?.field.title).toEqual({ en: 'Single-line text', zh: '单行文本' });
  });

  it('makes no command of an edit that changes nothing', () => {
    run().move([5], { parent: [], index: 0 });
    expect(draft.getState().canUndo).toBe(false);
  });
});

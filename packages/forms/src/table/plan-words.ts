import { type Language, textIn } from '@tangram/schema';
import type { FieldModel, FormModel } from '../model/form-model.ts';
import type { DryRun, DryRunFindings, LockCost } from './table-step.ts';

type Words = Readonly<Record<Language, string>>;

/** What each step does, said to the person who builds the form. */
export const planWords = {
  createTable: (form: FormModel, fields: number): Words => ({
    en: `The form “${textIn(form.definition.form.title, 'en')}” gets its table, with ${fields} ${fields === 1 ? 'field' : 'fields'}.`,
    zh: `为表单“${textIn(form.definition.form.title, 'zh')}”建立数据表，共 ${fields} 个字段。`,
  }),
  addColumn: (field: FieldModel) =>
    say(
      field,
      (title) => `The field “${title}” is added; existing records are blank there.`,
      (title) => `新增字段“${title}”，已有记录此项为空。`,
    ),
  restoreColumn: (field: FieldModel) =>
    say(
      field,
      (title) => `The field “${title}” comes back from the trash with its values.`,
      (title) => `从回收站恢复字段“${title}”及其数据。`,
    ),
  trashColumn: (field: FieldModel) =>
    say(
      field,
      (title) => `The field “${title}” goes to the trash; its values are kept for 30 days and can be restored.`,
      (title) => `字段“${title}”移入回收站，数据保留 30 天，可随时恢复。`,
    ),
  convertColumn: (was: FieldModel, field: FieldModel): Words => ({
    en: `“${titleOf(field, 'en')}” changes from ${textIn(was.type.title, 'en')} to ${textIn(field.type.title, 'en')}; the old values are kept in the trash for 30 days.`,
    zh: `“${titleOf(field, 'zh')}”由${textIn(was.type.title, 'zh')}改为${textIn(field.type.title, 'zh')}，原数据在回收站保留 30 天。`,
  }),
  setTitle: (was: FieldModel, field: FieldModel): Words => ({
    en: `“${titleOf(was, 'en')}” is now called “${titleOf(field, 'en')}”.`,
    zh: `“${titleOf(was, 'zh')}”改名为“${titleOf(field, 'zh')}”。`,
  }),
  setSettings: (field: FieldModel) =>
    say(
      field,
      (title) => `The settings of “${title}” change.`,
      (title) => `“${title}”的设置有变动。`,
    ),
  setRequired: (field: FieldModel) =>
    field.isRequired
      ? say(
          field,
          (title) => `“${title}” must be filled in from now on.`,
          (title) => `“${title}”改为必填。`,
        )
      : say(
          field,
          (title) => `“${title}” may be left blank from now on.`,
          (title) => `“${title}”改为选填。`,
        ),
  makeUnique: (field: FieldModel) =>
    say(
      field,
      (title) => `No two records may have the same “${title}”.`,
      (title) => `“${title}”不允许重复。`,
    ),
  createIndex: (field: FieldModel | null): Words =>
    field === null
      ? { en: 'Lists are made fast to sort.', zh: '为列表排序建立索引。' }
      : say(
          field,
          (title) => `Searching by “${title}” is made fast.`,
          (title) => `为“${title}”建立索引以加快查询。`,
        ),
  dropIndex: (field: FieldModel) =>
    say(
      field,
      (title) => `The index of “${title}” is given up.`,
      (title) => `撤销“${title}”的索引。`,
    ),
  addForeignKey: (field: FieldModel) =>
    say(
      field,
      (title) => `“${title}” can only hold records that exist.`,
      (title) => `“${title}”只能填写存在的记录。`,
    ),
  dropForeignKey: (field: FieldModel) =>
    say(
      field,
      (title) => `“${title}” is no longer tied to its records.`,
      (title) => `解除“${title}”与其记录的关联约束。`,
    ),
  numberRows: (field: FieldModel) =>
    say(
      field,
      (title) => `Existing records get their “${title}” in the order of creation.`,
      (title) => `已有记录按创建顺序补上“${title}”。`,
    ),
  recompute: (field: FieldModel) =>
    say(
      field,
      (title) => `“${title}” is computed anew for every record.`,
      (title) => `重新计算所有记录的“${title}”。`,
    ),
  lock: (lock: LockCost): Words => lockWords[lock],
};

/** What the dry run of a step found, in a sentence: "17 of 40,213 values will not convert". Null when it found nothing. */
export function findingWords(dryRun: DryRun, findings: DryRunFindings): Words | null {
  if (findings.found === 0) return null;
  const found = findings.found.toLocaleString('en-US');
  const total = findings.total.toLocaleString('en-US');
  const samples = findings.samples.map((sample) => (sample.length > 40 ? `${sample.slice(0, 40)}…` : sample));
  const [en, zh] = findingSentences[dryRun.asks](found, total);
  if (samples.length === 0) return { en: `${en}.`, zh: `${zh}。` };
  return { en: `${en}: ${samples.join(', ')}.`, zh: `${zh}：${samples.join('、')}。` };
}

const findingSentences: Record<DryRun['asks'], (found: string, total: string) => [string, string]> = {
  'values-lost': (found, total) => [
    `${found} of ${total} values will not convert and become blank`,
    `${total} 条记录中有 ${found} 个值无法转换，将变为空`,
  ],
  duplicates: (found, total) => [
    `${found} of ${total} records share their value with another; make them differ first`,
    `${total} 条记录中有 ${found} 条的值重复，请先改为不同的值`,
  ],
  blanks: (found, total) => [
    `${found} of ${total} records are blank there and must be filled in when next changed`,
    `${total} 条记录中有 ${found} 条此项为空，下次修改时必须填写`,
  ],
  'options-gone': (found, total) => [
    `${found} of ${total} records hold a removed option and keep it until changed`,
    `${total} 条记录中有 ${found} 条使用了已删除的选项，修改前保持原值`,
  ],
  'values-trashed': (found, total) => [
    `${found} of ${total} records hold a value there`,
    `${total} 条记录中有 ${found} 条填有此项`,
  ],
};

const lockWords: Record<LockCost, Words> = {
  none: { en: 'Nobody will notice.', zh: '不影响任何人使用。' },
  moment: { en: 'Takes a moment, whatever the number of records.', zh: '瞬间完成，与记录数无关。' },
  scan: {
    en: 'Reads every record once; saving waits meanwhile (about a second per million records).',
    zh: '需读取全部记录，期间暂停保存（每百万条约一秒）。',
  },
  rewrite: {
    en: 'Writes every record anew; saving waits meanwhile (up to a minute per million records).',
    zh: '需重写全部记录，期间暂停保存（每百万条至多一分钟）。',
  },
};

function titleOf(field: FieldModel, language: Language): string {
  return textIn(field.definition.title, language) || field.key;
}

function say(field: FieldModel, en: (title: string) => string, zh: (title: string) => string): Words {
  return { en: en(titleOf(field, 'en')), zh: zh(titleOf(field, 'zh')) };
}

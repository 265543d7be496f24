import { booleanType, readExpression } from '@tangram/expression';
import type { ChangeKind } from '@tangram/records';
import { didYouMean, nearest, type Problem, type RelatedMoment } from '@tangram/schema';
import { compileCondition } from '../../../compile/condition.ts';
import { ruleScope } from '../../../compile/rule-context.ts';
import { ruleProblem } from '../../../errors.ts';
import { relatedOccasion, wokenByRelated } from '../../../related/related-occasion.ts';
import { feelSchema } from '../../rule-shape.ts';
import { listed, type MomentNames } from './moment-names.ts';
import type { MomentType } from './moment-type.ts';
import { findReferring, referringRecords } from '../../../related/referring-records.ts';
import { watchedFields } from './watched-fields.ts';

const kinds = ['created', 'changed', 'deleted'] as const;
type Kind = (typeof kinds)[number];

const changeKinds: Record<Kind, readonly ChangeKind[]> = {
  created: ['create', 'restore'],
  changed: ['update'],
  deleted: ['delete'],
};

/** A record of another form that refers to this one is created, changed or deleted. */
export const related: MomentType<RelatedMoment> = {
  type: 'related',
  title: { en: 'Something happens to a record that belongs to the {form}', zh: '与{form}关联的记录发生变化时' },
  settings: {
    required: ['records'],
    properties: {
      records: { ...referringRecords, title: { en: 'Which records', zh: '关联记录' } },
      kinds: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: {
          enum: kinds,
          'x-titles': {
            created: { en: 'Created', zh: '新增' },
            changed: { en: 'Changed', zh: '修改' },
            deleted: { en: 'Deleted', zh: '删除' },
          },
        },
        title: { en: 'What happens', zh: '发生什么' },
      },
      fields: {
        ...watchedFields,
        title: { en: 'Changes of these fields', zh: '修改以下字段' },
        widget: 'other-fields',
      },
      where: {
        ...feelSchema,
        title: { en: 'Only where', zh: '仅当关联记录满足' },
        description: { en: 'A condition on the related record.', zh: '对关联记录的条件。' },
        widget: 'other-condition',
      },
    },
  },
  initial: () => ({ type: 'related', records: { form: '', field: '' } }),
  otherForm: ({ records }, form) => form.formNamed(records.form),
  check(when, { context }) {
    const problems: Problem[] = [];
    const found = findReferring(when.records, context, '/when/records', problems);
    if (found === null) return problems;
    const { fields } = found.form;
    for (const [index, field] of (when.fields ?? []).entries()) {
      if (fields.has(field)) continue;
      const params = { form: found.form.definition.form.title, field };
      const near = didYouMean(nearest(field, fields.keys()));
      problems.push(ruleProblem('RULE_FIELD_UNKNOWN', `/when/fields/${index}`, params, near));
    }
    if (when.where !== undefined) {
      const read = readExpression(when.where, ruleScope(found.form), { expects: booleanType, path: '/when/where' });
      problems.push(...read.problems);
    }
    return problems;
  },
  sentence(when, names) {
    const form = names.form(when.records.form);
    const what = listed(
      (when.kinds ?? kinds).map((kind) => kindWords[kind][names.language]),
      names,
    );
    const fields = when.fields?.map((field) => names.field(field, when.records.form)) ?? [];
    return fields.length === 0
      ? sentenceOf(form, what, names)
      : sentenceOf(`${form} (${listed(fields, names)})`, what, names);
  },
  compile(when, context, problems) {
    const found = findReferring(when.records, context, '/when/records', problems);
    const scope = found === null ? null : ruleScope(found.form);
    const read =
      scope === null || when.where === undefined
        ? null
        : readExpression(when.where, scope, { expects: booleanType, path: '/when/where' });
    problems.push(...(read?.problems ?? []));
    const { rule } = context;
    return {
      kinds: new Set(),
      fields: null,
      occasion: wokenByRelated(rule),
      sample: relatedOccasion([rule]),
      related: {
        records: when.records,
        kinds: new Set((when.kinds ?? kinds).flatMap((kind) => changeKinds[kind])),
        fields: when.fields ?? null,
        condition:
          scope === null || when.where === undefined || read === null || read.expression === null
            ? null
            : compileCondition(read.expression, when.where, scope),
      },
    };
  },
};

const kindWords: Record<Kind, { en: string; zh: string }> = {
  created: { en: 'created', zh: '新增' },
  changed: { en: 'changed', zh: '修改' },
  deleted: { en: 'deleted', zh: '删除' },
};

function sentenceOf(form: string, what: string, { language }: MomentNames): string {
  return language === 'zh' ? `关联的${form}${what}时` : `When a related ${form} is ${what}`;
}

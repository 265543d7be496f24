import type { JsonObject, JsonSchema, JsonValue, Problem } from '@tangram/schema';
import type { ActionNames } from './actions/action-type.ts';
import { findWritableField, titleOf } from './check/check-names.ts';
import { checkValue } from './check/constant.ts';
import { ruleProblem } from './errors.ts';
import type { RuleContext } from './compile/rule-context.ts';

/** Settings of the actions that add and remove tags: a field that holds several choices, and some of them. */
export interface Tags extends JsonObject {
  readonly field: string;
  readonly tags: readonly string[];
}

export const tagsSettings: JsonSchema = {
  type: 'object',
  required: ['field', 'tags'],
  additionalProperties: false,
  properties: {
    field: {
      type: 'string',
      format: 'tangram-key',
      title: { en: 'Field', zh: '字段' },
      widget: 'field',
      accepts: ['list'],
    },
    tags: {
      type: 'array',
      title: { en: 'Tags', zh: '标签' },
      minItems: 1,
      maxItems: 50,
      items: { type: 'string', minLength: 1, maxLength: 100 },
      widget: 'tags',
    },
  },
};

export function checkTags(settings: Tags, context: RuleContext): Problem[] {
  const problems: Problem[] = [];
  const field = findWritableField(context, settings.field, '/field', problems);
  if (field === null) return problems;
  if (field.valueType !== 'list') {
    return [
      ruleProblem('RULE_FIELD_WRONG_TYPE', '/field', {
        field: titleOf(field),
        expected: { en: 'a field of several choices', zh: '多选字段' },
      }),
    ];
  }
  return settings.tags.flatMap((tag, index) => checkValue([tag], field, `/tags/${index}`));
}

/** `Tags "VIP", "East China"`: the field and the tags as people call them. */
export function tagWords({ field, tags }: Tags, names: ActionNames): string {
  const titles = tags.map((tag) => names.option(field, tag));
  return names.language === 'zh'
    ? `${names.field(field)}${titles.map((title) => `“${title}”`).join('、')}`
    : `${names.field(field)} ${titles.map((title) => `"${title}"`).join(', ')}`;
}

export function heldTags(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((tag) => typeof tag === 'string') : [];
}

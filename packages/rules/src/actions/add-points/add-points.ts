import { type JsonObject, type JsonValue, type Problem } from '@tangram/schema';
import { findWritableField, titleOf } from '../../check/check-names.ts';
import { ruleProblem } from '../../errors.ts';
import { addExactly } from '../../points.ts';
import type { ActionType } from '../action-type.ts';

interface AddPoints extends JsonObject {
  readonly field: string;
  /** Negative takes away. */
  readonly points: number;
}

/** Adds points to a number field; blank counts as 0. */
export const addPoints: ActionType<AddPoints> = {
  type: 'add-points',
  title: { en: 'Add points', zh: '加减分' },
  description: { en: 'Add points to a number field, or take them away.', zh: '给数字字段加分或减分。' },
  icon: 'PlusSquareOutlined',
  stage: 'record',
  settings: {
    type: 'object',
    required: ['field', 'points'],
    additionalProperties: false,
    properties: {
      field: {
        type: 'string',
        format: 'tangram-key',
        title: { en: 'Field', zh: '字段' },
        widget: 'field',
        accepts: ['number'],
      },
      points: { type: 'number', title: { en: 'Points', zh: '分值' } },
    },
  },
  initial: (form) => ({ field: form.fields.has('score') ? 'score' : '', points: 10 }),
  check(settings, context) {
    const problems: Problem[] = [];
    const field = findWritableField(context, settings.field, '/field', problems);
    if (field !== null && field.valueType !== 'number') {
      problems.push(
        ruleProblem('RULE_FIELD_WRONG_TYPE', '/field', {
          field: titleOf(field),
          expected: { en: 'a number', zh: '数字' },
        }),
      );
    }
    return problems;
  },
  sentence({ field, points }, names) {
    const many = Math.abs(points);
    if (names.language === 'zh') return `${names.field(field)}${points < 0 ? '减' : '加'} ${many} 分`;
    return points < 0
      ? `Take ${many} points from ${names.field(field)}`
      : `Add ${many} points to ${names.field(field)}`;
  },
  writes: ({ field }) => [field],
  compile({ field, points }) {
    return {
      reads: [[field]],
      constants: null,
      async run(targets) {
        for (const target of targets) target.set(field, addExactly(target.values[field] as JsonValue, points));
      },
    };
  },
};

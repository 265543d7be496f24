import { compileExpression, type Environment, type Expression, fromFeel } from '@tangram/expression';
import type { JsonObject, JsonValue, Problem } from '@tangram/schema';
import { checkConstant, constantOf } from '../../check/constant.ts';
import { findExpression, findWritableField } from '../../check/check-names.ts';
import type { ActionType } from '../action-type.ts';

interface SetFields extends JsonObject {
  readonly fields: readonly { readonly field: string /** FEEL */; readonly value: string }[];
}

/** Writes values into fields of the record; each value is FEEL over the record as earlier actions left it. */
export const setFields: ActionType<SetFields> = {
  type: 'set-fields',
  title: { en: 'Set fields', zh: '设置字段' },
  description: { en: 'Write values into fields of the record.', zh: '把值写入记录的字段。' },
  icon: 'EditOutlined',
  stage: 'record',
  settings: {
    type: 'object',
    required: ['fields'],
    additionalProperties: false,
    properties: {
      fields: {
        type: 'array',
        title: { en: 'Fields', zh: '字段' },
        minItems: 1,
        maxItems: 50,
        items: {
          type: 'object',
          required: ['field', 'value'],
          additionalProperties: false,
          properties: {
            field: { type: 'string', format: 'tangram-key', title: { en: 'Field', zh: '字段' }, widget: 'field' },
            value: {
              type: 'string',
              minLength: 1,
              maxLength: 10_000,
              title: { en: 'Value', zh: '值' },
              widget: 'feel',
            },
          },
        },
      },
    },
  },
  initial: () => ({ fields: [] }),
  check(settings, context) {
    const problems: Problem[] = [];
    for (const [index, { field: key, value }] of settings.fields.entries()) {
      const field = findWritableField(context, key, `/fields/${index}/field`, problems);
      if (field === null) continue;
      const path = `/fields/${index}/value`;
      const expression = findExpression(context, value, field.feelType, path, problems);
      if (expression !== null) problems.push(...checkConstant(expression, field, path));
    }
    return problems;
  },
  sentence(settings, names) {
    const list = settings.fields.map(({ field, value }) =>
      names.language === 'zh'
        ? `${names.field(field)}设为 ${names.value(field, value)}`
        : `${names.field(field)} to ${names.value(field, value)}`,
    );
    return names.language === 'zh' ? list.join('，') : `Set ${list.join(', ')}`;
  },
  writes: (settings) => settings.fields.map(({ field }) => field),
  compile(settings, context) {
    const steps: { field: string; evaluate: (environment: Environment) => JsonValue }[] = [];
    const reads: (readonly string[])[] = [];
    const constants = new Map<string, JsonValue>();
    const values = new Map<string, Expression>();
    for (const { field, value } of settings.fields) {
      const expects = context.form.fields.get(field)?.feelType ?? { type: 'any' };
      const expression = findExpression(context, value, expects, '', []);
      if (expression === null) continue;
      const evaluate = compileExpression(expression);
      const constant = constantOf(expression);
      if (constant === undefined) constants.delete(field);
      else constants.set(field, constant);
      reads.push(...expression.reads);
      values.set(field, expression);
      steps.push({ field, evaluate: (environment) => fromFeel(evaluate(environment)) });
    }
    return {
      reads,
      constants,
      // A value that looks at what an earlier line has written is not one over the record as it stood.
      ...(reads.some((path) => values.has(path[0] as string)) ? {} : { values }),
      async run(targets) {
        for (const target of targets) {
          for (const { field, evaluate } of steps) target.set(field, evaluate(target.environment));
        }
      },
    };
  },
};

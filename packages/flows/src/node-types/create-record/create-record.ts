import { textType } from '@tangram/expression';
import { flowProblem } from '../../errors.ts';
import { nodeType } from '../../node-type.ts';
import {
  checkFieldValues,
  evaluatedValues,
  type FieldValues,
  fieldValuesSchema,
  valueExpressions,
} from '../field-values.ts';
import { nextOutput } from '../next-output.ts';

interface CreateRecord {
  readonly form: string;
  readonly values: FieldValues;
}

/** Creates a record, of this form or another, in the transaction that takes the run on. */
export const createRecord = nodeType<CreateRecord>({
  type: 'create-record',
  title: { en: 'Create a record', zh: '新增记录' },
  description: { en: 'Creates a record of any form.', zh: '在任意表单中新增一条记录。' },
  group: 'record',
  icon: 'PlusSquareOutlined',
  guarantee: 'once',
  settings: {
    type: 'object',
    required: ['form', 'values'],
    additionalProperties: false,
    properties: {
      form: { type: 'string', minLength: 1, title: { en: 'Form', zh: '表单' }, widget: 'form' },
      values: { ...fieldValuesSchema, 'x-form': 'form' },
    },
  },
  initial: (form) => ({ form: form.key, values: {} }),
  outputs: () => nextOutput,
  expressions: ({ form, values }, context) => valueExpressions(values, context.formNamed(form)),
  check({ form: key, values }, context) {
    const form = context.formNamed(key);
    if (form === undefined) return [flowProblem('FLOW_FORM_UNKNOWN', '/form', { form: key })];
    const missing = [...form.fields.values()].filter(
      (field) =>
        field.isRequired &&
        !Object.hasOwn(values, field.key) &&
        field.definition.default === undefined &&
        !field.isComputed &&
        !field.isGenerated,
    );
    return [
      ...checkFieldValues(values, form),
      ...missing.map((field) => flowProblem('FLOW_FIELD_REQUIRED', '/values', { form: key, field: field.key })),
    ];
  },
  produces: { id: textType },
  sentence({ form }, words) {
    const name = words.name('form', form);
    return words.language === 'zh' ? `新增一条“${name}”` : `Create a record of ${name}`;
  },
  enter(step) {
    const values = evaluatedValues(step.settings.values, (path) => step.evaluate(path));
    return { commands: [{ kind: 'write-record', name: 'write', form: step.settings.form, id: null, values }] };
  },
  resume: (_step, fact) => ({ go: 'next', result: { id: createdId(fact) } }),
});

function createdId(fact: { readonly kind: string; readonly value?: unknown }): string | null {
  // The host answers `write-record` with `{ id, version }`.
  return fact.kind === 'answer' ? (fact.value as { readonly id: string }).id : null;
}

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

interface UpdateRecord {
  readonly values: FieldValues;
}

/** Writes fields of the run's record, in the transaction that takes the run on. */
export const updateRecord = nodeType<UpdateRecord>({
  type: 'update-record',
  title: { en: 'Update the record', zh: '更新记录' },
  description: { en: "Writes values into the record's fields.", zh: '将值写入当前记录的字段。' },
  group: 'record',
  icon: 'FormOutlined',
  guarantee: 'once',
  settings: {
    type: 'object',
    required: ['values'],
    additionalProperties: false,
    properties: { values: fieldValuesSchema },
  },
  initial: () => ({ values: {} }),
  outputs: () => nextOutput,
  expressions: ({ values }, { form }) => valueExpressions(values, form),
  check: ({ values }, { form }) => checkFieldValues(values, form),
  sentence({ values }, words) {
    const isChinese = words.language === 'zh';
    const parts = Object.keys(values).map((field) => {
      const [name, value] = [words.name('field', field), words.expression(`/values/${field}`, field)];
      return isChinese ? `“${name}”设为 ${value}` : `${name} to ${value}`;
    });
    if (parts.length === 0) return isChinese ? '更新记录' : 'Update the record';
    return isChinese ? `将${parts.join(',')}` : `Set ${parts.join(', ')}`;
  },
  enter(step) {
    if (step.record === null) return { fail: flowProblem('FLOW_RECORD_GONE') };
    const values = evaluatedValues(step.settings.values, (path) => step.evaluate(path));
    return { commands: [{ kind: 'write-record', name: 'write', form: step.form.key, id: step.start.record, values }] };
  },
  resume: () => ({ go: 'next' }),
});

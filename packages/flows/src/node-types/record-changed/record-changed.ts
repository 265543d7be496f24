import { booleanType } from '@tangram/expression';
import { type JsonValue, pointer } from '@tangram/schema';
import { flowProblem } from '../../errors.ts';
import { nodeType, type Words } from '../../node-type.ts';
import { startOutput } from '../next-output.ts';

interface RecordChanged {
  /** Any of these; every field when missing or empty. */
  readonly fields?: readonly string[];
  /** The (first) field's value before and after. */
  readonly from?: JsonValue;
  readonly to?: JsonValue;
  /** FEEL over the changed record, with `previous`. */
  readonly condition?: string;
}

const value = { type: ['string', 'number', 'boolean', 'null'], widget: 'field-value' };

/** Starts a run in the transaction that changes the record. */
export const recordChanged = nodeType<RecordChanged>({
  type: 'record-changed',
  title: { en: 'When a record is changed', zh: '修改记录时' },
  description: { en: 'Starts the flow when one of the fields changes.', zh: '指定字段的值改变时启动流程。' },
  group: 'trigger',
  icon: 'EditOutlined',
  guarantee: 'once',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      fields: {
        type: 'array',
        maxItems: 50,
        items: { type: 'string', widget: 'field' },
        title: { en: 'When one of these fields changes', zh: '以下任一字段改变时' },
        widget: 'fields',
      },
      from: { ...value, title: { en: 'From', zh: '原值' } },
      to: { ...value, title: { en: 'To', zh: '新值' } },
      condition: { type: 'string', title: { en: 'Only if', zh: '仅当' }, widget: 'condition' },
    },
  },
  initial: () => ({ fields: [] }),
  outputs: () => startOutput,
  expressions: ({ condition }) =>
    condition === undefined ? [] : [{ path: '/condition', text: condition, expects: booleanType }],
  check({ fields = [], from, to }, { form }) {
    const problems = fields.flatMap((field, index) =>
      form.fields.has(field)
        ? []
        : [flowProblem('FLOW_FIELD_UNKNOWN', pointer('fields', index), { form: form.key, field })],
    );
    const isAsked = from !== undefined || to !== undefined;
    return isAsked && fields.length === 0
      ? [...problems, flowProblem('FLOW_FIELD_UNKNOWN', '/fields', { form: form.key, field: '' })]
      : problems;
  },
  sentence({ fields = [], from, to, condition }, words) {
    const isChinese = words.language === 'zh';
    const names = fields.map((field) => words.name('field', field)).join(isChinese ? '、' : ' or ');
    const what = names === '' ? (isChinese ? '记录' : 'a record') : names;
    const path = valuesSentence(fields[0] ?? '', from, to, words);
    const only = condition === undefined ? '' : `${isChinese ? ',且' : ', if '}${words.expression('/condition')}`;
    return isChinese ? `${what}${path === '' ? '改变' : path}时${only}` : `When ${what} changes${path}${only}`;
  },
  trigger: {
    on: 'changed',
    matches({ fields = [], from, to, condition }, { before, after, changed }, isTrue) {
      if (fields.length > 0 && !fields.some((field) => changed.has(field))) return false;
      const field = fields[0];
      if (field !== undefined && from !== undefined && !isSame(before?.[field], from)) return false;
      if (field !== undefined && to !== undefined && !isSame(after[field], to)) return false;
      return condition === undefined || isTrue('/condition');
    },
  },
});

function valuesSentence(field: string, from: JsonValue | undefined, to: JsonValue | undefined, words: Words): string {
  const [of, into] = words.language === 'zh' ? ['由', '变为'] : [' from ', ' to '];
  return (
    (from === undefined ? '' : `${of}${shown(field, from, words)}`) +
    (to === undefined ? '' : `${into}${shown(field, to, words)}`)
  );
}

function shown(field: string, value: JsonValue, words: Words): string {
  if (value === null) return words.language === 'zh' ? '空' : 'nothing';
  const text = words.value(field, value);
  return words.language === 'zh' ? `“${text}”` : `"${text}"`;
}

/** Numbers may travel as decimal text, so they are compared as what they are. */
function isSame(value: JsonValue | undefined, wanted: JsonValue): boolean {
  if (value === wanted || (value ?? null) === wanted) return true;
  return typeof wanted === 'number' && typeof value === 'string' && Number(value) === wanted;
}

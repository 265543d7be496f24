import { flowProblem } from '../../errors.ts';
import { nodeType, type Step } from '../../node-type.ts';
import { addSpan, type Span, spanSchema, spanText, startOfDate } from '../../time/span.ts';
import { nextOutput } from '../next-output.ts';

type Wait =
  | { readonly mode: 'span'; readonly span: Span }
  /** Until the moment in a date field, or before or after it. A date without a time begins at midnight of the workspace. */
  | { readonly mode: 'field'; readonly field: string; readonly offset?: Span; readonly side?: 'before' | 'after' };

/** Holds the run for a time or until a moment; a moment that has passed does not hold it at all. */
export const wait = nodeType<Wait>({
  type: 'wait',
  title: { en: 'Wait', zh: '等待' },
  description: {
    en: 'Goes on after a time, or at a date of the record.',
    zh: '等待一段时间，或等到记录中的某个日期。',
  },
  group: 'logic',
  icon: 'ClockCircleOutlined',
  guarantee: 'once',
  settings: {
    type: 'object',
    required: ['mode'],
    additionalProperties: false,
    properties: {
      mode: {
        enum: ['span', 'field'],
        title: { en: 'Wait', zh: '等待方式' },
        'x-titles': {
          span: { en: 'for a time', zh: '一段时间' },
          field: { en: 'until a date of the record', zh: '直到记录中的日期' },
        },
      },
      span: { ...spanSchema, title: { en: 'How long', zh: '时长' }, 'x-when': { mode: 'span' } },
      field: {
        type: 'string',
        title: { en: 'Date', zh: '日期字段' },
        widget: 'field',
        'x-values': ['date', 'date-time'],
        'x-when': { mode: 'field' },
      },
      side: {
        enum: ['before', 'after'],
        title: { en: 'Before or after', zh: '提前或推后' },
        'x-titles': { before: { en: 'before', zh: '提前' }, after: { en: 'after', zh: '推后' } },
        'x-when': { mode: 'field' },
      },
      offset: { ...spanSchema, title: { en: 'By', zh: '多久' }, 'x-when': { mode: 'field' } },
    },
    anyOf: [
      { properties: { mode: { const: 'span' } }, required: ['span'] },
      { properties: { mode: { const: 'field' } }, required: ['field'] },
    ],
  },
  initial: () => ({ mode: 'span', span: { amount: 1, unit: 'days' } }),
  outputs: () => nextOutput,
  check(settings, { form }) {
    if (settings.mode !== 'field') return [];
    const field = form.fields.get(settings.field);
    if (field === undefined)
      return [flowProblem('FLOW_FIELD_UNKNOWN', '/field', { form: form.key, field: settings.field })];
    const isDate = field.valueType === 'date' || field.valueType === 'date-time';
    return isDate ? [] : [flowProblem('FLOW_FIELD_KIND', '/field', { field: settings.field, expected: 'date' })];
  },
  sentence(settings, words) {
    const isChinese = words.language === 'zh';
    if (settings.mode === 'span')
      return isChinese ? `等待 ${spanText(settings.span, 'zh')}` : `Wait ${spanText(settings.span, 'en')}`;
    const field = words.name('field', settings.field);
    if (settings.offset === undefined) return isChinese ? `等到“${field}”` : `Wait until ${field}`;
    const span = spanText(settings.offset, words.language);
    const isBefore = settings.side === 'before';
    return isChinese
      ? `等到“${field}”${isBefore ? '前' : '后'} ${span}`
      : `Wait until ${span} ${isBefore ? 'before' : 'after'} ${field}`;
  },
  enter(step) {
    const due = dueAt(step);
    if (due === null) return { fail: flowProblem('FLOW_NO_DATE', '/field', { field: fieldOf(step.settings) }) };
    if (due.getTime() <= step.at.getTime()) return { go: 'next' };
    return { commands: [{ kind: 'set-timer', name: 'due', dueAt: due.toISOString() }] };
  },
  resume: () => ({ go: 'next' }),
});

function fieldOf(settings: Wait): string {
  return settings.mode === 'field' ? settings.field : '';
}

function dueAt({ settings, at, zone, record, form }: Step<Wait>): Date | null {
  if (settings.mode === 'span') return addSpan(at, settings.span, zone);
  const value = record?.[settings.field];
  if (typeof value !== 'string') return null;
  const isDate = form.fields.get(settings.field)?.valueType === 'date';
  const moment = isDate ? startOfDate(value, zone) : new Date(value);
  return settings.offset === undefined
    ? moment
    : addSpan(moment, settings.offset, zone, settings.side === 'before' ? -1 : 1);
}

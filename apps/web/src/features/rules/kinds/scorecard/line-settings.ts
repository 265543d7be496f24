import {
  type JsonObject,
  type JsonValue,
  localTextSchema,
  type ScoreAttribute,
  type ScoreEvent,
  type ScoreIdle,
} from '@tangram/schema';
import { withoutMissing } from './scorecard-edits.ts';

/*
 * The settings panel edits flat objects of plain choices; the documents of lines nest and have variants. Each kind of line
 * has a schema of its panel, and the way there and back.
 */

const title = { ...localTextSchema, title: { en: 'What counts', zh: '计分项' } } as const;
const points = { type: 'number', title: { en: 'Points', zh: '分值' } } as const;
const eventNames = {
  type: 'array',
  items: { type: 'string' },
  widget: 'event-name',
  title: { en: 'Events that end it', zh: '可结束闲置的事件' },
} as const;

export function attributeSchema(groups: readonly { readonly const: string; readonly title: string }[]) {
  const group = { oneOf: [...groups], title: { en: 'Shares the limits of', zh: '所属限分组' } };
  return {
    type: 'object',
    properties: {
      title,
      points: {
        type: 'string',
        title: { en: 'Points: a number or a formula', zh: '分值：数字或公式' },
        description: { en: '20, or amount / 1000', zh: '如 20，或 amount / 1000' },
      },
      ...(groups.length === 0 ? {} : { group }),
    },
  };
}

export function attributeValue({ title: name, points: worth, group }: ScoreAttribute): JsonObject {
  return { title: name, points: String(worth), ...(group === undefined ? {} : { group }) } as JsonObject;
}

export function attributeFrom(line: ScoreAttribute, value: JsonObject): ScoreAttribute {
  const typed = typeof value['points'] === 'string' ? value['points'].trim() : '';
  const number = Number(typed);
  return withoutMissing({
    ...line,
    title: (value['title'] ?? '') as ScoreAttribute['title'],
    points: typed === '' ? 0 : Number.isFinite(number) ? number : typed,
    group: value['group'],
  }) as ScoreAttribute;
}

export const eventSchema = {
  type: 'object',
  properties: {
    title,
    event: {
      type: 'string',
      widget: 'event-name',
      title: { en: 'Name of the event', zh: '事件名称' },
      description: { en: 'As the website or another system sends it.', zh: '与网站或其他系统发送的名称一致。' },
    },
    points,
    counts: {
      title: { en: 'Counts', zh: '计分次数' },
      oneOf: [
        { const: 'once', title: { en: 'Once, however often it happens', zh: '只计一次' } },
        { const: 'each', title: { en: 'Every time', zh: '每次都计' } },
        { const: 'day', title: { en: 'So many times a day', zh: '每天限次' } },
        { const: 'week', title: { en: 'So many times a week', zh: '每周限次' } },
        { const: 'month', title: { en: 'So many times a month', zh: '每月限次' } },
      ],
    },
    times: { type: 'integer', minimum: 1, maximum: 1000, title: { en: 'Times', zh: '次数' } },
    cap: { type: 'number', title: { en: 'Most points from this line', zh: '本项得分上限' } },
    decay: {
      title: { en: 'Points wear off', zh: '分值衰减' },
      oneOf: [
        { const: 'none', title: { en: 'Never', zh: '不衰减' } },
        { const: 'half-life', title: { en: 'By half every so many days', zh: '每隔若干天减半' } },
        { const: 'linear', title: { en: 'Evenly, to nothing after so many days', zh: '若干天内均匀减至零' } },
      ],
    },
    days: { type: 'integer', minimum: 1, maximum: 365, title: { en: 'Days', zh: '天数' } },
    data: {
      type: 'array',
      title: { en: 'Details it brings', zh: '事件附带的信息' },
      description: {
        en: 'The condition may ask for each: event.page = "pricing".',
        zh: '可在条件中使用，例如 event.page = "pricing"。',
      },
      items: {
        type: 'object',
        required: ['name', 'holds'],
        properties: {
          name: { type: 'string', maxLength: 63, title: { en: 'Its name', zh: '名称' } },
          holds: {
            default: 'text',
            title: { en: 'Kind', zh: '类型' },
            oneOf: [
              { const: 'text', title: { en: 'Text', zh: '文本' } },
              { const: 'number', title: { en: 'Number', zh: '数字' } },
              { const: 'boolean', title: { en: 'Yes / no', zh: '是/否' } },
            ],
          },
        },
      },
    },
  },
} as const;

/** The settings that have a meaning now. */
export function eventSchemaFor({ counts, decay }: ScoreEvent) {
  const { times, days, data, ...always } = eventSchema.properties;
  const { decay: wearing, ...first } = always;
  return {
    ...eventSchema,
    properties: {
      ...first,
      ...(typeof counts === 'object' ? { times } : {}),
      decay: wearing,
      ...(decay === undefined ? {} : { days }),
      data,
    },
  };
}

export function eventValue({
  title: name,
  event,
  points: worth,
  counts,
  cap,
  decay,
  data = {},
}: ScoreEvent): JsonObject {
  return {
    title: name,
    event,
    points: worth,
    counts: typeof counts === 'object' ? counts.per : counts,
    ...(typeof counts === 'object' ? { times: counts.times } : {}),
    ...(cap === undefined ? {} : { cap }),
    decay: decay?.type ?? 'none',
    ...(decay === undefined ? {} : { days: decay.days }),
    data: Object.entries(data).map(([key, holds]) => ({ name: key, holds })),
  } as JsonObject;
}

export function eventFrom(line: ScoreEvent, value: JsonObject): ScoreEvent {
  const { counts, decay } = value;
  return withoutMissing({
    ...line,
    title: value['title'] ?? '',
    event: value['event'] ?? '',
    points: value['points'] ?? 0,
    counts: counts === 'once' || counts === 'each' ? counts : { per: counts, times: value['times'] ?? 1 },
    cap: value['cap'],
    decay: decay === 'none' || decay === undefined ? undefined : { type: decay, days: value['days'] ?? 30 },
    data: dataFrom(value['data']),
  }) as ScoreEvent;
}

/** Rows by name: while one is typed it may have the name of another for a moment, and neither is lost. */
function dataFrom(rows: JsonValue | undefined): JsonObject | undefined {
  if (!Array.isArray(rows) || rows.length === 0) return undefined;
  const data: { [name: string]: JsonValue } = {};
  for (const row of rows as readonly JsonObject[]) {
    let name = typeof row['name'] === 'string' ? row['name'] : '';
    while (Object.hasOwn(data, name)) name += '_';
    data[name] = row['holds'] ?? 'text';
  }
  return data;
}

export const idleSchema = {
  type: 'object',
  properties: {
    title,
    days: {
      type: 'integer',
      minimum: 1,
      maximum: 3650,
      title: { en: 'Days without any of these', zh: '连续多少天没有以下动静' },
    },
    points,
    events: eventNames,
    fields: {
      type: 'array',
      items: { type: 'string', widget: 'field', anyField: true },
      title: { en: 'Fields whose change ends it', zh: '可结束闲置的字段变化' },
    },
  },
} as const;

export function idleValue({ title: name, days, points: worth, events, fields }: ScoreIdle): JsonObject {
  return withoutMissing({ title: name, days, points: worth, events, fields }) as JsonObject;
}

export function idleFrom(line: ScoreIdle, value: JsonObject): ScoreIdle {
  const some = (list: unknown) => (Array.isArray(list) && list.length > 0 ? list : undefined);
  return withoutMissing({
    ...line,
    title: value['title'] ?? '',
    days: value['days'] ?? 30,
    points: value['points'] ?? 0,
    events: some(value['events']),
    fields: some(value['fields']),
  }) as ScoreIdle;
}

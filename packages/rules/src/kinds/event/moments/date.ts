import type { FieldModel } from '@tangram/forms';
import { columnOf } from '@tangram/records';
import { keySchema, type DateMoment, type Problem } from '@tangram/schema';
import { sql } from 'kysely';
import { findField, titleOf } from '../../../check/check-names.ts';
import { ruleProblem } from '../../../errors.ts';
import { spanWords } from './moment-names.ts';
import type { MomentType } from './moment-type.ts';
import { wokenBy } from '../../../run/own-occasion.ts';

const dates = ['date', 'date-time'] as const;

/**
 * Some days or hours before or after a date of the record. A moment that has passed already when the date is entered,
 * or when the rule is published, does not come any more.
 */
export const date: MomentType<DateMoment> = {
  type: 'date',
  title: { en: 'Before or after a date of the {form}', zh: '到达{form}的某个日期前后' },
  settings: {
    required: ['field'],
    properties: {
      field: { ...keySchema, title: { en: 'Date', zh: '日期字段' }, widget: 'field', accepts: dates, anyField: true },
      days: {
        type: 'integer',
        minimum: -36_500,
        maximum: 36_500,
        title: { en: 'Days after', zh: '之后的天数' },
        description: { en: 'Negative: before it. -60 is 60 days before.', zh: '负数表示之前：-60 即提前 60 天。' },
      },
      hours: {
        type: 'integer',
        minimum: -10_000,
        maximum: 10_000,
        title: { en: 'Hours after', zh: '之后的小时数' },
        description: { en: 'Negative: before it.', zh: '负数表示之前。' },
      },
      at: {
        type: 'string',
        pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
        title: { en: 'At', zh: '当天时刻' },
        description: { en: '09:00, in the zone of the workspace.', zh: '09:00，按工作区时区。' },
      },
    },
  },
  initial(form) {
    const field = [...form.fields.values()].find((one) => isDate(one) && !one.isSystem);
    return { type: 'date', field: field?.key ?? '', days: 0, at: '09:00' };
  },
  check(when, { context }) {
    const problems: Problem[] = [];
    const field = findField(context, when.field, '/when/field', problems);
    if (field !== null && !isDate(field)) {
      const expected = { en: 'a date', zh: '日期' };
      problems.push(ruleProblem('RULE_FIELD_WRONG_TYPE', '/when/field', { field: titleOf(field), expected }));
    }
    return problems;
  },
  sentence(when, names) {
    const { days = 0, hours = 0, at } = when;
    const field = names.field(when.field);
    const isBefore = days < 0 || (days === 0 && hours < 0);
    const span = spanWords(Math.abs(days), Math.abs(hours), names);
    const time = at === undefined ? '' : ` ${at}`;
    if (names.language === 'zh')
      return span === '' ? `到${field}当天${time}` : `${field}${isBefore ? '前' : '后'} ${span}${time}`;
    return span === '' ? `On ${field}${time}` : `${span} ${isBefore ? 'before' : 'after'} ${field}${time}`;
  },
  compile(when, context) {
    const moment = wokenBy('~timer', context);
    const field = context.form.fields.get(when.field);
    if (field === undefined) return moment;
    return {
      ...moment,
      timer: {
        instants(zone) {
          const instant = instantOf(when, field, zone);
          return { basis: instant, due: instant };
        },
        fields: [when.field],
        records: null,
        isLateToo: false,
      },
    };
  },
};

function isDate({ valueType }: FieldModel): boolean {
  return (dates as readonly string[]).includes(valueType);
}

/** The wall clock of the workspace is moved by days, then set, then read as an instant; hours are hours of time. */
function instantOf({ days = 0, hours = 0, at }: DateMoment, field: FieldModel, zone: string) {
  const column = columnOf('t', field.column);
  const wall = field.valueType === 'date' ? sql`${column}::timestamp` : sql`(${column} at time zone ${zone}::text)`;
  const day = at === undefined ? wall : sql`(date_trunc('day', ${wall}) + ${at}::time::interval)`;
  return sql`(((${day} + make_interval(days => ${days}::integer)) at time zone ${zone}::text) + make_interval(hours => ${hours}::integer))`;
}

import type { FieldType } from '../../field-type.ts';
import { dateIn, dateOfSerial, isoDate, readDate, readTime } from '../../values/calendar.ts';
import { dateFromText } from '../../values/calendar-sql.ts';
import { crossedLimits } from '../../values/limits.ts';
import { blank, halfWidth, quoted, refuse } from '../../values/plain-text.ts';
import { settingsOf } from '../field-settings.ts';

interface DateSettings {
  earliest: string;
  latest: string;
}

/** A day of the calendar, without a time and without a zone. */
export const date: FieldType = {
  type: 'date',
  title: { en: 'Date', zh: '日期' },
  group: 'date',
  icon: 'CalendarOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      earliest: { type: 'string', format: 'date', 'ui:widget': 'date', title: { en: 'Not before', zh: '最早日期' } },
      latest: { type: 'string', format: 'date', 'ui:widget': 'date', title: { en: 'Not after', zh: '最晚日期' } },
    },
  },
  checkSettings: (field) => crossedLimits(field, 'earliest', 'latest'),
  valueType: () => 'date',
  column: () => ({ sqlType: 'date' }),
  jsonSchema: () => ({ type: 'string', format: 'date' }),
  normalize(raw, field, context) {
    if (raw === null || (typeof raw === 'string' && raw.trim() === '')) return blank;
    const value = dateMeant(raw, context.zone ?? 'UTC');
    if (value === undefined) return refuse('FORM_VALUE_DATE', field, context, { value: quoted(raw) });
    const { earliest, latest } = settingsOf<DateSettings>(field);
    if (earliest !== undefined && value < earliest) {
      return refuse('FORM_VALUE_EARLY', field, context, { limit: earliest, value });
    }
    if (latest !== undefined && value > latest)
      return refuse('FORM_VALUE_LATE', field, context, { limit: latest, value });
    return { value };
  },
  canBePublic: true,
  canBeUnique: true,
  sql: {
    toText: (column) => `to_char(${column}, 'YYYY-MM-DD')`,
    fromText: (value) => dateFromText(value),
  },
};

/** A date with a time is the day it shows; with a zone as well, the day that begins there in `zone`. */
function dateMeant(raw: unknown, zone: string): string | undefined {
  if (typeof raw === 'number') {
    const serial = dateOfSerial(raw);
    return serial === undefined ? undefined : isoDate(serial.date);
  }
  if (typeof raw !== 'string') return undefined;
  const text = halfWidth(raw);
  const read = readDate(text);
  if (read !== undefined) return isoDate(read);
  const match = /^(\S{8,11})[T\s]+(.+)$/.exec(text);
  const day = match === null ? undefined : readDate(match[1] as string);
  if (match === null || day === undefined) return undefined;
  const time = match[2] as string;
  if (/(?:Z|[+-]\d{2}:?\d{2})$/.test(time)) {
    const instant = new Date(`${isoDate(day)}T${time}`);
    return Number.isNaN(instant.getTime()) ? undefined : isoDate(dateIn(zone, instant));
  }
  return readTime(time) === undefined ? undefined : isoDate(day);
}

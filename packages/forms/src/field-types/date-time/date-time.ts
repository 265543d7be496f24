import type { FieldType } from '../../field-type.ts';
import { type ClockTime, dateOfSerial, instantIn, isoDate, readDate, readTime } from '../../values/calendar.ts';
import { instantFromText } from '../../values/calendar-sql.ts';
import { blank, halfWidth, quoted, refuse } from '../../values/plain-text.ts';

/** An instant. Stored in UTC; what people type is meant in the workspace's zone unless it names one. */
export const dateTime: FieldType = {
  type: 'date-time',
  title: { en: 'Date and time', zh: '日期时间' },
  group: 'date',
  icon: 'FieldTimeOutlined',
  settings: { type: 'object', additionalProperties: false, properties: {} },
  valueType: () => 'date-time',
  column: () => ({ sqlType: 'timestamptz' }),
  jsonSchema: () => ({ type: 'string', format: 'date-time' }),
  normalize(raw, field, context) {
    if (raw === null || (typeof raw === 'string' && raw.trim() === '')) return blank;
    const instant = instantMeant(raw, context.zone ?? 'UTC');
    const year = instant?.getUTCFullYear() ?? 0;
    if (instant === undefined || !(year >= 1 && year <= 9999)) {
      return refuse('FORM_VALUE_DATE_TIME', field, context, { value: quoted(raw) });
    }
    return { value: instant.toISOString() };
  },
  canBePublic: true,
  sql: {
    toText: (column) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    fromText: (value, _field, context) => instantFromText(value, context.zone),
  },
};

const midnight: ClockTime = { hour: 0, minute: 0, second: 0, millisecond: 0 };

function instantMeant(raw: unknown, zone: string): Date | undefined {
  if (typeof raw === 'number') {
    const serial = dateOfSerial(raw);
    return serial === undefined ? undefined : instantIn(zone, serial.date, serial.time);
  }
  if (typeof raw !== 'string') return undefined;
  const text = halfWidth(raw);
  const day = readDate(text);
  if (day !== undefined) return instantIn(zone, day, midnight);
  const match = /^(.+?)[T\s]+((?:上午|下午)?\s*\d{1,2}:.+?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i.exec(text);
  const [date, time] = match === null ? [] : [readDate(match[1] as string), readTime(match[2] as string)];
  if (match === null || date === undefined || time === undefined) return undefined;
  const offset = match[3];
  if (offset === undefined) return instantIn(zone, date, time);
  const shown = new Date(`${isoDate(date)}T00:00:00Z`).getTime() + sinceMidnight(time);
  return new Date(shown - offsetMs(offset));
}

function sinceMidnight(time: ClockTime): number {
  return ((time.hour * 60 + time.minute) * 60 + time.second) * 1000 + time.millisecond;
}

/** `Z`, `+08`, `+0800`, `+08:00`. */
function offsetMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const digits = offset.replaceAll(/\D/g, '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

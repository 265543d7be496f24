import { sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import { sqlPrecise } from '../compile/sql-number.ts';
import type { SqlWriter } from '../compile/sql-writer.ts';
import {
  anyType,
  dateTimeType,
  dateType,
  daysDurationType,
  monthsDurationType,
  numberType,
  textType,
  timeType,
} from '../types/feel-type.ts';
import { typeOfValue } from '../types/type-of-value.ts';
import { DaysDuration, MonthsDuration, parseDuration } from '../values/duration.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { type FeelNumber, parseNumber, toDouble, wholeOnly } from '../values/number.ts';
import {
  dateOf,
  FeelDate,
  FeelDateTime,
  FeelTime,
  inZone,
  midnight,
  parseDate,
  parseDateTime,
  parseTime,
  timeOf,
} from '../values/temporal.ts';
import { offsetZone, utc } from '../values/zone.ts';
import { monthsBetween } from '../values/months-between.ts';
import { valueText } from '../values/value-text.ts';
import type { FunctionEntry, LiteralProblem, Run } from './function-entry.ts';
import { inApp, inAppReasons, nullable, optionalNullable, parameter, sqlOf } from './signature.ts';

/** A date text that is written out must exist. */
const checkText =
  (read: (text: string) => FeelValue) =>
  ([text]: readonly (FeelValue | undefined)[]): LiteralProblem | null =>
    typeof text === 'string' && read(text) === null ? { code: 'EXPR_DATE_TEXT', params: { text } } : null;

/** Longest text that is read as a number; PostgreSQL's own limits lie far beyond. */
const maxNumberLength = 200;

const readDateTime = (text: string) => parseDateTime(text);

/** Section 10.3.4.1. */
export const conversionFunctions: readonly FunctionEntry[] = [
  {
    name: 'date',
    group: 'conversion',
    section: '10.3.4.1',
    title: {
      en: 'The date in a text, of a date and time, or of year, month and day',
      zh: '由文本、日期时间或年月日得到日期',
    },
    signatures: [
      {
        parameters: [parameter('from', textType)],
        returns: dateType,
        evaluate: ([text]) => parseDate(text as string),
        toSql: sqlOf(([text], writer) => constantDate(text as Node, writer)),
        checkLiterals: checkText(parseDate),
      },
      {
        parameters: [parameter('from', dateType)],
        returns: dateType,
        evaluate: ([date]) => date as FeelDate,
        toSql: sqlOf(([date], writer) => writer.value(date as Node)),
      },
      {
        parameters: [parameter('from', dateTimeType)],
        returns: dateType,
        evaluate: ([dateTime], run) => onClocks(dateTime as FeelDateTime, run).date,
        toSql: sqlOf(
          ([dateTime], writer) => sql`((${writer.value(dateTime as Node)} at time zone ${writer.zoneName})::date)`,
        ),
      },
      {
        parameters: [parameter('year', numberType), parameter('month', numberType), parameter('day', numberType)],
        returns: dateType,
        evaluate: ([year, month, day]) => dateOf(number(year), number(month), number(day)),
        toSql: sqlOf(([year, month, day], writer) => {
          const parts = sql`select ${writer.value(year as Node)} as y, ${writer.value(month as Node)} as m, ${writer.value(day as Node)} as d offset 0`;
          return sql`(select case when c.y between 1 and 9999 and c.m between 1 and 12 and c.d between 1 and 28 + (c.m <> 2)::integer * 2 + (c.m = 2 and mod(c.y, 4) = 0 and (mod(c.y, 100) <> 0 or mod(c.y, 400) = 0))::integer + (c.m in (1, 3, 5, 7, 8, 10, 12))::integer and scale(trim_scale(c.y)) + scale(trim_scale(c.m)) + scale(trim_scale(c.d)) = 0 then make_date(c.y::integer, c.m::integer, c.d::integer) end from (${parts}) c)`;
        }),
      },
    ],
  },
  {
    name: 'date and time',
    group: 'conversion',
    section: '10.3.4.1',
    title: { en: 'The moment in a text, or of a date and a time', zh: '由文本或日期与时间得到日期时间' },
    signatures: [
      {
        parameters: [parameter('from', textType)],
        returns: dateTimeType,
        evaluate: ([text]) => parseDateTime(text as string),
        toSql: sqlOf(([text], writer) => constantMoment(text as Node, writer)),
        checkLiterals: checkText(readDateTime),
      },
      {
        parameters: [parameter('date', dateTimeType), parameter('time', timeType)],
        returns: dateTimeType,
        evaluate: ([date, time], run) => new FeelDateTime(onClocks(date as FeelDateTime, run).date, time as FeelTime),
        toSql: sqlOf(
          ([date, time], writer) =>
            sql`(((${writer.value(date as Node)} at time zone ${writer.zoneName})::date + ${writer.value(time as Node)}) at time zone ${writer.zoneName})`,
        ),
      },
      {
        parameters: [parameter('date', dateType), parameter('time', timeType)],
        returns: dateTimeType,
        evaluate: ([date, time]) => new FeelDateTime(date as FeelDate, time as FeelTime),
        toSql: sqlOf(
          ([date, time], writer) =>
            sql`((${writer.value(date as Node)} + ${writer.value(time as Node)}) at time zone ${writer.zoneName})`,
        ),
      },
    ],
  },
  {
    name: 'time',
    group: 'conversion',
    section: '10.3.4.1',
    title: {
      en: 'The time in a text, of a date and time, or of hour, minute and second',
      zh: '由文本、日期时间或时分秒得到时间',
    },
    signatures: [
      {
        parameters: [parameter('from', textType)],
        returns: timeType,
        evaluate: ([text]) => parseTime(text as string),
        toSql: sqlOf(([text], writer) => constantTime(text as Node, writer)),
        checkLiterals: checkText(parseTime),
      },
      {
        parameters: [parameter('from', timeType)],
        returns: timeType,
        evaluate: ([time]) => time as FeelTime,
        toSql: sqlOf(([time], writer) => writer.value(time as Node)),
      },
      {
        parameters: [parameter('from', dateType)],
        returns: timeType,
        evaluate: () => midnight(utc),
        toSql: inApp(inAppReasons.value),
      },
      {
        parameters: [parameter('from', dateTimeType)],
        returns: timeType,
        evaluate: ([dateTime], run) => localTime(dateTime as FeelDateTime, run),
        toSql: sqlOf(
          ([dateTime], writer) => sql`((${writer.value(dateTime as Node)} at time zone ${writer.zoneName})::time)`,
        ),
      },
      {
        parameters: [
          parameter('hour', numberType),
          parameter('minute', numberType),
          parameter('second', numberType),
          optionalNullable('offset', daysDurationType),
        ],
        returns: timeType,
        evaluate: ([hour, minute, second, offset]) => {
          const zone = offset instanceof DaysDuration ? offsetZone(toDouble(offset.seconds)) : null;
          return offset !== null && zone === null
            ? null
            : timeOf(number(hour), number(minute), second as FeelNumber, zone);
        },
        toSql: inApp(inAppReasons.value),
      },
    ],
  },
  {
    name: 'duration',
    group: 'conversion',
    section: '10.3.4.1',
    title: { en: 'The duration in a text such as P1DT2H or P1Y2M', zh: '由文本(如 P1DT2H、P1Y2M)得到时长' },
    signatures: [
      {
        parameters: [parameter('from', textType)],
        // Which of the two kinds it is, only the text says.
        returns: (_types, [text]) => (typeof text === 'string' ? typeOfValue(parseDuration(text)) : anyType),
        evaluate: ([text]) => parseDuration(text as string),
        toSql: sqlOf(([text], writer) => constantDuration(text as Node, writer)),
        checkLiterals: checkText(parseDuration),
      },
    ],
  },
  {
    name: 'years and months duration',
    group: 'conversion',
    section: '10.3.4.1',
    title: { en: 'Whole months from one date to another', zh: '两个日期之间的整月数' },
    signatures: [
      {
        parameters: [parameter('from', anyType), parameter('to', anyType)],
        returns: monthsDurationType,
        evaluate: ([from, to], run) => {
          const [first, last] = [dayOf(from as FeelValue, run), dayOf(to as FeelValue, run)];
          return first === null || last === null ? null : new MonthsDuration(monthsBetween(first, last));
        },
        toSql: inApp(inAppReasons.value),
      },
    ],
  },
  {
    name: 'number',
    group: 'conversion',
    section: '10.3.4.1',
    title: { en: 'The number in a text', zh: '由文本得到数字' },
    signatures: [
      {
        parameters: [parameter('from', textType)],
        returns: numberType,
        evaluate: ([text]) => ((text as string).length > maxNumberLength ? null : parseNumber(text as string)),
        toSql: sqlOf(([text], writer) => {
          const plain = sql.lit('^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})?$');
          return sqlPrecise(
            sql`(select case when char_length(n.t) <= ${sql.lit(maxNumberLength)} and n.t ~ ${plain} then n.t::numeric end from (select ${writer.value(text as Node)} as t offset 0) n)`,
          );
        }),
      },
      {
        parameters: [
          parameter('from', textType),
          nullable('grouping separator', textType),
          optionalNullable('decimal separator', textType),
        ],
        returns: numberType,
        evaluate: ([text, grouping, decimal]) =>
          numberFrom(text as string, grouping as string | null, decimal as string | null),
        toSql: inApp(inAppReasons.text),
      },
    ],
  },
  {
    name: 'string',
    group: 'conversion',
    section: '10.3.4.1',
    title: { en: 'Any value as text', zh: '将任意值转为文本' },
    signatures: [
      {
        parameters: [parameter('from', anyType)],
        returns: textType,
        evaluate: ([value], run) => {
          const read = value instanceof FeelDateTime ? onClocks(value, run) : (value as FeelValue);
          return valueText(read);
        },
        toSql: sqlOf(([value], writer) => textOf(value as Node, writer)),
      },
    ],
  },
];

/** A date-time as the clocks of the run show it. */
export function onClocks(value: FeelDateTime, run: Run): FeelDateTime {
  return run.isZoned ? inZone(value, run.zone) : value;
}

function localTime(value: FeelDateTime, run: Run): FeelTime {
  const { time } = onClocks(value, run);
  return run.isZoned ? new FeelTime(time.hour, time.minute, time.second, time.nanosecond, null) : time;
}

function number(value: FeelValue | undefined): number {
  return wholeOnly(value as FeelNumber);
}

function dayOf(value: FeelValue, run: Run): FeelDate | null {
  return value instanceof FeelDateTime ? onClocks(value, run).date : value instanceof FeelDate ? value : null;
}

function numberFrom(text: string, grouping: string | null, decimal: string | null): FeelValue {
  if (grouping !== null && ![' ', ',', '.'].includes(grouping)) return null;
  if (decimal !== null && (![',', '.'].includes(decimal) || decimal === grouping)) return null;
  const ungrouped = grouping === null ? text : text.replaceAll(grouping, '');
  return parseNumber(decimal === null ? ungrouped : ungrouped.replaceAll(decimal, '.'));
}

/** Texts of fields are not cast: one wrong row would end the statement, and PostgreSQL reads more than ISO 8601. */
function constantDate(text: Node, writer: SqlWriter) {
  const date = text.type === 'literal' && typeof text.value === 'string' ? parseDate(text.value) : null;
  return date === null || date.year < 1 || date.year > 9999
    ? writer.refuse(text, 'date', inAppReasons.text)
    : sql`${date.toString()}::date`;
}

function constantMoment(text: Node, writer: SqlWriter) {
  const moment = text.type === 'literal' && typeof text.value === 'string' ? parseDateTime(text.value) : null;
  return moment === null
    ? writer.refuse(text, 'date and time', inAppReasons.text)
    : writer.value({ ...text, type: 'literal', value: moment });
}

function constantTime(text: Node, writer: SqlWriter) {
  const time = text.type === 'literal' && typeof text.value === 'string' ? parseTime(text.value) : null;
  return time === null
    ? writer.refuse(text, 'time', inAppReasons.text)
    : writer.value({ ...text, type: 'literal', value: time });
}

function constantDuration(text: Node, writer: SqlWriter) {
  const duration = text.type === 'literal' && typeof text.value === 'string' ? parseDuration(text.value) : null;
  return duration === null
    ? writer.refuse(text, 'duration', inAppReasons.text)
    : writer.value({ ...text, type: 'literal', value: duration });
}

function textOf(value: Node, writer: SqlWriter) {
  const written = writer.value(value);
  switch (value.feel.type) {
    case 'text':
      return written;
    case 'number':
      return sql`(trim_scale(${written})::text)`;
    case 'boolean':
      return sql`(case ${written} when true then 'true' when false then 'false' end)`;
    case 'date':
      return sql`to_char(${written}, 'YYYY-MM-DD')`;
    default:
      return writer.refuse(value, 'string', inAppReasons.text);
  }
}

import { sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import { dateTimeType, dateType, type FeelType, numberType, textType } from '../types/feel-type.ts';
import { dayNumber, isoWeek, weekday } from '../values/calendar.ts';
import { dateTimeAt, FeelDate, FeelDateTime, inZone } from '../values/temporal.ts';
import { monthsBetween } from '../values/months-between.ts';
import { utc } from '../values/zone.ts';
import { onClocks } from './conversion.ts';
import type { FunctionEntry, Run, Signature } from './function-entry.ts';
import { parameter, sqlOf } from './signature.ts';
import type { FeelValue } from '../values/feel-value.ts';
import type { SqlWriter } from '../compile/sql-writer.ts';
import type { RawBuilder } from 'kysely';

/** Sections 10.3.4.10 and 10.3.4.11. */
export const dateFunctions: readonly FunctionEntry[] = [
  {
    name: 'now',
    group: 'date',
    section: '10.3.4.11',
    title: { en: 'The moment of the run', zh: '当前时刻' },
    signatures: [
      {
        parameters: [],
        returns: dateTimeType,
        evaluate: (_values, run) => nowOf(run),
        toSql: (_operands, writer) => sql`${writer.target.now.toISOString()}::timestamptz`,
      },
    ],
  },
  {
    name: 'today',
    group: 'date',
    section: '10.3.4.11',
    title: { en: "The day of the run in the workspace's zone", zh: '今天(工作区时区)' },
    signatures: [
      {
        parameters: [],
        returns: dateType,
        evaluate: (_values, run) => nowOf(run)?.date ?? null,
        toSql: (_operands, writer) => sql`${today(writer)}::date`,
      },
    ],
  },
  ofDay(
    'day of year',
    numberType,
    { en: 'The number of the day in its year', zh: '一年中的第几天' },
    (date) => date.dayNumber - dayNumber(date.year, 1, 1) + 1,
    (date) => sql`extract(doy from ${date})`,
  ),
  ofDay(
    'day of week',
    textType,
    { en: 'The English name of the weekday', zh: '星期几(英文)' },
    (date) => weekdays[weekday(date.dayNumber) - 1] as string,
    (date) => sql`(array[${sql.join(weekdays.map((name) => sql.lit(name)))}])[extract(isodow from ${date})::integer]`,
  ),
  ofDay(
    'month of year',
    textType,
    { en: 'The English name of the month', zh: '月份(英文)' },
    (date) => months[date.month - 1] as string,
    (date) => sql`(array[${sql.join(months.map((name) => sql.lit(name)))}])[extract(month from ${date})::integer]`,
  ),
  ofDay(
    'week of year',
    numberType,
    { en: 'The number of the ISO week', zh: '一年中的第几周(ISO)' },
    (date) => isoWeek(date.dayNumber).week,
    (date) => sql`extract(week from ${date})`,
  ),
  {
    name: 'days between',
    group: 'date',
    section: 'Tangram',
    title: { en: 'Days from one date to another', zh: '两个日期之间的天数' },
    signatures: [
      {
        parameters: [parameter('from', dateType), parameter('to', dateType)],
        returns: numberType,
        evaluate: ([from, to]) => (to as FeelDate).dayNumber - (from as FeelDate).dayNumber,
        toSql: sqlOf(
          ([from, to], writer) => sql`((${writer.value(to as Node)} - ${writer.value(from as Node)})::numeric)`,
        ),
      },
    ],
  },
  {
    name: 'months between',
    group: 'date',
    section: 'Tangram',
    title: { en: 'Whole months from one date to another', zh: '两个日期之间的整月数' },
    signatures: [
      {
        parameters: [parameter('from', dateType), parameter('to', dateType)],
        returns: numberType,
        evaluate: ([from, to]) => monthsBetween(from as FeelDate, to as FeelDate),
        toSql: sqlOf(([from, to], writer) => {
          const part = (field: string, of: string) => sql`extract(${sql.raw(field)} from s.${sql.raw(of)})`;
          const months = sql`(${part('year', 'b')} - ${part('year', 'a')}) * 12 + ${part('month', 'b')} - ${part('month', 'a')}`;
          const days = sql`sign(${part('day', 'b')} - ${part('day', 'a')})`;
          return sql`(select case when m.n > 0 and m.d < 0 then m.n - 1 when m.n < 0 and m.d > 0 then m.n + 1 else m.n end from (select ${months} as n, ${days} as d from (select ${writer.value(from as Node)} as a, ${writer.value(to as Node)} as b offset 0) s offset 0) m)`;
        }),
      },
    ],
  },
];

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const months = 'January February March April May June July August September October November December'.split(' ');

function nowOf(run: Run): FeelDateTime | null {
  const milliseconds = run.now.getTime();
  const seconds = Math.floor(milliseconds / 1000);
  return dateTimeAt(seconds, (milliseconds - seconds * 1000) * 1e6, run.zone);
}

function today(writer: SqlWriter): string {
  const instant = dateTimeAt(Math.floor(writer.target.now.getTime() / 1000), 0, utc) as FeelDateTime;
  return inZone(instant, writer.zone).date.toString();
}

/** A function of a day, given as a date or a date and time. */
function ofDay(
  name: string,
  returns: FeelType,
  title: FunctionEntry['title'],
  evaluate: (date: FeelDate) => FeelValue,
  write: (date: RawBuilder<unknown>) => RawBuilder<unknown>,
): FunctionEntry {
  const ofDate: Signature = {
    parameters: [parameter('date', dateType)],
    returns,
    evaluate: ([date]) => evaluate(date as FeelDate),
    toSql: sqlOf(([date], writer) => write(writer.value(date as Node))),
  };
  const ofDateTime: Signature = {
    parameters: [parameter('date', dateTimeType)],
    returns,
    evaluate: ([moment], run) => evaluate(onClocks(moment as FeelDateTime, run).date),
    toSql: sqlOf(([moment], writer) => write(sql`(${writer.value(moment as Node)} at time zone ${writer.zoneName})`)),
  };
  return { name, group: 'date', section: '10.3.4.10', title, signatures: [ofDate, ofDateTime] };
}

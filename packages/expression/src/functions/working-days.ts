import { type RawBuilder, sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import type { SqlWriter } from '../compile/sql-writer.ts';
import { dateType, numberType } from '../types/feel-type.ts';
import { type FeelNumber, wholePart } from '../values/number.ts';
import { dateFromDayNumber, type FeelDate } from '../values/temporal.ts';
import { addWorkingDays, unknownYear, weekdays, workingDaysBetween } from '../values/work-calendar.ts';
import type { FunctionEntry, Run } from './function-entry.ts';
import { parameter, sqlOf } from './signature.ts';

type Sql = RawBuilder<unknown>;

/** More working days than the calendar of records has days. */
const maxDays = 4_000_000;

/** Additions of ours: days counted by the calendar of the run (Monday to Friday where it has none). */
export const workingDayFunctions: readonly FunctionEntry[] = [
  {
    name: 'working days between',
    group: 'date',
    section: 'Tangram',
    title: {
      en: 'Working days after the one date up to the other (public holidays and make-up days by the calendar)',
      zh: '两个日期之间的工作日数(不含起始日，含结束日；按日历计节假日与调休)',
    },
    signatures: [
      {
        parameters: [parameter('from', dateType), parameter('to', dateType)],
        returns: numberType,
        evaluate: ([from, to], run) => {
          const [first, last] = [(from as FeelDate).dayNumber, (to as FeelDate).dayNumber];
          warnOfYears([first, last], run);
          return workingDaysBetween(first, last, run.calendar);
        },
        toSql: sqlOf(([from, to], writer) => {
          const rank = (node: Node) =>
            sql`(select ${rankSql(sql`s.d`, writer)} from (select ${dayNumberSql(node, writer)} as d offset 0) s)`;
          return sql`((${rank(to as Node)} - ${rank(from as Node)})::numeric)`;
        }),
      },
    ],
  },
  {
    name: 'add working days',
    group: 'date',
    section: 'Tangram',
    title: {
      en: 'The working day so many working days after a date (before it when negative)',
      zh: '某日期之后(负数为之前)第若干个工作日',
    },
    signatures: [
      {
        parameters: [parameter('date', dateType), parameter('days', numberType)],
        returns: dateType,
        evaluate: ([date, days], run) => {
          const count = wholePart(days as FeelNumber) + 0;
          if (Math.abs(count) > maxDays) return null;
          const first = (date as FeelDate).dayNumber;
          const day = addWorkingDays(first, count, run.calendar);
          warnOfYears([first, day], run);
          return dateFromDayNumber(day);
        },
        toSql: sqlOf(([date, days], writer) => {
          const given = sql`select ${dayNumberSql(date as Node, writer)} as d, trunc(${writer.value(days as Node)}) as n offset 0`;
          const count = sql`case when abs(g.n) <= ${sql.lit(maxDays)} then g.n::integer end`;
          const counted = sql`select g.d, ${count} as n from (${given}) g offset 0`;
          const start = sql`case when c.n < 0 then c.d - 1 else c.d end`;
          const placed = sql`select c.d as own, c.n, ${start} as d from (${counted}) c offset 0`;
          const rank = sql`${rankSql(sql`p.d`, writer)} + p.n + case when p.n < 0 then 1 else 0 end`;
          const ranked = sql`select p.own, p.n, ${rank} as k from (${placed}) p offset 0`;
          const found = sql`select case when k.n = 0 then k.own else ${dayOfRankSql(sql`k.k`, writer)} end as d from (${ranked}) k offset 0`;
          return sql`(select case when f.d between ${sql.lit(firstDay)} and ${sql.lit(lastDay)} then date '1970-01-01' + f.d end from (${found}) f)`;
        }),
      },
    ],
  },
];

/** Day numbers of 0001-01-01 and 9999-12-31, the calendar of records. */
const [firstDay, lastDay] = [-719_162, 2_932_896];

function warnOfYears(days: readonly number[], run: Run): void {
  const year = unknownYear(days, run.calendar);
  if (year !== null) run.warn('EXPR_CALENDAR_YEAR', { year: String(year) });
}

function dayNumberSql(node: Node, writer: SqlWriter): Sql {
  return sql`(${writer.value(node)} - date '1970-01-01')`;
}

/** PostgreSQL's division of integers cuts towards zero: so many weeks make every day positive. */
const shift = 150_000;

/** `rankOf` of a day number that is cheap to repeat. */
function rankSql(day: Sql, writer: SqlWriter): Sql {
  const { daysOff, extraDays } = writer.target.calendar ?? weekdays;
  const shifted = sql`(${day} + ${sql.lit(shift * 7 + 3)})`;
  const plain = sql`(${shifted} / 7 * 5 + least(5, ${shifted} % 7 + 1) - ${sql.lit(shift * 5)})`;
  return sql`(${plain}${less(daysOff, day)}${more(extraDays, day)})`;
}

/** `dayOfRank` of a rank that is cheap to repeat. */
function dayOfRankSql(rank: Sql, writer: SqlWriter): Sql {
  const { offRanks, extraDays, extraRanks } = writer.target.calendar ?? weekdays;
  const among = sql`(${rank}${more(offRanks, sql`${rank} - 1`)}${less(extraRanks, rank)} + ${sql.lit(shift * 5 - 1)})`;
  const plain = sql`(select a.a / 5 * 7 + a.a % 5 - ${sql.lit(shift * 7 + 3)} from (select ${among} as a offset 0) a)`;
  if (extraRanks.length === 0) return plain;
  return sql`coalesce((${extraDays}::integer[])[array_position(${extraRanks}::integer[], ${rank})], ${plain})`;
}

/** The numbers of an ascending list up to a limit, added or taken away; nothing for an empty list. */
function more(list: readonly number[], limit: Sql): Sql {
  return list.length === 0 ? sql`` : sql` + width_bucket(${limit}, ${list}::integer[])`;
}

function less(list: readonly number[], limit: Sql): Sql {
  return list.length === 0 ? sql`` : sql` - width_bucket(${limit}, ${list}::integer[])`;
}

import { quoteText } from '../table/quote.ts';

/**
 * SQL: a text as a date, null when it is none; never raises. PostgreSQL 15 has no `pg_input_is_valid`, so the days of
 * the month are counted before the cast; CASE keeps the order of evaluation.
 */
export function dateFromText(text: string): string {
  const parts = `regexp_match(btrim(normalize(${text}, NFKC)), '^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?([ T].*)?$')`;
  return `(select ${safeDate('m[1]::int', 'm[2]::int', 'm[3]::int')} from (select ${parts} as m) as parsed)`;
}

/** SQL: a text as an instant, read in `zone` when it names none. Null when it is no date; a missing time is midnight. */
export function instantFromText(text: string, zone: string): string {
  const parts = String.raw`regexp_match(btrim(normalize(${text}, NFKC)), '^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?([ T]+([01]?[0-9]|2[0-3]):([0-5][0-9])(:([0-5][0-9])([.][0-9]{1,6})?)?)? ?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?$')`;
  const day = safeDate('m[1]::int', 'm[2]::int', 'm[3]::int');
  const time = `make_interval(hours => coalesce(m[5], '0')::int, mins => coalesce(m[6], '0')::int, secs => (coalesce(m[8], '0') || coalesce(m[9], ''))::double precision)`;
  const offset = `case when m[10] = 'Z' then interval '0' else (left(m[10], 3) || ':' || right(m[10], 2))::interval end`;
  return (
    `(select case when m[10] is null then (${day} + ${time}) at time zone ${quoteText(zone)} ` +
    `else (${day} + ${time} - ${offset}) at time zone 'UTC' end from (select ${parts} as m) as parsed)`
  );
}

function safeDate(year: string, month: string, day: string): string {
  return (
    `case when ${year} >= 1 and ${month} between 1 and 12 and ${day} >= 1 then ` +
    `case when ${day} <= extract(day from make_date(${year}, ${month}, 1) + interval '1 month - 1 day') ` +
    `then make_date(${year}, ${month}, ${day}) end end`
  );
}

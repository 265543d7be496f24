import pg from 'pg';

const asText = (text: string) => text;
const textArray = pg.types.getTypeParser(1009 as number);

/** PostgreSQL's `2026-11-22 03:04:05.678+00` as `2026-11-22T03:04:05.678Z`; sessions run in UTC. Microseconds stay. */
const asInstant = (text: string) => text.replace(' ', 'T').replace(/\+00$/, 'Z');

/** By the type's number in `pg_type`. node-postgres would make Dates of local midnights and doubles of numerics. */
const parsers: { readonly [oid: number]: (text: string) => unknown } = {
  20: asText, // bigint
  1082: asText, // date
  1083: asText, // time
  1114: asText, // timestamp
  1184: asInstant, // timestamptz
  1186: asText, // interval
  1700: asText, // numeric
  1016: textArray, // bigint[]
  1182: textArray, // date[]
  1183: textArray, // time[]
  1115: textArray, // timestamp[]
  1185: (text) => textArray(text)?.map((item: string | null) => (item === null ? null : asInstant(item))),
  1187: textArray, // interval[]
  1231: textArray, // numeric[]
};

export function parserOf(oid: number, format?: 'text' | 'binary') {
  return parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text');
}

import { offsetForLocal, parseZone, utc } from '@tangram/expression';

const daySeconds = 86_400;

/** The instant at which the day after `day` (`2026-11-27`) begins in a zone, as PostgreSQL has it. */
export function nextMidnight(day: string, zone: string): Date {
  const local = Date.parse(`${day}T00:00:00Z`) / 1000 + daySeconds;
  return new Date((local - offsetForLocal(parseZone(`@${zone}`) ?? utc, local)) * 1000);
}

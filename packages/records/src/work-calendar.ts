import { type WorkCalendar, weekdays } from '@tangram/expression';
import { chinaCalendar } from '@tangram/expression/china-calendar';
import type { Workspace } from './catalog.ts';

/** Which days the workspace works. */
export function workCalendarOf({ calendar = 'weekdays' }: Workspace): WorkCalendar {
  return calendars[calendar];
}

const calendars: Readonly<Record<NonNullable<Workspace['calendar']>, WorkCalendar>> = {
  weekdays,
  china: chinaCalendar,
};

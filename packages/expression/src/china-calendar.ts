// The subpath `@tangram/expression/china-calendar`: the public holidays of China, for the server only (37 kB).
import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { FeelDate, parseDate } from './values/temporal.ts';
import { makeWorkCalendar, type WorkCalendar } from './values/work-calendar.ts';

/** Public holidays and make-up working days as the State Council announces them year by year, from 2004. */
export const chinaCalendar: WorkCalendar = makeWorkCalendar(dayNumbers(days.holidays), dayNumbers(days.workdays), {
  first: Math.min(...yearsOf(days.holidays)),
  last: Math.max(...yearsOf(days.holidays)),
});

function dayNumbers(named: { readonly [date: string]: string }): number[] {
  return Object.keys(named)
    .map((text) => parseDate(text))
    .filter((date): date is FeelDate => date instanceof FeelDate)
    .map((date) => date.dayNumber);
}

function yearsOf(named: { readonly [date: string]: string }): number[] {
  return Object.keys(named).map((text) => Number(text.slice(0, 4)));
}

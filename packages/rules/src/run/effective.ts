import { dateIn, isoDate } from '@tangram/forms';
import type { RuleDefinition } from '@tangram/schema';

/** Whether a rule is in force on a day (`2026-11-27`); both ends of its dates count. */
export function isEffective({ effective }: RuleDefinition, day: string): boolean {
  return (effective?.from ?? day) <= day && day <= (effective?.until ?? day);
}

/** The day of an instant in a time zone, as ISO 8601. */
export function dayIn(instant: Date, zone: string): string {
  return isoDate(dateIn(zone, instant));
}

import { parseDuration } from './duration.ts';
import type { FeelValue } from './feel-value.ts';
import { parseDate, parseDateTime, parseTime } from './temporal.ts';

/** What `@"..."` stands for: a date, time, date-time or duration; null when it is none of them. */
export function parseTemporal(text: string): FeelValue {
  if (/^-?P/.test(text)) return parseDuration(text);
  if (text.includes('T')) return parseDateTime(text);
  return /^-?\d{4,}-/.test(text) ? parseDate(text) : parseTime(text);
}

import type { JsonSchema, Language } from '@tangram/schema';

/** A length of time as people say it: "2 hours", "3 days". Days are calendar days: the same time of the clock. */
export interface Span {
  readonly amount: number;
  readonly unit: 'minutes' | 'hours' | 'days';
}

export const spanSchema: JsonSchema = {
  type: 'object',
  required: ['amount', 'unit'],
  additionalProperties: false,
  widget: 'span',
  properties: {
    // Ten years: longer waits are mistakes, and dates beyond the calendar must not be reached.
    amount: { type: 'integer', minimum: 0, maximum: 5_256_000, title: { en: 'Amount', zh: '数量' } },
    unit: {
      enum: ['minutes', 'hours', 'days'],
      title: { en: 'Unit', zh: '单位' },
      'x-titles': {
        minutes: { en: 'minutes', zh: '分钟' },
        hours: { en: 'hours', zh: '小时' },
        days: { en: 'days', zh: '天' },
      },
    },
  },
};

/** The moment `span` after (`sign` 1) or before (`sign` -1) `from`, days counted by the clock on the wall of `zone`. */
export function addSpan(from: Date, span: Span, zone: string, sign: 1 | -1 = 1): Date {
  const amount = sign * span.amount;
  if (span.unit === 'minutes') return new Date(from.getTime() + amount * 60_000);
  if (span.unit === 'hours') return new Date(from.getTime() + amount * 3_600_000);
  return instantAt(wallClock(from, zone) + amount * 86_400_000, zone);
}

/** The moment a date (`2026-11-22`) begins in `zone`. */
export function startOfDate(date: string, zone: string): Date {
  return instantAt(Date.parse(`${date}T00:00:00Z`), zone);
}

export function spanText(span: Span, language: Language): string {
  const unit = unitWords[span.unit];
  if (language === 'zh') return `${span.amount} ${unit.zh}`;
  return `${span.amount} ${span.amount === 1 ? unit.en.slice(0, -1) : unit.en}`;
}

const unitWords = {
  minutes: { en: 'minutes', zh: '分钟' },
  hours: { en: 'hours', zh: '小时' },
  days: { en: 'days', zh: '天' },
} as const;

/** What a clock on the wall of `zone` shows, as milliseconds since 1970 as if it were UTC. */
function wallClock(instant: Date, zone: string): number {
  return instant.getTime() + offsetMs(instant.getTime(), zone);
}

/**
 * The instant at which a clock on the wall shows `wall`. A reading that is skipped when clocks go forward is taken with
 * the offset before the gap, so it comes an hour later; one that is there twice is taken the first time.
 */
function instantAt(wall: number, zone: string): Date {
  const before = offsetMs(wall - 86_400_000, zone);
  const first = wall - before;
  if (offsetMs(first, zone) === before) return new Date(first);
  const after = offsetMs(wall + 86_400_000, zone);
  const second = wall - after;
  return new Date(offsetMs(second, zone) === after ? second : first);
}

/** Milliseconds that `zone` is ahead of UTC at this instant. */
function offsetMs(epochMs: number, zone: string): number {
  const parts = formatterOf(zone).formatToParts(new Date(epochMs));
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return wall - Math.floor(epochMs / 1000) * 1000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

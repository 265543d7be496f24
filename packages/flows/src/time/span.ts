import { instantShowing, shownIn } from '@tangram/forms';
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
  const shown = shownIn(zone, from);
  shown.setUTCDate(shown.getUTCDate() + amount);
  return instantShowing(zone, shown);
}

/** The moment a date (`2026-11-22`) begins in `zone`. */
export function startOfDate(date: string, zone: string): Date {
  return instantShowing(zone, new Date(`${date}T00:00:00Z`));
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

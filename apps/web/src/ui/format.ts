import type { JsonValue, Language } from '@tangram/schema';

/** How values are written for people: the one place that knows. */
export interface FormatSettings {
  readonly language: Language;
  /** IANA zone in which instants are read. */
  readonly zone: string;
  /** ISO 4217, for money that names none. */
  readonly currency: string;
}

export interface Format {
  number(value: JsonValue | undefined, options?: { digits?: number | undefined; compact?: boolean }): string;
  money(value: JsonValue | undefined, options?: { digits?: number | undefined; currency?: string | undefined }): string;
  /** 0.25 -> 25%. */
  percent(value: JsonValue | undefined, digits?: number): string;
  /** `2026-11-22`; no zone is involved. */
  date(value: JsonValue | undefined): string;
  dateTime(value: JsonValue | undefined): string;
  /** "3 minutes ago", "in 2 hours", beyond a week the date. */
  ago(value: JsonValue | undefined, now?: Date): string;
}

/** Blank and unreadable values give an empty text. Numbers may be decimal text: their digits are all kept. */
export function createFormat({ language, zone, currency }: FormatSettings): Format {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const numberFormat = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const plain = numberFormat({ maximumFractionDigits: 10 });
  const dateFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const instantFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

  return {
    number(value, { digits, compact = false } = {}) {
      const number = exact(value);
      if (number === undefined) return '';
      if (compact) return numberFormat({ notation: 'compact', maximumFractionDigits: 1 }).format(number);
      return (digits === undefined ? plain : numberFormat(fixed(digits))).format(number);
    },
    money(value, { digits = 2, currency: own = currency } = {}) {
      const number = exact(value);
      if (number === undefined) return '';
      return numberFormat({
        style: 'currency',
        currency: own,
        currencyDisplay: 'narrowSymbol',
        ...fixed(digits),
      }).format(number);
    },
    percent(value, digits = 1) {
      const number = exact(value);
      return number === undefined
        ? ''
        : numberFormat({ style: 'percent', maximumFractionDigits: digits }).format(number);
    },
    date(value) {
      const instant =
        typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? instantOf(`${value}T00:00:00Z`) : undefined;
      return instant === undefined ? '' : dateFormat.format(instant);
    },
    dateTime(value) {
      const instant = instantOf(value);
      return instant === undefined ? '' : instantFormat.format(instant);
    },
    ago(value, now = new Date()) {
      const instant = instantOf(value);
      if (instant === undefined) return '';
      const seconds = Math.round((instant.getTime() - now.getTime()) / 1000);
      const size = Math.abs(seconds);
      // Of the past Intl says "now", which nobody says of what somebody did.
      if (size < 45) return seconds > 0 ? relative.format(0, 'second') : language === 'zh' ? '刚刚' : 'just now';
      if (size < 60 * 60) return relative.format(Math.round(seconds / 60), 'minute');
      if (size < 24 * 3600) return relative.format(Math.round(seconds / 3600), 'hour');
      if (size < 7 * 24 * 3600) return relative.format(Math.round(seconds / 86_400), 'day');
      return dayFormat.format(instant);
    },
  };
}

function fixed(digits: number) {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

/** Intl formats decimal text exactly; its type says so only for literal types. */
function exact(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return value as unknown as number;
  return undefined;
}

function instantOf(value: JsonValue | undefined): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

import { textIn, type JsonValue, type Language, type NumberFormat } from '@tangram/schema';
import { isGroupMark, type ResultColumn } from './query-result.ts';

export interface WritingPlace {
  readonly language: Language;
  /** IANA; for instants. */
  readonly zone: string;
}

const words = {
  blank: { en: '(blank)', zh: '（空白）' },
  others: { en: 'Others', zh: '其他' },
  restricted: { en: '(not visible)', zh: '（不可见）' },
  untitled: { en: '(untitled)', zh: '（无标题）' },
  true: { en: 'Yes', zh: '是' },
  false: { en: 'No', zh: '否' },
} as const;

/** What a cell says to a reader: `10,005,534`, `63.2 %`, `Q1 2026`, `成交客户`, `(blank)`. Blank measures are a dash. */
export function writeValue(value: JsonValue | undefined, column: ResultColumn, place: WritingPlace): string {
  if (value === null || value === undefined) return column.role === 'dimension' ? words.blank[place.language] : '–';
  if (isGroupMark(value)) return words[value.group][place.language];
  if (typeof value === 'boolean') return words[`${value}`][place.language];
  if (Array.isArray(value)) return value.map((item) => writeValue(item as JsonValue, column, place)).join(', ');
  if (typeof value === 'object') {
    const title = (value as { readonly title?: JsonValue }).title;
    return typeof title === 'string' && title !== '' ? title : words.untitled[place.language];
  }
  if (column.valueType === 'number') return writeNumber(value, column.format, place.language);
  const text = String(value);
  if (column.grain !== undefined) return writeBucket(text, column, place);
  if (column.valueType === 'date') return writeDay(text, place.language);
  if (column.valueType === 'date-time') return writeInstant(text, place);
  const option = column.options?.find((candidate) => candidate.value === text);
  if (option !== undefined) return textIn(option.title, place.language);
  return text === '' ? words.blank[place.language] : text;
}

/** `value` is a number or exact decimal text; percent multiplies by 100. Without a format, at most 4 digits after the point. */
export function writeNumber(value: number | string, format: NumberFormat | null, language: Language): string {
  return numberWriter(format, language).format(value as Intl.StringNumericLiteral);
}

/** Short, for axes: `1.2M`, `120万`, `63%`. */
export function writeNumberShort(value: number, format: NumberFormat | null, language: Language): string {
  return numberWriter(format, language, true).format(value);
}

const writers = new Map<string, Intl.NumberFormat>();

/** Making an `Intl.NumberFormat` costs tens of microseconds and a table has thousands of cells. */
function numberWriter(format: NumberFormat | null, language: Language, short = false): Intl.NumberFormat {
  const key = `${language} ${format?.style} ${format?.digits} ${format?.currency} ${short}`;
  const known = writers.get(key);
  if (known !== undefined) return known;
  const style = format?.style ?? 'number';
  const digits = format?.digits;
  const made = new Intl.NumberFormat(locales[language], {
    ...(style === 'percent' ? { style: 'percent' as const } : {}),
    ...(style === 'money' && format?.currency !== undefined
      ? { style: 'currency' as const, currency: format.currency, currencyDisplay: 'narrowSymbol' as const }
      : {}),
    ...(short
      ? { notation: 'compact' as const, maximumFractionDigits: 1, minimumFractionDigits: 0 }
      : digits === undefined
        ? { maximumFractionDigits: style === 'percent' ? 1 : style === 'money' ? 2 : 4, minimumFractionDigits: 0 }
        : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  });
  writers.set(key, made);
  return made;
}

const locales = { en: 'en', zh: 'zh-CN' } as const;

function writeBucket(start: string, column: ResultColumn, place: WritingPlace): string {
  const zh = place.language === 'zh';
  const year = Number(start.slice(0, 4));
  const month = Number(start.slice(5, 7));
  switch (column.grain) {
    case 'year':
      return zh ? `${year}年` : `${year}`;
    case 'quarter':
      return zh ? `${year}年${Math.ceil(month / 3)}季度` : `Q${Math.ceil(month / 3)} ${year}`;
    case 'month':
      return zh ? `${year}年${month}月` : utcDay(start, { month: 'short', year: 'numeric' });
    case 'week':
      return zh ? `${start.slice(0, 10)} 起一周` : `Week of ${writeDay(start, 'en')}`;
    case 'hour':
      return writeInstant(start, place);
    default:
      return writeDay(start, place.language);
  }
}

function writeDay(date: string, language: Language): string {
  return language === 'zh' ? date.slice(0, 10) : utcDay(date, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** A date has no zone: written as the UTC day it is stored as. */
function utcDay(date: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(
    new Date(`${date.slice(0, 10)}T00:00:00Z`),
  );
}

function writeInstant(instant: string, place: WritingPlace): string {
  return new Intl.DateTimeFormat(place.language === 'zh' ? 'zh-CN' : 'en-US', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: place.zone,
  }).format(new Date(instant));
}

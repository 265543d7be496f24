import { literalText, parseDate, parseDateTime, parseNumber, parseTime, stringLiteral } from '@tangram/expression';
import type { ColumnType } from '@tangram/schema';
import { booleanWords, nullWords } from './cell-words.ts';

/** One value as people write it in spreadsheets -> FEEL, or null where it is none of the column's type. */
export function cellValue(written: string, type: ColumnType): string | null {
  const text = written.trim();
  if (text === '') return null;
  if (nullWords.has(text.toLowerCase())) return 'null';
  return readers[type](text);
}

const readers: Record<ColumnType, (text: string) => string | null> = {
  text: textValue,
  number: numberValue,
  boolean: booleanValue,
  date: dateValue,
  'date-time': (text) => momentValue(text) ?? dateTimeOfDay(text),
  time: timeValue,
  'days-duration': durationValue,
  'months-duration': durationValue,
  any: (text) =>
    numberValue(text) ?? dateValue(text) ?? (/^(true|false)$/i.test(text) ? text.toLowerCase() : textValue(text)),
};

/** In quotes of any kind, or bare. */
function textValue(text: string): string {
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|“([^“”]*)”|「([^「」]*)」|'([^']*)')$/s.exec(text);
  if (quoted === null) return stringLiteral(text);
  return quoted[1] === undefined ? stringLiteral(quoted[2] ?? quoted[3] ?? quoted[4] ?? '') : text;
}

function booleanValue(text: string): string | null {
  const word = text.toLowerCase();
  return Object.hasOwn(booleanWords, word) ? String(booleanWords[word]) : null;
}

/** `1,200.50`, `¥1200`, `20%`, `1.5万`, `3亿元`. */
function numberValue(text: string): string | null {
  const match = /^([-+]?)[¥￥$€£]?\s*(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(%|％|千|万|百万|亿)?元?$/.exec(text);
  if (match === null) return null;
  const [, sign = '', digits = '', unit = ''] = match;
  if (digits.includes(',') && !/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) return null;
  const number = parseNumber(`${sign === '-' ? '-' : ''}${digits.replaceAll(',', '')}e${zeros[unit] ?? 0}`);
  return number === null ? null : literalText(number);
}

const zeros: { readonly [unit: string]: number } = { '%': -2, '％': -2, 千: 3, 万: 4, 百万: 6, 亿: 8 };

/** `2026-1-5`, `2026/01/05`, `2026.1.5`, `2026年1月5日`. */
function dateValue(text: string): string | null {
  const match = /^(?:@?")?(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?"?$/.exec(text);
  if (match === null) return null;
  const [, year, month = '', day = ''] = match;
  const date = parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date === null ? null : literalText(date);
}

/** `2026-01-05 09:30`, `2026/1/5T9:30:00`. */
function momentValue(text: string): string | null {
  const match = /^(\S+?)[T\s]+(\d{1,2}:\d{2}(?::\d{2})?)$/.exec(text);
  const date = match === null ? null : dateValue(match[1] as string);
  const time = match === null ? null : clockText(match[2] as string);
  if (date === null || time === null) return null;
  const moment = parseDateTime(`${date.slice(2, -1)}T${time}`);
  return moment === null ? null : literalText(moment);
}

function dateTimeOfDay(text: string): string | null {
  const date = dateValue(text);
  return date === null ? null : `@"${date.slice(2, -1)}T00:00:00"`;
}

function timeValue(text: string): string | null {
  const time = clockText(text);
  const value = time === null ? null : parseTime(time);
  return value === null ? null : literalText(value);
}

function clockText(text: string): string | null {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  return match === null ? null : `${(match[1] as string).padStart(2, '0')}:${match[2]}:${match[3] ?? '00'}`;
}

/** `3天`, `2 hours`, `6个月`, `1 year`, or ISO 8601. */
function durationValue(text: string): string | null {
  if (/^-?P[\dTYMWDHS.]+$/.test(text)) return `@"${text}"`;
  const match = /^(\d+)\s*个?\s*(天|日|days?|小时|hours?|分钟?|minutes?|周|weeks?|月|months?|年|years?)$/i.exec(text);
  if (match === null) return null;
  const [, count = '', unit = ''] = match;
  const made = durations.find(([words]) => words.test(unit))?.[1](Number(count));
  return made === undefined ? null : `@"${made}"`;
}

const durations: readonly (readonly [RegExp, (count: number) => string])[] = [
  [/^(天|日|day)/i, (count) => `P${count}D`],
  [/^(周|week)/i, (count) => `P${7 * count}D`],
  [/^(小时|hour)/i, (count) => `PT${count}H`],
  [/^(分|minute)/i, (count) => `PT${count}M`],
  [/^(月|month)/i, (count) => `P${count}M`],
  [/^(年|year)/i, (count) => `P${count}Y`],
];

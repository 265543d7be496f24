import type { ColumnType } from '@tangram/schema';
import { after, anyWords, before, notWords } from './cell-words.ts';
import { cellValue } from './cell-value.ts';

/**
 * A condition as people write it in spreadsheets -> unary tests; null where a part of it cannot be told.
 *
 *     10-20, 30以上   ->   [10..20], >= 30
 *     华东、华北       ->   "华东", "华北"
 */
export function cellTests(written: string, type: ColumnType): string | null {
  const text = written.trim();
  if (anyWords.has(text.toLowerCase())) return '-';
  const negated = notWords.exec(text);
  if (negated !== null) {
    const rest = text.slice(negated[0].length).replace(/(?:以)?外$/, '');
    const tests = cellTests(rest, type);
    return tests === null || tests === '-' || tests.startsWith('not(') ? null : `not(${tests})`;
  }
  const parts = splitParts(text, type).map((part) => partTest(part, type));
  return parts.length === 0 || parts.includes(null) ? null : parts.join(', ');
}

/** Number columns: whether a comma stood between groups of three digits, so that it was read as part of a number. */
export function hasGroupedDigits(written: string, type: ColumnType): boolean {
  return (type === 'number' || type === 'any') && grouped.test(written);
}

const grouped = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/;

/** Parts are divided by commas, semicolons, 、, 或 or lines; not within quotes, brackets or digits in groups of three. */
function splitParts(text: string, type: ColumnType): string[] {
  const isNumeric = type === 'number' || type === 'any';
  const joined = isNumeric
    ? text.replaceAll(new RegExp(grouped.source, 'g'), (digits) => digits.replaceAll(',', ''))
    : text;
  const parts = joined.match(/(?:"(?:[^"\\]|\\.)*"|“[^”]*”|「[^」]*」|[[(（][^\])）[]*[\])）]|[^,，、;；\n])+/g) ?? [];
  return parts
    .flatMap((part) => part.split(/\s*(?:或者|或(?!以)|\sor\s(?!more|less|above|below|later|earlier))\s*/))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function partTest(part: string, type: ColumnType): string | null {
  return intervalTest(part, type) ?? comparisonTest(part, type) ?? rangeTest(part, type) ?? cellValue(part, type);
}

/** `[10,20)`, `(10..20]`, `（10，20]`. */
function intervalTest(part: string, type: ColumnType): string | null {
  const match = /^([[(（\]])\s*(.+?)\s*(?:\.\.|[,，])\s*(.+?)\s*([\])）[])$/.exec(part);
  if (match === null) return null;
  const [, open = '', from = '', to = '', close = ''] = match;
  const [low, high] = [cellValue(from, type), cellValue(to, type)];
  if (low === null || high === null) return null;
  return `${open === '[' ? '[' : '('}${low}..${high}${close === ']' ? ']' : ')'}`;
}

function comparisonTest(part: string, type: ColumnType): string | null {
  const lower = part.toLowerCase();
  const first = before.find(([word]) => lower.startsWith(word));
  if (first !== undefined) {
    const value = cellValue(part.slice(first[0].length), type);
    if (value !== null) return first[1] === '=' ? value : `${first[1]} ${value}`;
  }
  const last = after.find(([word]) => lower.endsWith(word));
  const value = last === undefined || type === 'text' ? null : cellValue(part.slice(0, -last[0].length), type);
  return value === null || last === undefined || value.startsWith('"') ? null : `${last[1]} ${value}`;
}

/** `10-20`, `10 to 20`, `10~20`, `10至20`; both ends count. Never of texts: a name may have a dash. */
function rangeTest(part: string, type: ColumnType): string | null {
  if (type === 'text' || type === 'boolean') return null;
  for (const match of part.matchAll(/\s*(?:~|～|至|到|—|–|\bto\b|(?<=[\d%％万亿元\s日])-|－|\.\.)\s*/g)) {
    const [low, high] = [part.slice(0, match.index), part.slice(match.index + match[0].length)].map((end) =>
      cellValue(end, type),
    );
    if (low == null || high == null || low.startsWith('"') || high.startsWith('"')) continue;
    return `[${low}..${high}]`;
  }
  return null;
}

import type { JsonValue, Language } from '@tangram/schema';
import { decimalOfJson } from '../values/decimal-text.ts';
import { localeOf } from './locale.ts';

/** A stored decimal in the reader's writing; exact, since Intl takes decimal text. */
export function shownNumber(value: JsonValue, language: Language, options: Intl.NumberFormatOptions = {}): string {
  const decimal = decimalOfJson(value);
  if (decimal === null) return '';
  const format = new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 20, ...options });
  // TypeScript wants a literal that looks like a number; canonical decimals do.
  return format.format(decimal as `${number}`);
}

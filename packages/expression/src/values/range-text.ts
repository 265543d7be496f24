import { stringValue } from '../parse/string-literal.ts';
import { compare } from './compare.ts';
import { FeelRange, type FeelValue } from './feel-value.ts';
import { parseNumber } from './number.ts';
import { parseTemporal } from './temporal-text.ts';

/** Reads `[1..5)`: ends are literals, or dates and durations written as calls with a literal. Null for anything else. */
export function parseRange(text: string): FeelRange | null {
  const match = /^\s*([[(\]])(.+?)\.\.(.+)([\])[])\s*$/s.exec(text);
  if (match === null) return null;
  const [low, high] = [endValue(match[2] as string), endValue(match[3] as string)];
  if (low === undefined || high === undefined) return null;
  if (low !== null && high !== null) {
    const order = compare(low, high);
    if (order === null || order > 0) return null;
  }
  if (low === null && high === null) return null;
  return new FeelRange(low, high, match[1] === '[', match[4] === ']');
}

/** Undefined when the text is no end. */
function endValue(written: string): FeelValue | undefined {
  const text = written.trim();
  if (text === 'null') return null;
  if (/^"(?:[^"\\]|\\.)*"$/.test(text)) return stringValue(text);
  const quoted = /^(?:@|(?:date|time|date and time|duration)\s*\()\s*("(?:[^"\\]|\\.)*")\s*(\)?)$/.exec(text);
  if (quoted !== null && text.startsWith('@') === (quoted[2] === '')) {
    return parseTemporal(stringValue(quoted[1] as string)) ?? undefined;
  }
  return parseNumber(text) ?? undefined;
}

import { stringLiteral } from '../parse/string-literal.ts';
import { FeelFunction, FeelRange, type FeelValue, isContext, isList } from './feel-value.ts';
import { isFeelNumber, numberText } from './number.ts';

/** A value as `string(value)` writes it: text bare, inside lists and contexts in quotes; null stays null. */
export function valueText(value: FeelValue): string | null {
  return value === null ? null : typeof value === 'string' ? value : inner(value);
}

function inner(value: FeelValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'boolean') return String(value);
  if (isFeelNumber(value)) return numberText(value);
  if (isList(value)) return `[${value.map(inner).join(', ')}]`;
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  if (value instanceof FeelRange) return rangeText(value);
  if (isContext(value)) {
    return `{${Object.entries(value)
      .map(
        ([name, member]) => `${/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name) ? name : stringLiteral(name)}: ${inner(member)}`,
      )
      .join(', ')}}`;
  }
  return value.toString();
}

function rangeText(range: FeelRange): string {
  if (range.operator !== null) {
    return `${range.operator} ${inner(range.operator.startsWith('<') ? range.high : range.low)}`;
  }
  const [open, close] = [range.isLowIncluded ? '[' : '(', range.isHighIncluded ? ']' : ')'];
  return `${open}${inner(range.low)}..${inner(range.high)}${close}`;
}

import { compare } from '../values/compare.ts';
import type { FeelValue } from '../values/feel-value.ts';
import {
  add,
  compareNumbers,
  divide,
  divideFully,
  exact,
  type FeelNumber,
  isFeelNumber,
  multiply,
  subtract,
  toDecimal,
} from '../values/number.ts';

/** The least (`sign` -1) or the greatest of values that have an order; null where they have none. */
export function extreme(values: readonly FeelValue[], sign: 1 | -1): FeelValue {
  let best: FeelValue | undefined;
  for (const value of values) {
    if (best === undefined) best = value;
    const order = compare(value, best);
    if (order === null) return typeof value === 'boolean' && value === best ? value : null;
    if (order * sign > 0) best = value;
  }
  return best ?? null;
}

/** Null for an empty list or a blank among the numbers. */
export function fold(
  values: readonly FeelValue[],
  join: (a: FeelNumber, b: FeelNumber) => FeelNumber | null,
): FeelNumber | null {
  let result: FeelNumber | null = null;
  for (const [index, value] of values.entries()) {
    if (!isFeelNumber(value)) return null;
    result = index === 0 ? value : join(result as FeelNumber, value);
    if (result === null) return null;
  }
  return result;
}

export function mean(values: readonly FeelValue[]): FeelNumber | null {
  const sum = fold(values, add);
  return sum === null ? null : divide(sum, values.length);
}

export function median(values: readonly FeelValue[]): FeelNumber | null {
  const numbers = values.filter(isFeelNumber);
  if (numbers.length === 0 || numbers.length !== values.length) return null;
  const ordered = numbers.toSorted(compareNumbers);
  const middle = Math.floor(ordered.length / 2);
  if (ordered.length % 2 === 1) return ordered[middle] as FeelNumber;
  const sum = add(ordered[middle - 1] as FeelNumber, ordered[middle] as FeelNumber);
  return sum === null ? null : divide(sum, 2);
}

export function deviation(values: readonly FeelValue[]): FeelNumber | null {
  const total = fold(values, add);
  if (total === null || values.length < 2) return null;
  // All digits, unlike `mean`: only the result counts, and it runs in closures only.
  const average = divideFully(total, values.length) as FeelNumber;
  const squares = values.map((value) => {
    const distance = subtract(value as FeelNumber, average) as FeelNumber;
    return multiply(distance, distance);
  });
  const sum = fold(squares, add);
  const variance = sum === null ? null : divideFully(sum, values.length - 1);
  return variance === null ? null : exact(toDecimal(variance).sqrt());
}

export function mode(values: readonly FeelValue[]): FeelValue {
  const counts: { value: FeelNumber; count: number }[] = [];
  for (const value of values) {
    if (!isFeelNumber(value)) return null;
    const known = counts.find((each) => compareNumbers(each.value, value) === 0);
    if (known === undefined) counts.push({ value, count: 1 });
    else known.count += 1;
  }
  const most = Math.max(...counts.map((each) => each.count));
  return counts
    .filter((each) => each.count === most)
    .map((each) => each.value)
    .toSorted(compareNumbers);
}

import { expect, test } from 'vitest';
import { civilDate, dayNumber, isoWeek, weekday } from './calendar.ts';
import { compareText } from './compare.ts';
import { add, divide, multiply, numberText, parseNumber, power, roundTo, type FeelNumber } from './number.ts';
import { dateTimeAt, parseDateTime } from './temporal.ts';
import { parseZone } from './zone.ts';
import { fromFeel, toFeel } from './wire.ts';
import { dateTimeType, daysDurationType, numberType } from '../types/feel-type.ts';

const number = (text: string) => parseNumber(text) as FeelNumber;

test('adds what doubles cannot', () => {
  expect(numberText(add(number('0.1'), number('0.2')) as FeelNumber)).toBe('0.3');
  expect(numberText(multiply(number('9007199254740991'), number('9007199254740991')) as FeelNumber)).toBe(
    '81129638414606663681390495662081',
  );
});

test('rounds a quotient half to even at the twelfth digit, also where more digits follow', () => {
  expect(numberText(divide(1, 3) as FeelNumber)).toBe('0.333333333333');
  expect(numberText(divide(-2, 3) as FeelNumber)).toBe('-0.666666666667');
  expect(numberText(divide(number('0.0000000000025'), 1) as FeelNumber)).toBe('0.000000000002');
  expect(numberText(divide(number('0.0000000000025000000000000000000001'), 1) as FeelNumber)).toBe('0.000000000003');
  expect(divide(1, 0)).toBeNull();
});

test('never gives minus zero, NaN or infinity', () => {
  expect(Object.is(multiply(0, -5), 0)).toBe(true);
  expect(Object.is(roundTo(number('-0.4'), 0, 'half-even'), 0)).toBe(true);
  expect(power(0, -1)).toBeNull();
  expect(power(-8, number('0.5'))).toBeNull();
  expect(toFeel('NaN', numberType)).toBeNull();
});

test('keeps numbers of more than 15 digits as text on the wire', () => {
  expect(fromFeel(number('123456789012345'))).toBe(123456789012345);
  expect(fromFeel(number('1234567890123456.5'))).toBe('1234567890123456.5');
  expect(fromFeel(number('0.1'))).toBe(0.1);
});

test('counts days over four centuries and before year 1', () => {
  for (const days of [-719163, -719162, 0, 11016, 11017, 20778, 2932896, 365242134]) {
    const { year, month, day } = civilDate(days);
    expect(dayNumber(year, month, day)).toBe(days);
  }
  expect(weekday(dayNumber(2026, 11, 22))).toBe(7);
  expect(isoWeek(dayNumber(2021, 1, 3))).toEqual({ year: 2020, week: 53 });
});

test('orders text by code point', () => {
  expect(['😀', '豈', '～', 'b', 'B', 'a'].toSorted(compareText)).toEqual(['B', 'a', 'b', '豈', '～', '😀']);
});

const readings: readonly (readonly [local: string, utc: string, reason: string])[] = [
  ['2026-03-29T02:30:00@Europe/Berlin', '2026-03-29T01:30:00.000Z', 'does not exist: the offset before the gap'],
  ['2026-10-25T02:30:00@Europe/Berlin', '2026-10-25T01:30:00.000Z', 'exists twice: the offset after the overlap'],
  ['2026-11-22T00:00:00@Asia/Shanghai', '2026-11-21T16:00:00.000Z', 'is plain'],
  ['2026-11-22T05:45:00@Asia/Kathmandu', '2026-11-22T00:00:00.000Z', 'has an odd offset'],
];

test.each(readings)('%s is %s: it %s', (local, utc) => {
  expect(fromFeel(parseDateTime(local))).toBe(utc);
});

test('reads an instant on the clocks of a zone', () => {
  const zone = parseZone('@America/New_York');
  expect(dateTimeAt(1774768200, 0, zone)?.toString()).toBe('2026-03-29T03:10:00@America/New_York');
});

test('takes durations as ISO 8601 or as the number their column holds', () => {
  expect(fromFeel(toFeel('PT36H', daysDurationType))).toBe('P1DT12H');
  expect(fromFeel(toFeel('90061.5', daysDurationType))).toBe('P1DT1H1M1.5S');
  expect(fromFeel(toFeel('P1M', daysDurationType))).toBeNull();
  expect(fromFeel(toFeel('2026-11-22T03:04:05.678Z', dateTimeType))).toBe('2026-11-22T03:04:05.678Z');
});

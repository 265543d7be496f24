import {
  add,
  compareNumbers,
  divide,
  type FeelNumber,
  floor,
  modulo,
  multiply,
  negate,
  numberText,
  parseNumber,
  subtract,
} from './number.ts';

/** A days and time duration: an exact number of seconds. */
export class DaysDuration {
  readonly seconds: FeelNumber;

  constructor(seconds: FeelNumber) {
    this.seconds = seconds;
  }

  /** Canonical text, `P1DT2H3.5S`; `PT0S` for nothing. */
  toString(): string {
    const isNegative = compareNumbers(this.seconds, 0) < 0;
    const { days, hours, minutes, seconds } = durationParts(isNegative ? new DaysDuration(negate(this.seconds)) : this);
    const time =
      (hours === 0 ? '' : `${numberText(hours)}H`) +
      (minutes === 0 ? '' : `${numberText(minutes)}M`) +
      (seconds === 0 ? '' : `${numberText(seconds)}S`);
    if (days === 0 && time === '') return 'PT0S';
    return `${isNegative ? '-' : ''}P${days === 0 ? '' : `${numberText(days)}D`}${time === '' ? '' : `T${time}`}`;
  }
}

/** Durations of more months than the years a date may have are blank. */
export const maxMonths = 12 * 999_999_999;

/** A years and months duration: a whole number of months. */
export class MonthsDuration {
  readonly months: number;

  constructor(months: number) {
    this.months = months;
  }

  toString(): string {
    const size = Math.abs(this.months);
    if (size === 0) return 'P0M';
    const years = Math.floor(size / 12);
    return `${this.months < 0 ? '-' : ''}P${years === 0 ? '' : `${years}Y`}${size % 12 === 0 ? '' : `${size % 12}M`}`;
  }
}

/** Reads ISO 8601 `P1Y2M` or `P1DT2H3M4.5S`; null for a mixture of both or anything else. */
export function parseDuration(text: string): DaysDuration | MonthsDuration | null {
  const months = /^(-?)P(?=\d)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?$/.exec(text);
  if (months !== null) {
    const size = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return new MonthsDuration(months[1] === '-' && size !== 0 ? -size : size);
  }
  const days =
    /^(-?)P(?=[\dT])(?:(\d{1,15})D)?(?:T(?=\d)(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15}(?:\.\d{0,15})?)S)?)?$/.exec(
      text,
    );
  if (days === null) return null;
  let seconds: FeelNumber | null = parseNumber(days[5] ?? '0');
  for (const [part, size] of [
    [days[4], 60],
    [days[3], 3600],
    [days[2], 86400],
  ] as const) {
    const product = part === undefined ? 0 : multiply(Number(part), size);
    if (seconds === null || product === null) return null;
    seconds = add(seconds, product);
  }
  return seconds === null ? null : new DaysDuration(days[1] === '-' ? negate(seconds) : seconds);
}

/** Days, hours, minutes and seconds of a duration, each with the duration's sign. */
export function durationParts(duration: DaysDuration): Record<'days' | 'hours' | 'minutes' | 'seconds', FeelNumber> {
  const isNegative = compareNumbers(duration.seconds, 0) < 0;
  const size = isNegative ? negate(duration.seconds) : duration.seconds;
  const whole = floor(size);
  const fraction = subtract(size, whole) as FeelNumber;
  const inDay = modulo(whole, 86400) as number;
  const days = divide(subtract(whole, inDay) as FeelNumber, 86400) as FeelNumber;
  const sign = (value: FeelNumber) => (isNegative ? negate(value) : value);
  return {
    days: sign(days),
    hours: sign(Math.floor(inDay / 3600)),
    minutes: sign(Math.floor(inDay / 60) % 60),
    seconds: sign(add(inDay % 60, fraction) as FeelNumber),
  };
}

/**
 * A date, time or duration as sentences write it, as the text of a FEEL literal: `2026年11月22日`, `2026-11-22 09:30:00`,
 * `7天`, `1年2个月`. Behind a value, `2026-11-22` is a subtraction.
 */
export function sentenceLiteral(text: string, isAfterValue: boolean): { text: string; size: number } | null {
  const day = /^(\d{4,9})年(\d{1,2})月(\d{1,2})日/.exec(text);
  if (day !== null) {
    const [whole, year, month, date] = day as unknown as [string, string, string, string];
    return { text: `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`, size: whole.length };
  }
  const moment = isAfterValue ? null : momentPattern.exec(text);
  if (moment !== null) return { text: moment[0].replace(' ', 'T'), size: moment[0].length };
  const duration = durationPattern.exec(text);
  return duration === null ? null : { text: durationText(duration), size: duration[0].length };
}

const momentPattern =
  /^(?:-?\d{4,9}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}(?::\d{2})?|@[A-Za-z_/+-]+)?)?|\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}|@[A-Za-z_/+-]+)?)/;

/** Years and months, or days, hours, minutes and seconds, which may have a fraction: `1个月`, `1天12小时`, `0.5天`. */
const durationPattern =
  /^(?:(?=\d+(?:年|个月))(?:(\d+)年)?(?:(\d+)个月)?|(?=\d+(?:\.\d+)?(?:天|小时|分钟|秒))(?:(\d+(?:\.\d+)?)天)?(?:(\d+(?:\.\d+)?)小时)?(?:(\d+(?:\.\d+)?)分钟)?(?:(\d+(?:\.\d+)?)秒)?)/;

/** One of these tells that a text may be a sentence. */
export const literalPattern = /\d(?:年|个月|天|小时|分钟|秒)|\d{4}-\d{2}-\d{2}|\d{2}:\d{2}:\d{2}/;

function durationText(match: RegExpExecArray): string {
  const [, years, months, days, hours, minutes, seconds] = match;
  if ([days, hours, minutes].some((value) => value?.includes('.') === true)) {
    return `PT${secondsOf([days, hours, minutes, seconds])}S`;
  }
  const part = (value: string | undefined, unit: string) => (value === undefined ? '' : `${value}${unit}`);
  const time = part(hours, 'H') + part(minutes, 'M') + part(seconds, 'S');
  return `P${part(years, 'Y')}${part(months, 'M')}${part(days, 'D')}${time === '' ? '' : `T${time}`}`;
}

const secondsOfUnits = [86_400n, 3600n, 60n, 1n];

/** Days, hours, minutes and seconds as seconds, exact: ISO 8601 as FEEL has it knows fractions of seconds only. */
function secondsOf(values: readonly (string | undefined)[]): string {
  const scale = Math.max(...values.map((value) => value?.split('.')[1]?.length ?? 0));
  const digits = values.reduce((sum, value, index) => {
    const [whole = '0', fraction = ''] = (value ?? '0').split('.');
    return sum + BigInt(whole + fraction.padEnd(scale, '0')) * (secondsOfUnits[index] as bigint);
  }, 0n);
  const text = String(digits).padStart(scale + 1, '0');
  return `${text.slice(0, text.length - scale)}.${text.slice(text.length - scale)}`;
}

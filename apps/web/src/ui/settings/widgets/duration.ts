export const durationUnits = ['minutes', 'hours', 'days'] as const;
export type DurationUnit = (typeof durationUnits)[number];

export interface DurationParts {
  readonly count: number;
  readonly unit: DurationUnit;
}

/** The number and unit that say an ISO 8601 duration best: `PT2H` is 2 hours, `P1DT12H` is 36 hours; undefined if not one. */
export function durationParts(text: string): DurationParts | undefined {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text);
  if (match === null || text === 'P' || text.endsWith('T')) return undefined;
  const [weeks, days, hours, minutes] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  const total = ((weeks * 7 + days) * 24 + hours) * 60 + minutes;
  if (total !== 0 && total % (24 * 60) === 0) return { count: total / (24 * 60), unit: 'days' };
  if (total !== 0 && total % 60 === 0) return { count: total / 60, unit: 'hours' };
  return { count: total, unit: 'minutes' };
}

/** `{ count: 36, unit: 'hours' }` -> `PT36H`. */
export function durationText({ count, unit }: DurationParts): string {
  if (unit === 'days') return `P${count}D`;
  return unit === 'hours' ? `PT${count}H` : `PT${count}M`;
}

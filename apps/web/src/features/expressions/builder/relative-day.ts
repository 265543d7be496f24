/** A day told from today: `{ amount: 30, unit: 'days', isBefore: true }` is 30 days ago. */
export interface RelativeDay {
  readonly amount: number;
  readonly unit: 'days' | 'months';
  readonly isBefore: boolean;
}

const units = { days: 'D', months: 'M' } as const;

/** The day that `today() - @"P30D"` means; null for any other text. */
export function readRelativeDay(text: string): RelativeDay | null {
  const match = /^today\(\) ([+-]) @"P(\d+)([DM])"$/.exec(text);
  if (match === null) return null;
  return { amount: Number(match[2]), unit: match[3] === 'D' ? 'days' : 'months', isBefore: match[1] === '-' };
}

/** `today() - @"P30D"`. */
export function relativeDayText({ amount, unit, isBefore }: RelativeDay): string {
  return `today() ${isBefore ? '-' : '+'} @"P${amount}${units[unit]}"`;
}

import type { LocalText, Scorecard, ScoreRange } from '@tangram/schema';
import { addExactly, clampExactly, negated, sumExactly, type Points } from '../points.ts';

/** What a limit adds to the sum (a floor) or takes from it (a ceiling). */
export interface LimitTrace {
  /** The group's key; empty for the limits of the whole card. */
  readonly key: string;
  readonly title: LocalText;
  readonly points: Points;
}

/** The points of lines, by key. */
export type LinePoints = ReadonlyMap<string, Points>;

/** The score: every group of attributes within its limits, everything together within the card's. */
export function totalOf(
  { attributes, events = [], idle = [], groups = [], range = {} }: Scorecard,
  points: LinePoints,
): { readonly total: Points; readonly limits: readonly LimitTrace[] } {
  const limits: LimitTrace[] = [];
  const within = (key: string, title: LocalText, sum: Points, { min, max }: ScoreRange): Points => {
    const bounded = clampExactly(sum, min, max);
    const difference = addExactly(bounded, negated(sum));
    if (difference !== 0) limits.push({ key, title, points: difference });
    return bounded;
  };
  const sumOf = (lines: readonly { readonly key: string }[]) =>
    sumExactly(lines.map(({ key }) => points.get(key) ?? 0));
  const known = new Set(groups.map(({ key }) => key));
  const sums = [
    sumOf(attributes.filter(({ group }) => group === undefined || !known.has(group))),
    ...groups.map((group) =>
      within(group.key, group.title, sumOf(attributes.filter((line) => line.group === group.key)), group),
    ),
    sumOf(events),
    sumOf(idle),
  ];
  const total = within('', { en: 'Limits of the card', zh: '总分上下限' }, sumExactly(sums), range);
  return { total, limits };
}

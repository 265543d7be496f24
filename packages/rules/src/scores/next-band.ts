import type { LocalText } from '@tangram/schema';
import { addExactly, compareExactly, negated, type Points } from '../points.ts';
import { dayIn } from '../run/effective.ts';
import type { ScoreLines, ScorePlace } from './evaluate-score.ts';
import { type EventLine, holdingGroups, weighEvents } from './event-line.ts';
import { totalOf } from './limits.ts';
import type { CompiledScore } from './score.ts';

/** How far it is to the band above, and the least that would do. */
export interface NextBand {
  readonly key: string;
  readonly title: LocalText;
  readonly from: number;
  readonly short: Points;
  /** The fewest lines that reach it together, those that overshoot least; null when no few lines do. */
  readonly steps: readonly NextStep[] | null;
}

/** A line that does not count now: the condition to be met, or the event to happen. */
export interface NextStep {
  readonly key: string;
  readonly title: LocalText;
  readonly event: string | null;
  /** What it would give. */
  readonly points: Points;
}

interface Candidate extends NextStep {
  readonly becomes: Points;
}

/** More lines than this are no advice. */
const mostSteps = 4;
/** Of the lines that would give most: 2,516 choices of up to four at most. */
const mostCandidates = 16;

/** The band above where the record stands; null in the highest one. */
export function nextBand(
  score: CompiledScore,
  lines: ScoreLines & { readonly total: Points },
  place: ScorePlace & { readonly weekStart: number },
): NextBand | null {
  const band = score.bands.find(({ from }) => compareExactly(lines.total, from) < 0);
  if (band === undefined) return null;
  const title = score.definition.bands?.find(({ key }) => key === band.key)?.title ?? band.key;
  const short = addExactly(band.from, negated(lines.total));
  const found = fewest(score, lines, candidatesOf(score, lines, place), band.from);
  const steps = found?.map(({ key, title: name, event, points }) => ({ key, title: name, event, points })) ?? null;
  return { key: band.key, title, from: band.from, short, steps };
}

function candidatesOf(
  score: CompiledScore,
  lines: ScoreLines,
  place: ScorePlace & { readonly weekStart: number },
): Candidate[] {
  const attributes = lines.attributes
    .filter(({ counted, points }) => !counted && compareExactly(points, 0) > 0)
    .map(({ key, title, points }): Candidate => ({ key, title, event: null, points, becomes: points }));
  const events = score.events.flatMap((line, index): Candidate[] => {
    const { key, title, event } = line.definition;
    const now = lines.events[index]?.points ?? 0;
    const becomes = withOneMore(line, index, place);
    const points = addExactly(becomes, negated(now));
    const ends = lines.idle.some(({ counted }, at) => counted && score.idle[at]?.events?.includes(event) === true);
    return compareExactly(points, 0) > 0 || ends ? [{ key, title, event, points, becomes }] : [];
  });
  return [...attributes, ...events]
    .toSorted((a, b) => compareExactly(addExactly(b.points, negated(a.points)), 0))
    .slice(0, mostCandidates);
}

/** What the line would give had one more event, that its condition holds for, happened just now. */
function withOneMore(
  line: EventLine,
  index: number,
  { facts, environment, now, zone, weekStart }: ScorePlace & { readonly weekStart: number },
): Points {
  const today = dayIn(now, zone);
  const at = now.toISOString();
  const { counts } = line.definition;
  const period = typeof counts === 'object' ? periodOf(today, counts.per, weekStart) : null;
  const one = { data: [], period, day: line.factors === null ? null : today, count: 1, first: at, last: at };
  return weighEvents(line, [...holdingGroups(line, facts.events.get(index) ?? [], environment), one], today).points;
}

function periodOf(day: string, per: string, weekStart: number): string {
  if (per === 'day') return day;
  if (per === 'month') return `${day.slice(0, 7)}-01`;
  const date = new Date(`${day}T00:00:00Z`);
  const isoDay = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
  date.setUTCDate(date.getUTCDate() - ((isoDay - weekStart + 7) % 7));
  return date.toISOString().slice(0, 10);
}

function fewest(
  score: CompiledScore,
  lines: ScoreLines,
  candidates: readonly Candidate[],
  goal: number,
): readonly Candidate[] | null {
  for (let size = 1; size <= Math.min(mostSteps, candidates.length); size++) {
    let best: { readonly chosen: readonly Candidate[]; readonly total: Points } | null = null;
    for (const chosen of choicesOf(candidates, size)) {
      const total = totalWith(score, lines, chosen);
      if (compareExactly(total, goal) < 0) continue;
      if (best === null || compareExactly(addExactly(total, negated(best.total)), 0) < 0) best = { chosen, total };
    }
    if (best !== null) return best.chosen;
  }
  return null;
}

function totalWith(score: CompiledScore, lines: ScoreLines, chosen: readonly Candidate[]): Points {
  const points = new Map<string, Points>([
    ...lines.attributes.filter(({ counted }) => counted).map((line) => [line.key, line.points] as const),
    ...lines.events.map((line) => [line.key, line.points] as const),
  ]);
  const happened = new Set(chosen.flatMap(({ event }) => event ?? []));
  for (const [at, { key, points: taken, counted }] of lines.idle.entries()) {
    // What happens ends the idleness that waits for it.
    const isEnded = score.idle[at]?.events?.some((name) => happened.has(name)) === true;
    if (counted && !isEnded) points.set(key, taken);
  }
  for (const { key, becomes } of chosen) points.set(key, becomes);
  return totalOf(score.definition, points).total;
}

function* choicesOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const [at, item] of items.entries()) {
    for (const rest of choicesOf(items.slice(at + 1), size - 1)) yield [item, ...rest];
  }
}

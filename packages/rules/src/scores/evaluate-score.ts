import type { Environment } from '@tangram/expression';
import type { JsonValue, LocalText } from '@tangram/schema';
import type { ConditionTrace } from '../explain/trace.ts';
import { dayIn } from '../run/effective.ts';
import type { RuleChange } from '../run/rule-record.ts';
import { sumOfEvents } from './event-line.ts';
import type { ScoreFacts } from './facts.ts';
import { idleState } from './idle-line.ts';
import { type LimitTrace, totalOf } from './limits.ts';
import { nextMidnight } from './midnight.ts';
import type { NextBand } from './next-band.ts';
import type { CompiledScore } from './score.ts';
import type { Points } from '../points.ts';

/** A score and what it is made of. */
export interface ScoreTrace extends ScoreLines {
  readonly field: string;
  readonly before: JsonValue;
  readonly after: Points;
  /** Key of the band the score now lies in. */
  readonly band: string | null;
  /** True when this write brought the record into the band. */
  readonly bandEntered: boolean;
  /** True when it was in the band before, and the band acts only once. */
  readonly bandRepeated?: boolean;
  /** How far it is to the band above, as long as there is one; told only when somebody asks why. */
  readonly nextBand?: NextBand | null;
}

/** Every line of a card as it stands to a record. */
export interface ScoreLines {
  readonly attributes: readonly AttributeTrace[];
  readonly events: readonly EventTrace[];
  readonly idle: readonly IdleTrace[];
  readonly limits: readonly LimitTrace[];
  /** When the score changes next though nothing happens; ISO 8601. */
  readonly changesAt: string | null;
}

export interface AttributeTrace {
  readonly key: string;
  readonly title: LocalText;
  /** What it gives while it counts; decimal text beyond 15 digits. */
  readonly points: Points;
  readonly counted: boolean;
  readonly condition: ConditionTrace;
}

export interface EventTrace {
  readonly key: string;
  readonly title: LocalText;
  /** What it gives now. */
  readonly points: Points;
  readonly event: string;
  readonly count: number;
  readonly first: string | null;
  readonly last: string | null;
}

export interface IdleTrace {
  readonly key: string;
  readonly title: LocalText;
  /** What it gives while it counts. */
  readonly points: number;
  readonly counted: boolean;
  readonly days: number;
  /** Since when it counts, or from when it will unless something happens. */
  readonly from: string | null;
}

/** Where a card is evaluated: the record as it stands in the run, what is known of it, and the clock. */
export interface ScorePlace {
  readonly change: RuleChange;
  readonly environment: Environment;
  readonly facts: ScoreFacts;
  readonly now: Date;
  /** IANA zone of the workspace. */
  readonly zone: string;
}

export function evaluateScore(
  score: CompiledScore,
  { change, environment, facts, now, zone }: ScorePlace,
): ScoreLines & { readonly total: Points } {
  const points = new Map<string, Points>();
  const today = score.events.some((line) => line.factors !== null) ? dayIn(now, zone) : '';
  const attributes = score.attributes.map((line): AttributeTrace => {
    const { key, title } = line.definition;
    const trace = line.condition.trace(environment);
    const counted = trace.holds === true;
    const worthNow = line.worth(environment);
    if (counted) points.set(key, worthNow);
    return { key, title, points: worthNow, counted, condition: trace };
  });
  const changes: string[] = [];
  const events = score.events.map((line, index): EventTrace => {
    const { key, title, event } = line.definition;
    const { fades, ...sum } = sumOfEvents(line, facts.events.get(index) ?? [], environment, today);
    points.set(key, sum.points);
    if (fades && changes.length === 0) changes.push(nextMidnight(today, zone).toISOString());
    return { key, title, event, ...sum };
  });
  const idle = score.idle.map((line, index): IdleTrace => {
    const state = idleState(line, facts.touched.get(index) ?? null, change, now);
    if (state.counted) points.set(line.key, line.points);
    else if (state.from !== null) changes.push(state.from);
    return { key: line.key, title: line.title, points: line.points, days: line.days, ...state };
  });
  const { total, limits } = totalOf(score.definition, points);
  return { total, attributes, events, idle, limits, changesAt: changes.toSorted()[0] ?? null };
}

import {
  booleanType,
  contextOf,
  type Environment,
  type FeelType,
  type FeelValue,
  numberType,
  readExpression,
  type Scope,
  textType,
  toFeel,
  userType,
} from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { JsonValue, Problem, ScoreCounts, ScoreEvent } from '@tangram/schema';
import { compileCondition, type Condition } from '../compile/condition.ts';
import { addExactly, clampExactly, roundExactly, timesExactly, type Points } from '../points.ts';
import { daysBetween, decayFactors } from './decay.ts';

/** A line that counts events, ready to count. */
export interface EventLine {
  readonly definition: ScoreEvent;
  readonly condition: Condition | null;
  /** The names of the event's data that the condition reads: an event group holds their values in this order. */
  readonly asks: readonly string[];
  readonly factors: readonly number[] | null;
  /** The paths of the record that the condition reads. */
  readonly reads: readonly (readonly string[])[];
}

/** Events of one line on one record that look the same to it. */
export interface EventGroup {
  readonly data: readonly JsonValue[];
  /** The day on which the period begins that a limit is counted in; null where it does not matter. */
  readonly period: string | null;
  /** The day it happened; null where points do not wear off. */
  readonly day: string | null;
  readonly count: number;
  /** ISO 8601. */
  readonly first: string;
  readonly last: string;
}

/** What a line gives, from which events. */
export interface EventSum {
  readonly points: Points;
  /** The events whose condition holds, whether or not a limit lets them count. */
  readonly count: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Whether the points wear off with the days to come. */
  readonly fades: boolean;
}

/** Digits after the point of what a decaying line gives; halves go away from zero. */
export const decayedDigits = 2;

export const dataTypes: { readonly [kind in 'text' | 'number' | 'boolean']: FeelType } = {
  text: textType,
  number: numberType,
  boolean: booleanType,
};

/** What a condition on events may speak of: the record's fields, `user`, and `event` with the data the line declares. */
export function eventScope(form: FormModel, { data = {} }: Pick<ScoreEvent, 'data'>): Scope {
  const members = Object.fromEntries(Object.entries(data).map(([name, kind]) => [name, dataTypes[kind]]));
  return form.scopeWith({ user: userType, event: { type: 'context', members } });
}

export function compileEventLine(
  definition: ScoreEvent,
  form: FormModel,
  path: string,
  problems: Problem[],
): EventLine {
  const scope = eventScope(form, definition);
  const factors = definition.decay === undefined ? null : decayFactors(definition.decay);
  const bare = { definition, condition: null, asks: [], factors, reads: [] };
  if (definition.when === undefined) return bare;
  const read = readExpression(definition.when, scope, { expects: booleanType, path: `${path}/when` });
  problems.push(...read.problems);
  if (read.expression === null || read.problems.length > 0) return bare;
  const { reads } = read.expression;
  return {
    ...bare,
    condition: compileCondition(read.expression, definition.when, scope),
    asks: [...new Set(reads.filter(([root]) => root === 'event').map((steps) => steps[1] as string))],
    reads: reads.filter(([root]) => root !== 'event'),
  };
}

/** How many events count within one period, and what the periods are; null: all of them do. */
export function limitOf(counts: ScoreCounts): { readonly times: number; readonly per: string | null } | null {
  if (counts === 'each') return null;
  return counts === 'once' ? { times: 1, per: null } : counts;
}

/** The points of a line on a record, today (`2026-11-27`, in the workspace). */
export function sumOfEvents(
  line: EventLine,
  groups: readonly EventGroup[],
  environment: Environment,
  today: string,
): EventSum {
  return weighEvents(line, holdingGroups(line, groups, environment), today);
}

/** The events that the line's condition holds for. */
export function holdingGroups(
  line: EventLine,
  groups: readonly EventGroup[],
  environment: Environment,
): readonly EventGroup[] {
  const { condition } = line;
  return condition === null ? groups : groups.filter((group) => condition.holds(seeing(line, group, environment)));
}

/**
 * The points of events: the newest ones of each period as far as the limit goes, each worth the line's points times what
 * is left of them today, rounded, and no more than the cap.
 */
export function weighEvents(
  { definition, factors }: EventLine,
  groups: readonly EventGroup[],
  today: string,
): EventSum {
  const limit = limitOf(definition.counts);
  const left = new Map<string, number>();
  let weight: Points = 0;
  const newestFirst = groups.toSorted((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0));
  for (const { period, day, count } of newestFirst) {
    const room = limit === null ? count : (left.get(period ?? '') ?? limit.times);
    const taken = Math.min(room, count);
    left.set(period ?? '', room - taken);
    const factor = factors === null || day === null ? 1 : (factors[daysBetween(day, today)] ?? 0);
    weight = addExactly(weight, timesExactly(taken, factor));
  }
  const whole = timesExactly(weight, definition.points);
  const sum = factors === null ? whole : roundExactly(whole, decayedDigits);
  const { cap } = definition;
  const instants = groups.flatMap(({ first, last }) => [first, last]).toSorted();
  return {
    points: cap === undefined ? sum : clampExactly(sum, -cap, cap),
    count: groups.reduce((total, group) => total + group.count, 0),
    first: instants[0] ?? null,
    last: instants.at(-1) ?? null,
    fades: factors !== null && weight !== 0,
  };
}

/** The record's variables and, beside them, the event's. */
function seeing({ definition, asks }: EventLine, { data }: EventGroup, environment: Environment): Environment {
  const members = asks.map((name, at): [string, FeelValue] => {
    const kind = definition.data?.[name];
    const value = data[at] ?? null;
    return [name, kind !== undefined && typeof value === jsonTypes[kind] ? toFeel(value, dataTypes[kind]) : null];
  });
  const variables = contextOf([...Object.entries(environment.variables), ['event', contextOf(members)]]);
  return { ...environment, variables };
}

const jsonTypes = { text: 'string', number: 'number', boolean: 'boolean' } as const;

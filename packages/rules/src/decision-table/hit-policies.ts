import {
  combine,
  compare,
  type FeelValue,
  isEqual,
  isFeelNumber,
  DaysDuration,
  MonthsDuration,
} from '@tangram/expression';
import { type HitPolicy, hitPolicies } from '@tangram/schema';

/** A row that matched, with its outputs in the order of the columns. */
export interface Hit {
  readonly row: number;
  readonly outputs: readonly FeelValue[];
  /** Place of each output among the allowed values of its column; lower comes first. */
  readonly ranks: readonly number[];
}

export interface HitRule {
  /** Rows after the first match need not be looked at. */
  readonly stopsAtFirst?: true;
  /** The answer is a list of outputs. */
  readonly givesList?: true;
  /** The answer is computed from the one output column. */
  readonly aggregates?: true;
  readonly needsPriority?: true;
  /** Rows that match together are a mistake: always, or when their outputs differ. */
  readonly overlap?: 'never' | 'equal';
  readonly answer: (hits: readonly Hit[]) => Answer;
}

/** Which of the matching rows (at least one) make the answer, or that there is none. */
export type Answer =
  | { readonly type: 'one'; readonly hit: Hit }
  | { readonly type: 'list'; readonly hits: readonly Hit[] }
  | { readonly type: 'value'; readonly value: FeelValue }
  | {
      readonly type: 'violation';
      readonly code: 'RULE_TABLE_SEVERAL_ROWS' | 'RULE_TABLE_ROWS_DISAGREE' | 'RULE_TABLE_NO_SUM';
    };

/** The hit policies of DMN 1.5, sections 8.2.10 and 8.2.11. Blank outputs add nothing to C+, C< and C>. */
export const hitRules: Record<HitPolicy, HitRule> = {
  U: {
    overlap: 'never',
    answer: (hits) => (hits.length === 1 ? first(hits) : { type: 'violation', code: 'RULE_TABLE_SEVERAL_ROWS' }),
  },
  A: {
    overlap: 'equal',
    answer: (hits) =>
      hits.every((hit) => isSameOutput(hit, hits[0] as Hit))
        ? first(hits)
        : { type: 'violation', code: 'RULE_TABLE_ROWS_DISAGREE' },
  },
  P: { needsPriority: true, answer: (hits) => first(byPriority(hits)) },
  F: { stopsAtFirst: true, answer: first },
  R: { givesList: true, answer: (hits) => ({ type: 'list', hits }) },
  O: { givesList: true, needsPriority: true, answer: (hits) => ({ type: 'list', hits: byPriority(hits) }) },
  C: { givesList: true, answer: (hits) => ({ type: 'list', hits }) },
  'C+': { aggregates: true, answer: (hits) => fold(hits, plus) },
  'C<': { aggregates: true, answer: (hits) => fold(hits, (a, b) => pick(a, b, (order) => order <= 0)) },
  'C>': { aggregates: true, answer: (hits) => fold(hits, (a, b) => pick(a, b, (order) => order >= 0)) },
  'C#': { aggregates: true, answer: (hits) => ({ type: 'value', value: hits.length }) },
};

export function isHitPolicy(text: string): text is HitPolicy {
  return (hitPolicies as readonly string[]).includes(text);
}

function first(hits: readonly Hit[]): Answer {
  return { type: 'one', hit: hits[0] as Hit };
}

function isSameOutput(a: Hit, b: Hit): boolean {
  return a.outputs.every((value, index) => isEqual(value, b.outputs[index] ?? null) === true);
}

/** By the first output, then the second, ...; equal ones stay in the order of the rows. */
export function byPriority(hits: readonly Hit[]): Hit[] {
  return [...hits].sort((a, b) => {
    for (const [index, rank] of a.ranks.entries()) {
      const difference = rank - (b.ranks[index] ?? 0);
      if (difference !== 0 && !Number.isNaN(difference)) return difference;
    }
    return a.row - b.row;
  });
}

/** Blank when a value cannot be joined, even with itself: one text alone has no sum either. */
function fold(hits: readonly Hit[], join: (a: FeelValue, b: FeelValue) => FeelValue): Answer {
  const [start, ...rest] = hits.map((hit) => hit.outputs[0] ?? null).filter((value) => value !== null);
  if (start === undefined) return { type: 'value', value: null };
  let value: FeelValue = join(start, start) === null ? null : start;
  for (const each of rest) value = value === null ? null : join(value, each);
  return value === null ? { type: 'violation', code: 'RULE_TABLE_NO_SUM' } : { type: 'value', value };
}

function plus(a: FeelValue, b: FeelValue): FeelValue {
  const isAddable = (value: FeelValue) =>
    isFeelNumber(value) || value instanceof DaysDuration || value instanceof MonthsDuration;
  return isAddable(a) && isAddable(b) ? combine('+', a, b, null) : null;
}

function pick(a: FeelValue, b: FeelValue, keepsFirst: (order: number) => boolean): FeelValue {
  const order = compare(a, b);
  return order === null ? null : keepsFirst(order) ? a : b;
}

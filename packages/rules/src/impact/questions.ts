import type { JsonValue } from '@tangram/schema';
import type { RuleLevels } from '../kinds/rule-kind.ts';
import { compareExactly } from '../points.ts';
import type { Sides, Verdict } from './verdict.ts';

/** What records are counted by, and can be listed by. */
export type ImpactQuestion =
  /** The condition holds: under the draft, no longer, only now. */
  | { readonly type: 'holds' | 'gained' | 'lost' }
  /** The record as it is stored breaks the draft's rule; it broke none before; it no longer does. */
  | { readonly type: 'refused' | 'newly-refused' | 'no-longer-refused' }
  | { readonly type: 'field'; readonly field: string }
  | { readonly type: 'value'; readonly field: string; readonly before: JsonValue; readonly after: JsonValue }
  /** A number comes to reach, or falls below, the start of a band. */
  | { readonly type: 'crosses' | 'falls'; readonly band: string }
  | { readonly type: 'enters' | 'leaves'; readonly band: string };

/** Every question that is answered with yes for a record. */
export function questionsOf({ holds, refuses, values }: Verdict, levels: RuleLevels | null): ImpactQuestion[] {
  const questions: ImpactQuestion[] = [];
  if (holds.after) questions.push({ type: 'holds' });
  if (holds.after && !holds.before) questions.push({ type: 'gained' });
  if (holds.before && !holds.after) questions.push({ type: 'lost' });
  if (refuses.after) questions.push({ type: 'refused' });
  if (refuses.after && !refuses.before) questions.push({ type: 'newly-refused' });
  if (refuses.before && !refuses.after) questions.push({ type: 'no-longer-refused' });
  for (const [field, { before, after }] of values) {
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    questions.push({ type: 'field', field }, { type: 'value', field, before, after });
  }
  const level = levels === null ? undefined : values.get(levels.field);
  if (levels !== null && level !== undefined) questions.push(...levelQuestions(levels, level));
  return questions;
}

function levelQuestions({ bands }: RuleLevels, { before, after }: Sides<JsonValue>): ImpactQuestion[] {
  const reaches = (value: JsonValue, from: number) => value !== null && compareExactly(value, from) >= 0;
  const bandOf = (value: JsonValue) => bands.findLast(({ from }) => reaches(value, from))?.key ?? null;
  const questions = bands.flatMap(({ key, from }): ImpactQuestion[] => {
    const [was, is] = [reaches(before, from), reaches(after, from)];
    return was === is ? [] : [{ type: is ? 'crosses' : 'falls', band: key }];
  });
  const [left, entered] = [bandOf(before), bandOf(after)];
  if (left === entered) return questions;
  if (entered !== null) questions.push({ type: 'enters', band: entered });
  if (left !== null) questions.push({ type: 'leaves', band: left });
  return questions;
}

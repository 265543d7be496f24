import type { JsonValue, ScoreIdle } from '@tangram/schema';
import type { RuleChange } from '../run/rule-record.ts';

const dayMs = 86_400_000;

/** How a record stands to a line of idleness. */
export interface IdleState {
  /** Whether nothing has happened for so long. */
  readonly counted: boolean;
  /** The instant at which the points count, or have counted since; ISO 8601. Null for a record that was never saved. */
  readonly from: string | null;
}

/**
 * Idle since the last of: the record was made, one of the events happened, one of the fields changed - also by the very
 * write that is under way. `last` is the latest of the events and of the changes that are in the history.
 */
export function idleState(line: ScoreIdle, last: string | null, change: RuleChange, now: Date): IdleState {
  const created = change.values['created_at'];
  const instants = [typeof created === 'string' ? created : null, last].flatMap((at) => at ?? []).map(Date.parse);
  if (changesOne(line.fields ?? [], change)) instants.push(now.getTime());
  if (instants.length === 0) return { counted: false, from: null };
  const from = Math.max(...instants) + line.days * dayMs;
  return { counted: now.getTime() >= from, from: new Date(from).toISOString() };
}

function changesOne(fields: readonly string[], { before, values }: RuleChange): boolean {
  return before !== null && fields.some((field) => text(before[field]) !== text(values[field]));
}

function text(value: JsonValue | undefined): string {
  return JSON.stringify(value ?? null);
}

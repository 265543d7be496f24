import type { JsonValue } from '@tangram/schema';
import type { Reason } from '../records.ts';
import type { Draft } from './draft.ts';

/** `{ field: [old, new] }` of what a change does to a record; stamps and versions stand in columns of their own. */
export function historyChanges(draft: Draft): { [field: string]: [JsonValue, JsonValue] } {
  const changes: { [field: string]: [JsonValue, JsonValue] } = {};
  for (const field of draft.changed) changes[field] = [draft.before?.[field] ?? null, draft.values[field] ?? null];
  return changes;
}

/** `{ field: reason }` of the fields that rules or flows set; `whole` holds for all others; null when there is none. */
export function historyReasons(draft: Draft, whole: Reason | undefined): { [field: string]: Reason } | null {
  if (draft.reasons.size === 0 && whole === undefined) return null;
  const reasons: { [field: string]: Reason } = {};
  for (const field of draft.changed) {
    const reason = draft.reasons.get(field) ?? whole;
    if (reason !== undefined) reasons[field] = reason;
  }
  return reasons;
}

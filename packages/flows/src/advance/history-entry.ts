import type { JsonObject, Problem } from '@tangram/schema';
import type { Person } from '../people/people.ts';

/** One line of a run's story, written once and never changed. */
export interface HistoryEntry {
  readonly at: string;
  readonly kind:
    | 'started'
    | 'entered'
    | 'left'
    | 'ended'
    | 'decided'
    | 'late'
    | 'transferred'
    | 'stuck'
    | 'retried'
    | 'skipped'
    | 'gathered'
    | 'finished'
    | 'cancelled';
  readonly node: string | null;
  readonly visit: number | null;
  /** Who did it, when it was a person. */
  readonly by: Person | null;
  /** `output` when a token left, `why` (the values a decision read), `action`, `comment`, `result`. */
  readonly data: JsonObject;
  readonly problem?: Problem;
}

import type { Catalog, Clock, Records } from '@tangram/records';
import type { Kysely } from 'kysely';
import { readScoreProgress, type ScoreProgress, takeScoreStep } from './score-job.ts';
import { nextScoreDue, wakeScores } from './wake-scores.ts';

/** What scores need done in the background, and how far it is. Any number of processes may do it. */
export interface Scores {
  /** One step of recomputing the records of a card that was published anew; false when there was nothing to do. */
  recompute(records: Records): Promise<boolean>;
  /** Looks at the records whose score changes by itself now; true when more may be due. */
  wake(records: Records): Promise<boolean>;
  /** When the next score changes by itself. */
  nextDue(): Promise<Date | null>;
  /** The latest recomputation of a card; null when there was none. */
  progress(app: string, rule: string): Promise<ScoreProgress | null>;
}

export interface ScoresParts {
  readonly db: Kysely<unknown>;
  readonly catalog: () => Catalog;
  readonly clock: Clock;
}

export function createScores({ db, catalog, clock }: ScoresParts): Scores {
  return {
    recompute: (records) => takeScoreStep(records, { catalog, clock }),
    wake: (records) => wakeScores(records, { db, catalog, clock }),
    nextDue: () => nextScoreDue(db),
    progress: (app, rule) => readScoreProgress(db, app, rule),
  };
}

import type { Catalog, Clock, Records } from '@tangram/records';
import type { Kysely } from 'kysely';
import { readScoreProgress, type ScoreProgress, takeScoreStep } from './score-job.ts';
import { nextScoreDue, wakeScores } from './wake-scores.ts';

/** What scores need done in the background, and how far it is. Any number of processes may do it. */
export interface Scores {
  /**
   * Looks at the records whose score changes by itself now, then takes one step of recomputing the records of a card that
   * was published anew; 0 when there was nothing to do.
   */
  work(records: Records): Promise<number>;
  /** When the next score changes by itself, ISO 8601. */
  nextTimer(): Promise<string | null>;
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
    async work(records) {
      const woken = await wakeScores(records, { db, catalog, clock });
      return woken + ((await takeScoreStep(records, { catalog, clock })) ? 1 : 0);
    },
    nextTimer: () => nextScoreDue(db),
    progress: (app, rule) => readScoreProgress(db, app, rule),
  };
}

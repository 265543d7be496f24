import type { Catalog, Clock, Records } from '@tangram/records';
import type { Kysely } from 'kysely';
import { readScoreProgress, type ScoreProgress, takeScoreStep } from './score-job.ts';
import { nextScoreDue, wakeScores } from './wake-scores.ts';

/** What scores need done in the background, and how far it is. Any number of processes may do it. */
export interface Scores {
  /**
   * Looks at the records whose score changes by itself now, then takes some steps of recomputing the records of a card that
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

/** Parts of a recomputation that one process takes at the same time: the database works on them with two processors. */
const partsAtOnce = 2;
/** Steps of a part, some seconds of them, before the timers are looked at again. */
const stepsInTurn = 10;

export function createScores({ db, catalog, clock }: ScoresParts): Scores {
  return {
    async work(records) {
      const woken = await wakeScores(records, { db, catalog, clock });
      const takeStep = () => takeScoreStep(records, { catalog, clock });
      // The first step of a job divides it into the parts that the others take.
      if (!(await takeStep())) return woken;
      const takeSteps = async () => {
        for (let steps = 0; steps < stepsInTurn && (await takeStep()); steps++);
      };
      // All are waited for, also when one fails: none may go on after whoever asked has been told that it is over.
      const outcomes = await Promise.allSettled(Array.from({ length: partsAtOnce }, takeSteps));
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      return woken + 1;
    },
    nextTimer: () => nextScoreDue(db),
    progress: (app, rule) => readScoreProgress(db, app, rule),
  };
}

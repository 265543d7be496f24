import type { Records } from '@tangram/records';
import type { Scores } from '@tangram/rules';
import type { Log } from '../../log.ts';

/** How often it looks for work that another process has left: a card that was published, a score that is due. */
const lookMs = 1000;

/**
 * Wakes scores at the instant they change by themselves, and takes recomputations step by step. Every step is a
 * transaction that says how far the work has come, so any number of processes may do this, and any may die.
 */
export class ScoreWorker {
  private readonly scores: Scores;
  private readonly records: Records;
  private readonly log: Log;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private isClosed = false;

  constructor(scores: Scores, records: Records, log: Log) {
    this.scores = scores;
    this.records = records;
    this.log = log;
  }

  open(): void {
    this.again(0);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.running;
  }

  private again(ms: number): void {
    if (this.isClosed) return;
    this.timer = setTimeout(() => {
      this.running = this.round().then(
        (isBusy) => this.again(isBusy ? 0 : lookMs),
        (error: unknown) => {
          this.log.warn({ err: error }, 'scores could not be brought up to date; trying again');
          this.again(lookMs);
        },
      );
    }, ms);
    this.timer.unref();
  }

  /** One batch of each; what is due goes before what is recomputed. Says whether there is more. */
  private async round(): Promise<boolean> {
    const isDue = await this.scores.wake(this.records);
    const isUnderWay = !this.isClosed && (await this.scores.recompute(this.records));
    return isDue || isUnderWay;
  }
}

import type { Dispatcher } from '@tangram/flows';
import type pg from 'pg';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Log } from '../../log.ts';

const queue = 'flow-wake';
const schema = 'tangram_jobs';

/**
 * Spreads the work of runs over processes, on pg-boss. A wake is a job in the transaction that gives a run something to
 * do; while one is queued for a run, further ones add nothing. Jobs carry no truth: one that is lost, late or doubled
 * costs time, never a step, because the runs' own tables say what there is to do (see `BackgroundWorker`).
 */
export class WakeQueue {
  readonly #boss: PgBoss;

  /** `isServing`: whether this process also looks after the queue's tables; a command only sends. */
  constructor(pool: pg.Pool, log: Log, isServing: boolean) {
    this.#boss = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values) },
      schema,
      // Nothing is scheduled: timers of runs are rows of their own.
      schedule: false,
      supervise: isServing,
      application_name: 'tangram jobs',
    });
    this.#boss.on('error', (error) => log.warn({ err: error }, 'the job queue had trouble'));
  }

  /** Makes its tables when they are missing. Needed before anything is sent, in every process that writes records. */
  async open(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(queue, {
      policy: 'short',
      retryLimit: 0,
      deleteAfterSeconds: 60,
      retentionSeconds: 3600,
    });
    // The first use reads the queue's settings over the pool. Were that a `send` within a transaction, it would wait for
    // a connection that only other transactions can give back, which may be waiting for this one.
    await this.#boss.findJobs(queue, { id: '00000000-0000-0000-0000-000000000000' });
  }

  readonly wake: Dispatcher['wake'] = async (trx, runs) => {
    const db = fromKysely(trx);
    if (runs.length === 1) await this.#boss.send(queue, { run: runs[0] }, { db, singletonKey: runs[0] as string });
    else if (runs.length > 1)
      await this.#boss.insert(
        queue,
        runs.map((run) => ({ data: { run }, singletonKey: run })),
        { db },
      );
  };

  /** Begins to take wakes; `advance` must bear being called for a run that has nothing to do. */
  async consume(advance: (run: string) => Promise<unknown>): Promise<void> {
    await this.#boss.work<{ run: string }>(queue, { batchSize: 50, pollingIntervalSeconds: 2 }, async (jobs) => {
      for (const job of jobs) await advance(job.data.run);
    });
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 5000, close: false });
  }
}

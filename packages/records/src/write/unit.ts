import type { Kysely } from 'kysely';
import type { CommittedChange, WriteHooks } from '../hooks.ts';
import { isPassing } from '../sql/database-problem.ts';

/** What is written and committed together, and what must be told afterwards. */
export class Unit {
  readonly db: Kysely<unknown>;
  /** `none`: every statement commits by itself. `own`: ours. `borrowed`: the caller's, who goes on after our errors. */
  readonly transaction: 'none' | 'own' | 'borrowed';
  readonly committed: CommittedChange[] = [];
  /** How often each record was written here. */
  readonly writes = new Map<string, number>();

  constructor(db: Kysely<unknown>, transaction: Unit['transaction']) {
    this.db = db;
    this.transaction = transaction;
  }

  note(change: CommittedChange): void {
    this.committed.push(change);
    this.writes.set(change.id, (this.writes.get(change.id) ?? 0) + 1);
  }

  /** Tells the hooks what was committed; once. */
  tell(hooks: readonly WriteHooks[]): void {
    const changes = this.committed.splice(0);
    if (changes.length === 0) return;
    for (const hook of hooks) hook.committed?.(changes);
  }
}

const open = new WeakMap<Kysely<unknown>, Unit>();

/** The unit of a transaction: ours if we opened it, else a borrowed one, the same at every call. */
export function unitOf(trx: Kysely<unknown>): Unit {
  let unit = open.get(trx);
  if (unit === undefined) open.set(trx, (unit = new Unit(trx, 'borrowed')));
  return unit;
}

/** Runs `work` in a transaction of its own, again when PostgreSQL broke it off to end a deadlock. */
export async function inTransaction<Result>(
  db: Kysely<unknown>,
  hooks: readonly WriteHooks[],
  work: (unit: Unit) => Promise<Result>,
  attempts = 3,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      const [result, unit] = await db.transaction().execute(async (trx) => {
        const own = new Unit(trx, 'own');
        open.set(trx, own);
        return [await work(own), own] as const;
      });
      unit.tell(hooks);
      return result;
    } catch (error) {
      if (attempt >= attempts || !isPassing(error)) throw error;
    }
  }
}

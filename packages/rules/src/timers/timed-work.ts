import { type Actor, type Catalog, type Clock, type Records, systemActor } from '@tangram/records';
import { textIn } from '@tangram/schema';
import type { Kysely } from 'kysely';
import type { CompiledRule } from '../compile/compile-rule.ts';

/** What the background work of rules works with. */
export interface TimedWork {
  readonly db: Kysely<unknown>;
  readonly catalog: () => Catalog;
  readonly clock: Clock;
  readonly records: Records;
  /** Is told of a record that a rule could not be taken to; the work goes on without it. */
  readonly failed: (failure: TimedFailure) => void;
}

export interface TimedFailure {
  readonly app: string;
  readonly rule: string;
  readonly record: string;
  readonly error: unknown;
}

/** A rule acting by itself, with all rights: nobody has written anything. */
export function actorOf(rule: CompiledRule, app: string, { workspace }: Catalog): Actor {
  const name = textIn(rule.definition.title, workspace.language) || rule.key;
  return systemActor('rule', { name, origin: `${app}/${rule.key}` });
}

/**
 * Runs `work` on all the records at once; where that breaks for a reason of its own, on each by itself, so that one bad
 * record holds up no other. Answers how many were done.
 */
export async function eachApart(
  records: readonly string[],
  work: (records: readonly string[]) => Promise<number>,
  isPassing: (error: unknown) => boolean,
  failed: (record: string, error: unknown) => Promise<void>,
): Promise<number> {
  try {
    return await work(records);
  } catch (error) {
    if (isPassing(error)) return 0;
    const [first] = records;
    if (first === undefined) throw error;
    if (records.length === 1) {
      await failed(first, error);
      return 1;
    }
  }
  let done = 0;
  for (const record of records) done += await eachApart([record], work, isPassing, failed);
  return done;
}

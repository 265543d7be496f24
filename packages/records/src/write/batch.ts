import { sql } from 'kysely';
import type { ChangeKind } from '../hooks.ts';
import type { RowOutcome, RowWrite } from '../records.ts';
import type { NumberedRow } from './before.ts';
import type { Draft } from './draft.ts';
import type { Unit } from './unit.ts';

/** Thrown to roll back what a dry run, or a batch that must be saved whole, has written. */
export class UndoBatch extends Error {}

/**
 * The rows in sets that one statement each can write: by kind, and a record that is changed twice is changed in the
 * order of its rows.
 */
export function wavesOf(rows: readonly RowWrite[]): { readonly kind: ChangeKind; readonly rows: NumberedRow[] }[] {
  const seen = new Map<string, number>();
  const waves: Map<ChangeKind, NumberedRow[]>[] = [];
  for (const [index, row] of rows.entries()) {
    const id = 'id' in row ? row.id.toLowerCase() : null;
    const wave = id === null ? 0 : (seen.get(id) ?? 0);
    if (id !== null) seen.set(id, wave + 1);
    const kinds = (waves[wave] ??= new Map());
    const set = kinds.get(row.kind) ?? [];
    kinds.set(row.kind, set);
    set.push({ index, row });
  }
  return waves.flatMap((kinds) => [...kinds].map(([kind, set]) => ({ kind, rows: set })));
}

export function outcomeOf(draft: Draft): RowOutcome {
  if (draft.isSound && draft.version !== null) return { saved: true, id: draft.id, version: draft.version };
  return { saved: false, id: draft.kind === 'create' ? null : draft.id, problems: draft.problems };
}

/** Runs `work` so that its failure leaves the transaction as it was before. */
export async function inSavepoint<Result>(unit: Unit, work: () => Promise<Result>): Promise<Result> {
  const told = unit.committed.length;
  await sql`savepoint batch`.execute(unit.db);
  try {
    const result = await work();
    await sql`release savepoint batch`.execute(unit.db);
    return result;
  } catch (error) {
    await sql`rollback to savepoint batch`.execute(unit.db);
    await sql`release savepoint batch`.execute(unit.db);
    unit.committed.length = told;
    throw error;
  }
}

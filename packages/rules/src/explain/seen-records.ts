import type { FormModel } from '@tangram/forms';
import { type Actor, type Catalog, scopedTable } from '@tangram/records';
import type { Problem } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';

export interface SeenParts {
  readonly db: Kysely<unknown>;
  readonly catalog: Catalog;
  readonly form: FormModel;
  readonly actor: Actor;
  readonly now: Date;
}

/** Problems as they may be told: other records of the form are named only to who may see them; one statement for all. */
export async function seenRecords(
  { db, catalog, form, actor, now }: SeenParts,
  problems: readonly Problem[],
): Promise<(problem: Problem) => Problem> {
  const ids = [...new Set(problems.flatMap((problem) => recordOf(problem) ?? []))];
  const { rows } =
    ids.length === 0
      ? { rows: [] }
      : await sql<{ id: string }>`select t.id::text as id from ${scopedTable(actor, form, 't', catalog, now)}
          where t.id = any (${ids}::uuid[])`.execute(db);
  const seen = new Set(rows.map(({ id }) => id));
  return (problem) => {
    const record = recordOf(problem);
    if (record === null || seen.has(record)) return problem;
    const { record: _, ...params } = problem.params ?? {};
    return { ...problem, params };
  };
}

function recordOf({ params }: Problem): string | null {
  const record = params?.['record'];
  return typeof record === 'string' ? record : null;
}

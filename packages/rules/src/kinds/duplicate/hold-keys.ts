import type { FormModel } from '@tangram/forms';
import { type Kysely, sql } from 'kysely';

/** Locks of one form: PostgreSQL has room for some thousands in all, so keys share them. */
const buckets = 64;

/**
 * Makes writers of the same keys wait for one another until their transactions end, so that the second one sees what the
 * first has saved. Always in rising order: two batches with the same keys do not block each other for ever.
 */
export async function holdKeys(trx: Kysely<unknown>, form: FormModel, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    select pg_advisory_xact_lock(hashtext(${`duplicate ${form.app}/${form.key}`}), held.bucket)
    from (
      select distinct abs(hashtext(k) % ${sql.lit(buckets)}) as bucket
      from json_array_elements_text(${JSON.stringify(keys)}::json) as k order by 1
    ) as held`.execute(trx);
}
